"""Acts of the formal check in the demo: own conditions, letters, a session with minutes, objections, a judgment."""

import datetime
from decimal import Decimal

from django.utils import timezone

from grants.models import Application, Assignment, Call, CommissionSession, Score
from grants.queries.commission_ties import sitting, ties_of
from grants.queries.objections import terms_of
from grants.services import (
    annulment,
    checks,
    conditions,
    decisions,
    inspections,
    letters,
    objection_replies,
    objections,
    ranking,
    rejections,
    reranking,
    sessions,
    variants,
    votes,
)
from grants.services.call_statements import give_call_statement
from office.demo.clock import DAY, standing_at
from office.demo.people import People
from office.demo.words import ours
from office.models import User


def add_conditions(call: Call, by: User) -> None:
    """What this call asks for beside what the system sees."""
    conditions.save_condition(
        call=call,
        text=ours("Organizacija najmanje dvije godine radi u oblasti konkursa."),
        evidence=ours("Izvještaji objavljeni na stranici organizacije."),
        by=by,
    )
    conditions.save_condition(call=call, text=ours("Projekat se sprovodi u najmanje jednoj opštini."), by=by)


def state_for(call: Call) -> None:
    """Every member states for the call once its applicants are known; a tie of the register is explained."""
    for member in sitting(call):
        denied = {
            tie.application.pk: ours("Isto ime, drugo lice.")
            for tie in ties_of(call, [member]).get(member.pk, [])
        }
        give_call_statement(
            call=call, text=ours("Nemam sukob interesa na ovom konkursu."), denied=denied, by=member.user
        )


def hold_session(call: Call, by: User) -> CommissionSession:
    """A session about the formal check: three points, votes by name, minutes confirmed."""
    agenda = [ours("Usvajanje dnevnog reda"), ours("Izvještaj o administrativnoj provjeri"), ours("Razno")]
    session = sessions.call_session(
        commission=call.commission,
        starts_at=timezone.now(),
        place=ours("Sala 2, prvi sprat"),
        agenda=agenda,
        by=by,
    )
    members = sitting(call)
    sessions.save_presence(session=session, came={m.pk for m in members}, notes={}, by=by)
    session = sessions.open_session(session=session, by=by)
    first, second, third = session.items.order_by("order")
    everybody = {m.pk: "for" for m in members}
    sessions.save_item(session=session, title=second.title, call=call, item=second, by=by)
    votes.vote(item=first, choices=everybody, reasons={}, conclusion=ours("Dnevni red je usvojen."), by=by)
    second.refresh_from_db()
    split = {**everybody, members[-1].pk: "abstained"}
    votes.vote(item=second, choices=split, reasons={}, conclusion=ours("Lista se objavljuje."), by=by)
    votes.take_note(item=third, conclusion=ours("Sljedeća sjednica je poslije bodovanja."), by=by)
    sessions.write_notes(session=session, notes=ours("Rasprava je bila bez primjedbi."), by=by)
    session = sessions.close_session(session=session, by=by)
    return sessions.confirm_minutes(session=session, by=by)


def call_next(call: Call, by: User) -> None:
    """The next session is called for tomorrow."""
    tomorrow = timezone.now() + DAY
    agenda = [ours("Rangiranje prijava"), ours("Razno")]
    sessions.call_session(
        commission=call.commission, starts_at=tomorrow, place=ours("Sala 2, prvi sprat"), agenda=agenda, by=by
    )


def sit_now(call: Call, by: User) -> None:
    """A session under way: two members came, nothing of its agenda is decided yet."""
    agenda = [ours("Izjašnjenje o dopunama"), ours("Razno")]
    session = sessions.call_session(
        commission=call.commission, starts_at=timezone.now(), place=ours("Sala 1"), agenda=agenda, by=by
    )
    came = {member.pk for member in sitting(call)}
    sessions.save_presence(session=session, came=came, notes={}, by=by)
    sessions.open_session(session=session, by=by)


def propose_one(call: Call, by: User) -> None:
    """One application waits for a second person to confirm its rejection."""
    application = call.applications.filter(state="submitted").order_by("-pk").first()
    if application is None:
        return
    for item in checks.begin_check(application=application, by=by):
        bad = item.key == "valid_documents"
        note = ours("Statut nije ovjeren.") if bad else ours("Provjereno u spisima.")
        checks.answer(item=item, answer="no" if bad else "yes", note=note, by=by)
    application = Application.objects.get(pk=application.pk)
    rejections.propose_rejection(application=application, reason=ours("Statut nije ovjeren."), by=by)


