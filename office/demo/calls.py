"""Calls of the demo in every phase, moved through their states by the same verbs as the screens use."""

import datetime
import random
import uuid
from decimal import Decimal
from typing import Any

from django.utils import timezone

from grants.models import (
    Application,
    ApplicationDocument,
    Assignment,
    Call,
    Commission,
    CommissionMember,
    ConflictStatement,
    Declaration,
    SubCriterion,
)
from grants.services import applications, assignments, budget, calls, checks, evaluation, rejections
from grants.services.ties import check_no_tie
from ngo_registry.models import Organisation
from office.demo import call_forms
from office.demo import checks as checks_demo
from office.demo.clock import DAY, days_ago, standing_at
from office.demo.people import People
from office.demo.words import PROJECTS, ours
from office.jurisdiction import current, has_feature
from office.models import Area, Body, StoredFile, User
from office.refusal import allowed
from office.roles import Role
from office.storage import keep, sha256_of

PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def commission_of(
    body: Body, people: People, seats: list[User], *, nomination: Any = None, ngo: Organisation | None = None
) -> Commission:
    """A formed commission: president, official, NGO member (a second official where none was proposed)."""
    found = Commission.objects.filter(body=body, state=Commission.State.FORMED).first()
    if found:
        return found
    since = days_ago(300).date()
    made = Commission.objects.create(
        body=body,
        year=timezone.localdate().year,
        title=ours(f"Komisija za raspodjelu sredstava – {body.name}"),
        state="formed",
        nomination_call=nomination,
        act_number=f"{body.code.upper()}-KO-{since.year}-0001",
        act_date=since,
        created_by=people.known["staff"],
    )
    third = "ngo_member" if ngo else "official"
    for user, role in zip(seats, ("president", "official", third), strict=True):
        member = CommissionMember.objects.create(
            commission=made,
            user=user,
            full_name=user.full_name,
            role=role,
            organisation=ngo if role == "ngo_member" else None,
            valid_from=since,
        )
        ConflictStatement.objects.create(
            member=member, text=ours("Nijesam u sukobu interesa."), made_at=days_ago(299), made_by=user
        )
        people.role(user, Role.COMMISSION_MEMBER, body)
    return made


def draft(commission: Commission, title: str, total: int, *, area: Area, by: User, **basis: Any) -> Call:
    """A draft that passes all checks."""
    money = Decimal(total) * current().sample_unit
    call = calls.draft_call(
        commission=commission,
        title=ours(title),
        year=timezone.localdate().year,
        areas=[area],
        by=by,
        total=money,
        min_amount=money / 50,
        max_amount=money / 5,
        months_max=12,
        goals=ours("Unaprijediti položaj i mogućnosti ciljnih grupa u lokalnim zajednicama."),
        problems=ours("Nedovoljna dostupnost usluga izvan većih gradova."),
        activities=ours("Radionice, usluge podrške, kampanje."),
        target_groups=ours("Djeca, mladi, starija lica, osobe sa invaliditetom."),
        contact="konkurs@example.test",
        **basis,
    )
    checks_demo.add_conditions(call, by)
    budget.set_share_limits(call=call, shares={"administration": Decimal(20), "staff": Decimal(50)}, by=by)
    for name in ("Statut", "Bilans stanja i bilans uspjeha", "Izjava o partnerstvu"):
        calls.save_document(call=call, name=ours(name), obligatory=name != "Izjava o partnerstvu", by=by)
    return call


def publish(
    commission: Commission,
    title: str,
    total: int,
    *,
    days: int,
    area: Area,
    by: User,
    form: bool = False,
    **basis: Any,
) -> Call:
    """A call drafted and published so many days ago, open as long as the rulebook asks; perhaps with a form of its own."""
    with standing_at(days_ago(days + 3)):
        call = draft(commission, title, total, area=area, by=by, **basis)
        if form:
            call_forms.compose(call, by)
    with standing_at(days_ago(days)):
        return calls.publish_call(call=call, by=by)


def after(call: Call, days: int) -> datetime.datetime:
    """So many days after the deadline of the call, or now when that day has not come."""
    return min((call.deadline + days * DAY).astimezone(datetime.UTC), timezone.now())


