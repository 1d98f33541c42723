"""One application in one phase, with everybody who may be curious about it; made by the portal's own services."""

import datetime
import hashlib
import uuid
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils import timezone

from grants.models import (
    Application,
    Call,
    DecisionRow,
    EvaluatorList,
    FormalCheckItem,
    RankingRow,
    Score,
)
from grants.services import (
    applications,
    calls,
    checks,
    contracts,
    decisions,
    evaluation,
    publication,
    ranking,
    sessions,
    votes,
)
from office.jobs import run_job
from office.models import Job, StoredFile, User
from tests.factories import filing, scoring
from tests.factories import grants as made
from tests.factories.applications import ready_draft
from tests.factories.registry import UserFactory

PHASES = ("draft", "submitted", "listed", "scoring", "scored", "ranked", "decided")
TITLE = "Naslov koji pokazuje prijavu"
TEXT = "Sažetak koji je samo za čitaoce prijave."
CONTACT = "kontakt.prijave@primjer.test"
FIRST = "Obrazloženje prvog procjenjivača je ovo."
SECOND = "Obrazloženje drugog procjenjivača je ono."
DECISION = "Razlog odluke o ovoj prijavi."
PAPER = "Statut kaže šifru 7319."
REQUESTED, GIVEN, FINAL = Decimal("5401.25"), Decimal("4321.00"), Decimal("75.37")


@dataclass
class Scene:
    """The application, the people around it, and the numbers with which addresses are filled."""

    call: Call
    application: Application
    people: dict[str, User | None]
    things: dict[str, list[Any]] = field(default_factory=dict)


def page_saying(text: str) -> bytes:
    """A PDF of one page with this sentence, letters outside ASCII written plain."""
    said = text.translate(str.maketrans("čćšžđ", "ccszd")).encode()
    stream = b"BT /F1 12 Tf 72 720 Td (%s) Tj ET" % said
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
        b"endobj\n4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n"
    ) % (len(stream), stream)


def stored(data: bytes) -> StoredFile:
    """A file in the store."""
    made_file = StoredFile.objects.create(
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        content_type="application/pdf",
        name="statut.pdf",
    )
    made_file.path.parent.mkdir(parents=True, exist_ok=True)
    made_file.path.write_bytes(data)
    return made_file


def scene(phase: str) -> Scene:
    """From the draft to this phase."""
    at = PHASES.index(phase)
    first, second, idle = scoring.pair(3)
    call = made.published_call()
    draft = ready_draft(call, title=TITLE, summary=TEXT, contact_email=CONTACT, requested=REQUESTED)
    draft.documents.update(file=stored(page_saying(PAPER)))
    asked = filing.partner(draft)
    question = filing.confirm(filing.ask(asked))
    things: dict[str, list[Any]] = {"question": [question.pk], "partner": [asked.pk]}
    if at >= 1:
        applications.submit(application=draft, at=timezone.now(), key=uuid.uuid4(), by=draft.created_by)
        told = filing.write(
            Application.objects.get(pk=draft.pk),
            "applicant",
            "Evo statuta.",
            files=[filing.upload(data=page_saying(PAPER))],
        )
        things |= {"message": [told.pk], "message paper": list(told.papers.values_list("pk", flat=True))}
        closed(call)
    if at >= 2:
        things |= complete(draft)
    if at >= 3:
        things["sheet"] = score(draft, first, second, both=at >= 4)
    if at >= 4:
        things |= rank(call, publish=at >= 5)
    if at >= 5:
        things |= decide(call, publish=at >= 6)
    people = {
        "citizen": None,
        "another organisation": made.ngo_person()[0],
        "clerk of the register": UserFactory(roles=("registry_officer",)),
        "another ministry": made.officer(made.body()),
        "applicant": draft.created_by,
        "partner": filing.person_of(asked),
        "first evaluator": first.user,
        "second evaluator": second.user,
        "evaluator of others": idle.user,
        "commission": made.president(call.commission),
        "officer of the body": made.officer(call.body),
    }
    found = Application.objects.get(pk=draft.pk)
    things |= {
        "call": [call.pk],
        "slug": [call.slug],
        "commission": [call.commission_id],
        "application": [found.pk],
        "number": [found.number or found.draft_code],
        "paper": list(found.documents.values_list("pk", flat=True)),
        "line": list(found.activity_lines.values_list("pk", flat=True)),
    }
    if at == len(PHASES) - 1:  # what no phase changes is met once
        things |= {
            "evaluator": [first.pk],
            "list": list(EvaluatorList.objects.values_list("pk", flat=True)),
            "year": [call.year],
            "member": [call.commission.members.get(role="official").pk],
            "criterion": [call.criteria.first().pk],
            "subcriterion": [call.criteria.first().subcriteria.first().pk],
            "required": [call.required_documents.first().pk],
        }
    return Scene(Call.objects.get(pk=call.pk), found, people, things)


