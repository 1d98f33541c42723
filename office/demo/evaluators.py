"""Evaluators of the demo: calls, candidates, versions of the list, guidelines, practice, a draw, fees."""

import datetime
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from grants.models import (
    Assignment,
    Call,
    Candidacy,
    Evaluator,
    EvaluatorCall,
    EvaluatorList,
    EvaluatorStatement,
    PracticeCase,
)
from grants.services import candidacies as candidate
from grants.services import candidate_decisions as decisions
from grants.services import (
    capacities,
    draws,
    evaluator_calls,
    evaluators,
    guidelines,
    practice,
    work_statements,
)
from grants.services import evaluator_call_changes as changes
from office.demo.calls import PAPER
from office.demo.clock import DAY, days_ago, standing_at
from office.demo.people import People
from office.demo.words import ours
from office.models import Area, User
from office.roles import Role

BARS = EvaluatorStatement.Bar.values
TEXT = "Ministarstvo poziva lica sa iskustvom da boduju projekte nevladinih organizacija."
RULES = (
    "Svaki procjenjivač boduje sam, bez dogovora sa drugim.",
    "Najprije se daje izjava o sukobu interesa, pa se čita prijava.",
    "Za svako mjerilo piše se obrazloženje koje podnosilac može da razumije.",
)


def people_of(people: People) -> None:
    """The payroll officer and the candidates."""
    people.role(people.person("payroll", "Snežana Brajović"), Role.PAYROLL_OFFICER)
    for login, name in (
        ("candidate", "Maja Šturanović"),
        ("candidate2", "Goran Dabović"),
        ("candidate3", "Ksenija Pavićević"),
        ("candidate4", "Danilo Rmuš"),
    ):
        people.person(login, name)


def run(people: People) -> None:
    """The main call with an accepted, a refused and a contested candidate, versions of the list, an open call."""
    people_of(people)
    staff = people.known["staff"]
    main = main_call(people, staff)
    change_list(people, staff, main)
    second = evaluator_call(
        staff, 6, EvaluatorCall.Kind.SUPPLEMENTARY, "Na listi nema dovoljno poznavalaca svih oblasti."
    )
    with standing_at(days_ago(3)):
        submit(fill(second, people.known["candidate4"]))
    with standing_at(days_ago(2)):
        candidate.begin_candidacy(call=second, at=timezone.now(), by=people.known["candidate"])
    with standing_at(days_ago(1)):
        changes.extend_evaluator_call(
            call=EvaluatorCall.objects.get(pk=second.pk),
            deadline=timezone.localdate(second.deadline) + datetime.timedelta(days=7),
            note=ours("Rok je obuhvatio praznične dane."),
            by=staff,
        )
    write_guidelines(people, staff)
    tried(invent(staff), people.known["evaluator2"])
    evaluator_calls.draft_evaluator_call(
        year=timezone.localdate().year + 1,
        kind=EvaluatorCall.Kind.MAIN,
        title=ours("Javni poziv za izbor nezavisnih procjenjivača za narednu godinu"),
        text=ours(TEXT),
        reason="",
        by=staff,
    )


def evaluator_call(by: User, days: int, kind: str, reason: str = "") -> EvaluatorCall:
    """A call published so many days ago, for this year's list."""
    with standing_at(days_ago(days)):
        call = evaluator_calls.draft_evaluator_call(
            year=datetime.date.today().year,
            kind=kind,
            title=ours("Javni poziv za izbor nezavisnih procjenjivača"),
            text=ours(TEXT),
            reason=ours(reason),
            by=by,
        )
        return evaluator_calls.publish_evaluator_call(call=call, by=by)