def paper(by: User) -> StoredFile:
    """A small real PDF, kept as an upload would be."""
    sha256 = keep(PAPER)
    assert sha256 == sha256_of(PAPER)
    return StoredFile.objects.create(
        sha256=sha256,
        size=len(PAPER),
        content_type="application/pdf",
        name="dokument.pdf",
        pages=1,
        created_by=by,
    )


def fill(call: Call, organisation: Organisation, by: User, dice: random.Random, number: int) -> Application:
    """A complete draft of an application."""
    at = call.opens_at + datetime.timedelta(hours=2 + number)
    application = applications.begin(call=call, organisation=organisation, at=at, by=by)
    return fill_in(application, by, dice, number, at)


def fill_in(
    application: Application, by: User, dice: random.Random, number: int, at: datetime.datetime
) -> Application:
    """Every part of a draft, as its applicant or the office from paper would write it."""
    call, organisation = application.call, application.organisation
    first = timezone.localdate(call.deadline) + 60 * DAY
    asked = Decimal(dice.randrange(40, 100)) * call.max_amount / 100
    asked = asked.quantize(Decimal("0.01"))
    place = organisation.municipality
    Application.objects.filter(pk=application.pk).update(
        title=f"{ours(PROJECTS[number % len(PROJECTS)])} – {organisation.place}",
        summary=ours(
            "Projekat obezbjeđuje usluge koje u opštini nedostaju, uz učešće volontera i lokalne uprave."
        ),
        goals=ours("Povećati broj korisnika usluga za 30 odsto u godinu dana."),
        problem=ours("Usluge postoje samo u većim gradovima."),
        results=ours("Najmanje 60 korisnika, 12 obučenih volontera, jedan vodič."),
        target_groups=ours("Porodice u ruralnim područjima."),
        direct_users=60,
        indirect_users=400,
        starts_on=first,
        ends_on=first + 100 * DAY,
        sustainability=ours("Podrška opštine."),
        visibility=ours("Lokalni mediji, društvene mreže."),
        capacity=ours("Tri zaposlena, dvadeset volontera."),
        requested=asked,
        contact_email=by.email,
        contact_name=by.full_name,
    )
    application.activity_lines.create(
        order=1,
        name=ours("Priprema i izbor korisnika"),
        month_from=1,
        month_until=1,
        carrier=organisation.name,
    )
    application.activity_lines.create(
        order=2, name=ours("Radionice i usluge"), month_from=2, month_until=4, carrier=organisation.name
    )
    staff = (asked * Decimal("0.4")).quantize(Decimal("1.00"))
    for order, (group, text, value) in enumerate(
        (("staff", "Koordinator projekta", staff), ("services", "Predavači i materijal", asked - staff)),
        start=1,
    ):
        application.budget_lines.create(
            order=order,
            group=group,
            description=ours(text),
            unit=ours("paušal"),
            quantity=1,
            price=value,
            total=value,
            requested=value,
        )
    if place:
        application.municipalities.add(place)
    for required in call.required_documents.filter(obligatory=True):
        ApplicationDocument.objects.create(
            application=application, required=required, file=paper(by), added_at=at, added_by=by
        )
    for kind in Declaration.Kind:
        Declaration.objects.create(application=application, kind=kind, accepted_at=at, accepted_by=by)
    return Application.objects.get(pk=application.pk)


def file(call: Call, organisations: list[Organisation], dice: random.Random) -> None:
    """Applications filed in the last days of the call."""
    for number, organisation in enumerate(organisations):
        owner = organisation.memberships.select_related("user").first().user
        with standing_at(after(call, -8) + datetime.timedelta(hours=number)):
            application = fill(call, organisation, owner, dice, number)
            applications.submit(application=application, at=timezone.now(), key=uuid.uuid4(), by=owner)