def serve_letters(call: Call, by: User, *, leave: int = 1) -> None:
    """Letters of the call served by post, all but the last."""
    waiting = [
        letter
        for application in call.applications.order_by("pk")
        for letter in application.letters.filter(served_on__isnull=True)
    ]
    for number, letter in enumerate(waiting[: max(0, len(waiting) - leave)], start=1):
        letters.record_service(letter=letter, how="post", on=timezone.localdate(), note=f"AR {number}", by=by)


def object_to(call: Call, people: People) -> Call:
    """After the preliminary list: one inspection, one objection dismissed, one upheld; the new list is published."""
    president = people.known["commission"]
    terms = terms_of(call)
    if terms is None:
        return call
    first, last = (call.ranking.rows.order_by(way).first().application for way in ("order", "-order"))
    at = timezone.now()
    asked = inspections.ask_inspection(
        application=last, wanted=ours("Prijave sa više bodova."), at=at, by=last.submitted_by
    )
    inspections.close_inspection(
        inspection=asked, came=True, written=ours("Pregledane su tri prijave."), by=president
    )
    weak = objections.file_objection(
        application=first,
        text=ours("Smatramo da zaslužujemo više bodova."),
        papers=[],
        at=at,
        by=first.submitted_by,
    )
    strong = objections.file_objection(
        application=last, text=ours("Partnerstvo nije bodovano."), papers=[], at=at, by=last.submitted_by
    )
    objection_replies.dismiss(objection=weak, reply=ours("Bodovi su obrazloženi u listama."), by=president)
    objection_replies.uphold(
        objection=strong,
        reply=ours("Ugovor o partnerstvu bio je u prijavi."),
        points=more_points(last),
        by=president,
    )
    with standing_at(min(timezone.now() + 14 * DAY, at + 14 * DAY)):
        reranking.rerank(
            call=call, note=ours("Po usvojenom prigovoru ispravljeni su bodovi jedne prijave."), by=president
        )
        return republish(Call.objects.get(pk=call.pk), president)


def more_points(application: Application) -> dict[int, tuple[Decimal, str]]:
    """Full points for a sub-criterion on every sheet where it had less."""
    points: dict[int, tuple[Decimal, str]] = {}
    for sheet in application.assignments.filter(state=Assignment.State.SUBMITTED):
        for score in Score.objects.filter(assignment=sheet).select_related("subcriterion").order_by("pk"):
            if score.points != score.subcriterion.max_points:
                points[score.pk] = (score.subcriterion.max_points, ours("Partnerstvo je dokazano ugovorom."))
                break
    return points


def republish(call: Call, by: User) -> Call:
    """Equals ordered, a variant chosen, the list confirmed and published."""
    ranked = call.ranking
    for place in sorted({row.place for row in ranked.rows.all() if row.order is None}):
        rows = list(ranked.rows.filter(place=place).order_by("pk"))
        reason = ours("Veći broj korisnika u opštini bez usluge.")
        ranking.order_tie(ranking=ranked, place=place, rows=rows, reason=reason, by=by)
    chosen = variants.compare_variants(ranking=ranked, by=by)[-1]
    variants.choose_variant(variant=chosen, by=by)
    ranked = ranking.confirm_ranking(ranking=type(ranked).objects.get(pk=ranked.pk), by=by)
    ranking.publish_ranking(ranking=ranked, by=by)
    return Call.objects.get(pk=call.pk)


def judge(call: Call, people: People, first: User, second: User) -> Call:
    """A court annuls the decision for want of reasons; the decision is drafted, signed and published anew."""
    today = timezone.localdate()
    annulment.annul_by_court(
        call=call,
        court=ours("Upravni sud"),
        number=f"U 1234/{today.year}",
        judged_on=today,
        received_on=today,
        reasons=ours("Odluka ne sadrži razloge za svaku prijavu, pa se njena zakonitost ne može ocijeniti."),
        step="decision",
        by=people.known["commission"],
    )
    call = Call.objects.get(pk=call.pk)
    decision = decisions.draft_decision(call=call, by=first)
    decision = decisions.sign_first(decision=decision, by=first)
    decision = decisions.sign_second(decision=decision, by=second)
    decisions.publish_decision(decision=decision, by=first)
    return Call.objects.get(pk=call.pk)


def days_after(call: Call, days: int) -> datetime.datetime:
    """So many days after the deadline, never in the future."""
    return min((call.deadline + days * DAY).astimezone(datetime.UTC), timezone.now())