def main_call(people: People, staff: User) -> EvaluatorCall:
    """One accepted, one refused by a bar who complains, decided and waiting for the head of the office."""
    call = evaluator_call(staff, 320, EvaluatorCall.Kind.MAIN)
    with standing_at(days_ago(318)):
        good = submit(fill(call, people.known["candidate2"]))
        barred = submit(fill(call, people.known["candidate3"], bar="volunteer"))
    with standing_at(days_ago(290)):
        decisions.accept_candidate(candidacy=good, by=staff)
        decisions.refuse_candidate(
            candidacy=barred,
            note=ours("Kandidat je volonter u nevladinoj organizaciji."),
            law="čl. 32đ Zakona o NVO",
            by=staff,
        )
    with standing_at(days_ago(285)):
        text = ours("Volonterski ugovor je prestao prije tri godine.")
        decisions.file_candidate_complaint(
            candidacy=Candidacy.objects.get(pk=barred.pk), text=text, by=people.known["candidate3"]
        )
    return call


def fill(call: EvaluatorCall, by: User, bar: str = "") -> Candidacy:
    """A whole draft with three proofs and six statements."""
    at = timezone.now()
    made = candidate.begin_candidacy(call=call, at=at, by=by)
    facts = {
        "full_name": by.full_name,
        "country": "",
        "phone": "+382 20 000 000",
        "years_of_experience": 9,
        "evaluation_experience": ours("Procjena projekata na četiri konkursa opština."),
        "at_once": 12,
        "in_year": 60,
    }
    areas = list(Area.objects.order_by("order", "pk")[:4])
    candidate.save_candidate_facts(candidacy=made, areas=areas, at=at, by=by, **facts)
    began = timezone.localdate() - 9 * 366 * DAY
    for kind, title in (
        ("managing", "Ugovor o upravljanju projektom"),
        ("evaluating", "Rješenje o imenovanju procjenjivača"),
        ("cv", "Biografija"),
    ):
        candidate.add_proof(
            candidacy=made,
            kind=kind,
            title=ours(title),
            upload=SimpleUploadedFile("dokaz.pdf", PAPER),
            began=began if kind == "managing" else None,
            at=at,
            by=by,
        )
    answers = {each: (each != bar, ours("Volonter od 2023. godine.") if each == bar else "") for each in BARS}
    return candidate.save_statements(candidacy=made, answers=answers, at=at, by=by)


def submit(made: Candidacy) -> Candidacy:
    """Handed in by the candidate."""
    return candidate.submit_candidacy(candidacy=made, at=timezone.now(), by=made.user)


def change_list(people: People, staff: User, call: EvaluatorCall) -> EvaluatorList:
    """A second version with the accepted candidate, a third without a person who became a public official."""
    year = call.year
    with standing_at(days_ago(270)):
        second = evaluators.begin_list(
            year=year, reason=ours("Blagovremena prijava iz tehničkih razloga nije razmotrena"), by=staff
        )
        decisions.take_candidates_in(evaluators=second, by=staff)
        evaluators.adopt_list(evaluators=second, by=staff)
    with standing_at(days_ago(250)):
        third = evaluators.begin_list(year=year, reason=ours("Izmjena liste"), by=staff)
        entry = third.entries.get(evaluator__user=people.known["evaluator4"])
        reason = ours("Postavljena za javnog funkcionera")
        evaluators.take_off_list(entry=entry, reason=reason, on=timezone.localdate() - 3 * DAY, by=staff)
        third = evaluators.adopt_list(evaluators=third, by=staff)
    with standing_at(days_ago(249)):
        for login in ("evaluator", "evaluator2"):
            person = Evaluator.objects.get(user=people.known[login])
            areas = list(person.areas.all())
            capacities.state_capacity(evaluator=person, areas=areas, at_once=40, in_year=120, by=person.user)
    return third


def write_guidelines(people: People, staff: User) -> None:
    """Two versions; one evaluator confirmed the second."""
    with standing_at(days_ago(240)):
        first = guidelines.draft_guideline(by=staff)
        text = ours("\n".join(RULES[:2]))
        guidelines.edit_guideline(guideline=first, title=ours("Kako se boduje projekat"), text=text, by=staff)
        guidelines.publish_guideline(guideline=first, by=staff)
    with standing_at(days_ago(100)):
        second = guidelines.draft_guideline(by=staff)
        changed = ours("Dodato je pravilo o obrazloženju.")
        guidelines.edit_guideline(guideline=second, text=ours("\n".join(RULES)), changed=changed, by=staff)
        second = guidelines.publish_guideline(guideline=second, by=staff)
    with standing_at(days_ago(99)):
        guidelines.confirm_reading(guideline=second, by=people.known["evaluator2"])


