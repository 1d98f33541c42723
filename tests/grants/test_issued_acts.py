"""The acts one call leaves behind, from its text to the contract: PDF/A-3, PDF/UA, words of one script and language."""

import pytest

from grants.documents.call_text import issue_call_text
from grants.documents.check_list import issue_check_list
from grants.documents.contract import issue_contract
from grants.documents.decision import issue_decision
from grants.documents.evaluator_list import issue_evaluator_list
from grants.documents.minutes import issue_minutes
from grants.documents.ranking_list import issue_ranking
from grants.documents.score_sheet import issue_sheet
from grants.jobs.applications import receipt
from grants.models import Assignment, CommissionSession, Contract, EvaluatorList
from office.models import Job
from tests.browser.pages import english
from tests.factories.curious import scene
from tests.grants.looking import text_of
from tests.pdf_checks import faults
from tests.words import WRONG

pytestmark = pytest.mark.django_db
LONG = 12  # shorter words are often the same in both languages


def strange(text: str, language: str) -> list[str]:
    """Cyrillic words and English sentences of the catalogs in an act written in Latin."""
    there = [
        source
        for source, ours in english(language).items()
        if len(source) > LONG and source in text and source not in ours
    ]
    return there + WRONG["latin"].findall(text)


def test_every_act_of_a_call_is_sound_and_speaks_one_language():
    at = scene("decided")
    call, by = at.call, at.people["commission"]
    acts = [
        receipt(Job.objects.create(kind="grants.receipt", subject_id=str(at.application.pk))),
        issue_call_text(call, by=by),
        issue_check_list(checked=call.check_lists.get(), by=by),
        issue_minutes(session=CommissionSession.objects.get(), by=by),
        issue_sheet(assignment=Assignment.objects.order_by("pk").first(), by=by),
        issue_ranking(ranking=call.ranking, by=by),
        issue_decision(decision=call.decision, by=by),
        issue_contract(contract=Contract.objects.get(), by=by),
        issue_evaluator_list(evaluators=EvaluatorList.objects.get(), by=by),
    ]
    wrong = {}
    for act in acts:
        data = act.file.path.read_bytes()
        found = faults(data, "3a") + faults(data, "ua1") + strange(text_of(data), act.language)
        if found:
            wrong[act.kind] = found[:5]
    assert wrong == {}
