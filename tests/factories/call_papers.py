"""Every paper of calls, evaluators, councils and reports, each made once with little: its name and what was drawn."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils import timezone

from council.documents.nomination_list import issue_list
from council.services import nominations
from grants.documents import evaluators as evaluator_papers
from grants.documents.analysis import issue_analysis
from grants.documents.call_text import issue_call_text
from grants.documents.check_list import issue_check_list
from grants.documents.contract import issue_contract
from grants.documents.decision import issue_decision
from grants.documents.evaluator_list import issue_evaluator_list
from grants.documents.grant_report import issue_report
from grants.documents.letter_acts import issue_letter
from grants.documents.minutes import issue_minutes
from grants.documents.ranking_list import issue_ranking
from grants.documents.receipt import application_pdf
from grants.documents.score_sheet import issue_sheet
from grants.documents.whole_file import front_of, paper_piece, text_piece
from grants.jobs.applications import completion_receipt, receipt
from grants.models import (
    Application,
    Assignment,
    Candidacy,
    CandidacyComplaint,
    CommissionSession,
    Contract,
    EvaluatorList,
    GrantLetter,
    GrantReport,
    WorkStatement,
)
from office.jurisdiction import current
from office.models import Job, User
from reports.models import Report
from reports.services.reports import build
from tests.factories import council as seats
from tests.factories import evaluators, year
from tests.factories import grants as made
from tests.factories.applications import filed
from tests.factories.checks import completed
from tests.factories.curious import Scene, page_saying, scene, stored
from tests.factories.registry import UserFactory
from tests.reports.test_open_data import spent

CYRILLIC = "cnr-cyrl"
Made = Iterator[tuple[str, Any]]


def acts_of_a_call(at: Scene) -> Made:
    """From the text of the call to the report on the contract."""
    call, by = at.call, at.people["commission"]
    contract = Contract.objects.get()
    yield "receipt", receipt(Job.objects.create(kind="grants.receipt", subject_id=str(at.application.pk)))
    done = completed(Application.objects.get(pk=filed(made.closed_call()).pk))
    job = Job.objects.create(kind="grants.completion_receipt", subject_id=str(done.pk))
    yield "receipt of a completion", completion_receipt(job)
    yield "text of the call", issue_call_text(call, by=by)
    yield "list of the formal check", issue_check_list(checked=call.check_lists.get(), by=by)
    yield "minutes", issue_minutes(session=CommissionSession.objects.get(), by=by)
    yield "score sheet", issue_sheet(assignment=Assignment.objects.order_by("pk").first(), by=by)
    yield "ranking list", issue_ranking(ranking=call.ranking, by=by)
    yield "decision", issue_decision(decision=call.decision, by=by)
    yield "contract", issue_contract(contract=contract, by=by)
    yield "list of evaluators", issue_evaluator_list(evaluators=EvaluatorList.objects.get(), by=by)
    report = GrantReport.objects.create(
        contract=contract, state="submitted", number="I-1", activities="Tri akcije.", users=40,
        submitted_at=timezone.now(), submitted_by=at.people["applicant"],
    )  # fmt: skip
    yield "report on a contract", issue_report(report=report, by=by)


def papers_of_an_application(at: Scene) -> Made:
    """The application itself and the front of the whole file, in Cyrillic; letters of every kind."""
    yield "application", application_pdf(at.application, CYRILLIC)
    with TemporaryDirectory() as name:
        folder = Path(name)
        enclosed = paper_piece(1, "statut", stored(page_saying("Statut.")), folder, zipped=True)
        pieces = [text_piece(at.application, CYRILLIC, folder, contact=True), enclosed]
        yield "front of the whole file", front_of(at.application, pieces, CYRILLIC, folder)[0].read_bytes()
    for kind in GrantLetter.Kind:
        letter = GrantLetter.objects.create(
            application=at.application, kind=kind, number=f"D-{kind}", text="Nedostaje statut.", days=8,
            law="čl. 60 ZUP", made_at=timezone.now(), made_by=at.people["commission"],
        )  # fmt: skip
        yield f"letter: {kind}", issue_letter(letter=letter, by=at.people["commission"])


def papers_of_evaluators(at: Scene) -> Made:
    """The call for evaluators, what a candidate is told, the statement of work."""
    by, now = evaluators.officer(), timezone.now()
    call = evaluators.open_call(by)
    yield "call for evaluators", evaluator_papers.issue_evaluator_call(call=call, by=by)
    who = UserFactory()
    candidacy = Candidacy.objects.create(
        call=call, user=who, full_name=who.full_name, years_of_experience=4, state="rejected", number="K-1",
        submitted_at=now, submitted_by=who, decided_at=now, decided_by=by, decision_number="O-1",
        decision_reason="Nema pet godina iskustva.",
    )  # fmt: skip
    yield "decision on a candidate", evaluator_papers.issue_candidacy_decision(candidacy=candidacy, by=by)
    complaint = CandidacyComplaint.objects.create(
        candidacy=candidacy, act_number="O-1", text="Imam.", filed_at=now, filed_by=who, outcome="rejected",
        decided_at=now, decided_by=by, decision_number="O-2", decision_reason="Dokaza nema.",
    )  # fmt: skip
    yield "answer to a candidate", evaluator_papers.issue_complaint_answer(complaint=complaint, by=by)
    sheet = Assignment.objects.order_by("pk").first()
    statement = WorkStatement.objects.create(
        evaluator=sheet.evaluator, call=at.call, year=now.year, fee=30, basis="Ugovor 12", earlier=0, gross=30,
        payable=30, issued_at=now, issued_by=by, number="OR-1",
    )  # fmt: skip
    statement.lines.create(assignment=sheet)
    yield "statement of work", evaluator_papers.issue_work_statement(statement=statement, by=by)


def papers_of_the_year(by: User) -> Made:
    """The analysis of an area, the list of proposed representatives, the annual report."""
    yield "sectoral analysis", issue_analysis(year.analysis(state="submitted"), by=by)
    office = seats.officer()
    call = seats.open_call(by=office)
    proposal = seats.filed(call, "Ana Marić")
    with seats.after_deadline(call):
        seats.judge(proposal, by=office)
        nominations.publish_list(call=call, by=office)
        call.refresh_from_db()
        yield "list of proposed representatives", issue_list(call, by=office)
    spent(2024)
    report = Report.objects.create(
        year=2024, language=current().languages[0], slug="2024", title="Izvještaj za 2024. godinu",
        ordered_at=timezone.now(), ordered_by=by,
    )  # fmt: skip
    yield "annual report", build(report=report, by=by).document


def every_paper() -> Made:
    """All of them."""
    at = scene("decided")
    yield from acts_of_a_call(at)
    yield from papers_of_an_application(at)
    yield from papers_of_evaluators(at)
    yield from papers_of_the_year(at.people["officer of the body"])