def closed(call: Call) -> None:
    """Forty days have gone by since the call was opened; what was handed in came on its last day but one."""
    opened = timezone.now() - datetime.timedelta(days=40)
    deadline = opened + datetime.timedelta(days=30)
    Call.objects.filter(pk=call.pk).update(published_at=opened, opens_at=opened, deadline=deadline)
    call.applications.update(submitted_at=deadline - datetime.timedelta(days=1))


def complete(draft: Application) -> dict[str, list[Any]]:
    """Checked, found complete, on the published list; a session of the commission spoke of it."""
    by, answered = made.president(draft.call.commission), timezone.now()
    application = Application.objects.get(pk=draft.pk)
    checks.begin_check(application=application, by=by)
    FormalCheckItem.objects.filter(application=application).update(
        answer="yes", answered_at=answered, answered_by=by
    )
    checks.find_complete(application=Application.objects.get(pk=draft.pk), by=by)
    call = calls.publish_check(call=Call.objects.get(pk=draft.call_id), by=by)
    session = sessions.call_session(
        commission=call.commission, starts_at=timezone.now(), place="Sala 1", agenda=["Provjera"], by=by
    )
    came = set(call.commission.members.values_list("pk", flat=True))
    sessions.save_presence(session=session, came=came, notes={}, by=by)
    session = sessions.open_session(session=session, by=by)
    votes.take_note(item=session.items.get(), conclusion="Potpuna je.", by=by)
    session = sessions.confirm_minutes(session=sessions.close_session(session=session, by=by), by=by)
    return {"session": [session.pk], "item": [session.items.get().pk], "edition": [1]}


def score(application: Application, first, second, *, both: bool) -> list[int]:
    """The first sheet locked, the second filled or locked too; each line of each has its evaluator's own sentence."""
    application = Application.objects.get(pk=application.pk)
    sheets = [scoring.accepted(application, first), scoring.accepted(application, second)]
    for sheet, total, secret in zip(sheets, (80, 70), (FIRST, SECOND), strict=True):
        scoring.fill(sheet, total)
        Score.objects.filter(assignment=sheet).update(reason=secret)
    evaluation.lock_sheet(assignment=sheets[0], by=first.user)
    if both:
        evaluation.lock_sheet(assignment=sheets[1], by=second.user)
    return [sheet.pk for sheet in sheets]


def rank(call: Call, *, publish: bool) -> dict[str, list[Any]]:
    """The ranking with a variant chosen, in the hands of the commission or published."""
    by = made.president(call.commission)
    found = ranking.make_ranking(call=Call.objects.get(pk=call.pk), by=by)
    RankingRow.objects.filter(ranking=found).update(final=FINAL)
    variant = ranking.make_variant(ranking=found, mode="floor_share", by=by)
    ranking.choose_variant(variant=variant, by=by)
    assert [row.amount for row in variant.rows.all()] == [GIVEN]
    if publish:
        found = ranking.confirm_ranking(ranking=type(found).objects.get(pk=found.pk), by=by)
        ranking.publish_ranking(ranking=found, by=by)
    return {"variant": [variant.pk], "place": [1]}


def decide(call: Call, *, publish: bool) -> dict[str, list[Any]]:
    """The decision signed twice, or published with its letters and a contract."""
    by = made.president(call.commission)
    decision = decisions.draft_decision(call=Call.objects.get(pk=call.pk), by=by)
    decisions.edit_reason(row=decision.rows.get(), reason=DECISION, by=by)
    decision = decisions.sign_first(decision=decision, by=by)
    decision = decisions.sign_second(decision=decision, by=made.officer(call.body, "body_head"))
    row = DecisionRow.objects.get(decision=decision)
    things: dict[str, list[Any]] = {"row": [row.pk], "decision": [decision.pk]}
    if publish:
        publication.publish_decision(decision=decision, by=by)
        day = timezone.localdate()
        contract = contracts.draft_contract(
            row=DecisionRow.objects.get(pk=row.pk),
            starts_on=day,
            ends_on=day + datetime.timedelta(days=180),
            by=made.officer(call.body),
        )
        things |= {
            "contract": [contract.pk],
            "letter": list(decision.letters.values_list("pk", flat=True)),
        }
    for job in Job.objects.filter(state="queued").order_by("pk"):
        run_job(job.pk)
    return things