def check(call: Call, by: User, *, reject: int = 1) -> None:
    """The formal check: all complete but the last few, which are rejected."""
    filed = list(call.applications.filter(state="submitted").order_by("pk"))
    for number, application in enumerate(filed):
        bad = number >= len(filed) - reject
        for item in checks.begin_check(application=application, by=by):
            answer = "no" if bad and item.key == "documents" else "yes"
            checks.answer(
                item=item,
                answer=answer,
                note="" if answer == "yes" and item.automatic else ours("Provjereno u spisima."),
                by=by,
            )
        application = Application.objects.get(pk=application.pk)
        if bad:
            reject_by_two(application, ours("Nedostaje ovjereni statut."), by)
        else:
            checks.find_complete(application=application, by=by)
    calls.publish_check(call=Call.objects.get(pk=call.pk), by=by)


def reject_by_two(application: Application, reason: str, by: User) -> None:
    """One member proposes, another confirms."""
    proposal = rejections.propose_rejection(application=application, reason=reason, by=by)
    other = application.call.commission.members.exclude(user=by).order_by("pk").first()
    rejections.confirm_rejection(proposal=proposal, by=other.user)


def ask_completion(call: Call, organisation: Organisation, by: User) -> None:
    """The check of one application found a paper missing; the organisation is asked for it."""
    with standing_at(days_ago(1)):
        application = unmet(call, organisation, by)
        text = ours("Dostavite bilans uspjeha za prethodnu godinu.")
        checks.ask_completion(application=application, note=text, by=by)


def unmet(call: Call, organisation: Organisation, by: User) -> Application:
    """The check found a paper missing; what follows is not decided yet."""
    application = call.applications.get(organisation=organisation)
    for item in checks.begin_check(application=application, by=by):
        bad = item.key == "documents"
        note = ours("Nedostaje bilans uspjeha." if bad else "Provjereno u spisima.")
        checks.answer(item=item, answer="no" if bad else "yes", note=note, by=by)
    return Application.objects.get(pk=application.pk)


def complete(call: Call, organisation: Organisation, by: User) -> None:
    """Asked to complete, and completed: a second version of the application."""
    with standing_at(days_ago(3)):
        application = unmet(call, organisation, by)
        text = ours("Dostavite bilans uspjeha i ispravite sažetak.")
        checks.ask_completion(application=application, note=text, by=by)
    with standing_at(days_ago(2)):
        summary = ours("Projekat obezbjeđuje usluge u tri mjesne zajednice, uz učešće volontera.")
        Application.objects.filter(pk=application.pk).update(summary=summary)
        application = Application.objects.get(pk=application.pk)
        owner = application.submitted_by
        applications.complete(application=application, at=timezone.now(), by=owner)


def assign(call: Call, people: People, by: User) -> list[Assignment]:
    """Two evaluators from the list, or every member where members score."""
    made = []
    for application in call.applications.filter(state="eligible").order_by("pk"):
        if has_feature("commission_scores"):
            made += assignments.assign_members(application=application, by=by)
        else:
            made += pair_of(application, people, by)
    return made


def pair_of(application: Application, people: People, by: User) -> list[Assignment]:
    """The first two evaluators who are not tied to the applicant by a name in the register."""
    made: list[Assignment] = []
    for login in ("evaluator", "evaluator2", "evaluator3"):
        person = people.known[login].evaluator
        if len(made) < 2 and allowed(check_no_tie, person, application):
            made.append(assignments.assign(application=application, evaluator=person, by=by))
    return made


def score(made: list[Assignment], dice: random.Random, *, leave: int = 0) -> None:
    """Accept, score every sub-criterion with a reason, lock; the last `leave` stay open, of these two are begun."""
    for assignment in made[len(made) - leave :][:2]:
        evaluation.accept(assignment=assignment, by=assignment.user)
    for assignment in made[: len(made) - leave]:
        by = assignment.user
        evaluation.accept(assignment=assignment, by=by)
        subs = SubCriterion.objects.filter(criterion__call=assignment.application.call).order_by(
            "criterion__order", "order"
        )
        for sub in subs:
            points = Decimal(dice.randrange(int(sub.max_points * 6 / 10), int(sub.max_points) + 1))
            evaluation.save_score(
                assignment=assignment,
                subcriterion=sub,
                points=points,
                by=by,
                reason=ours("Obrazloženo u prijavi, uz mjerljive rezultate i realan budžet."),
            )
        evaluation.lock_sheet(assignment=assignment, by=by)