def invent(staff: User) -> PracticeCase:
    """An application to practise on, with its sample."""
    with standing_at(days_ago(98)):
        case = practice.draft_case(
            title=ours("Vožnja do škole za djecu iz sela"),
            applicant=ours("Izmišljeno udruženje Putokaz"),
            requested="6.000,00 €",
            problem=ours("Djeca iz tri sela pješače do škole više od pet kilometara."),
            goals=ours("Nijedno dijete ne pješači duže od jednog kilometra."),
            activities=ours("Kombi prevoz dva puta dnevno; obuka vozača; dogovor sa školom."),
            results=ours("Prevoz za 24 djece u 180 školskih dana."),
            budget=ours("Gorivo 2.400, vozač 2.700, osiguranje 900."),
            capacity=ours("Udruženje ima dva zaposlena i sličan projekat od prošle godine."),
            by=staff,
        )
        subs = [sub for criterion in case.criteria.all() for sub in criterion.subcriteria.all()]
        reason = ours("Uzorak: navodi su jasni i mjerljivi, a dio zaključaka nije potkrijepljen.")
        samples = {sub.pk: (Decimal(int(sub.max_points * 7 / 10)), reason) for sub in subs}
        practice.save_samples(case=case, samples=samples, by=staff)
        return practice.publish_case(case=case, by=staff)


def tried(case: PracticeCase, by: User) -> None:
    """One evaluator has scored it and compared with the sample."""
    subs = [sub for criterion in case.criteria.all() for sub in criterion.subcriteria.all()]
    reason = ours("Odgovara uputstvu uz mjerilo.")
    with standing_at(days_ago(90)):
        entries = {sub: (Decimal(int(sub.max_points / 2)), reason) for sub in subs}
        practice.save_trial(case=case, entries=entries, by=by)
        practice.finish_trial(case=case, by=by)


def draw_for(call: Call, by: User) -> list[Assignment]:
    """The commission draws the evaluators of a call."""
    made = draws.prepare_draw(call=call, seed_source=ours("Loto, prvo kolo poslije pripreme žrijeba"), by=by)
    made = draws.record_seed(draw=made, seed="3 11 17 24 29 31 38", by=by)
    draws.make_draw(draw=made, by=by)
    return list(Assignment.objects.filter(application__call=call).order_by("application", "slot"))


def settle(call: Call, people: People) -> None:
    """Statements of work for a decided call: one paid, one to be paid, the rest still to be issued."""
    staff, payroll = people.known["staff"], people.known["payroll"]
    sheets = Assignment.objects.filter(application__call=call, state="submitted", evaluator__isnull=False)
    keys = sheets.order_by("evaluator").values_list("evaluator", flat=True).distinct()
    for n, person in enumerate(Evaluator.objects.filter(pk__in=list(keys)[:2]).order_by("pk")):
        with standing_at(days_ago(60)):
            statement = work_statements.issue_statement(
                call=call,
                evaluator=person,
                fee=Decimal(30),
                ceiling=Decimal(2000),
                basis=ours("Ugovor o angažovanju procjenjivača"),
                by=staff,
            )
            work_statements.save_payment_data(
                evaluator=person,
                jmbg="",
                home_address=ours("Ulica slobode 77, Podgorica"),
                iban="505-2345678901-58" if n else "505-1234567890-65",
                bank_account_holder=f"Račun {person.full_name}, zajednički",  # the published name alone would prove nothing
                by=person.user,
            )
        if n == 0:
            with standing_at(days_ago(40)):
                day = timezone.localdate()
                work_statements.pay_statement(
                    statement=statement, paid_on=day, reference="NAL-17", by=payroll
                )
