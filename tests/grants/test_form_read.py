"""Answers as they are read afterwards: by the commission in the formal check, by who scores, in the frozen record."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from grants.documents.application import parts_of
from grants.models import Application, FormalCheckItem, SubCriterion
from grants.services import answers, applications, checks
from tests.factories import form as made_form
from tests.factories import grants as made
from tests.factories import scoring
from tests.factories.applications import enter, ready_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed():
    """A filed application with answers of some kinds; the text serves a sub-criterion."""
    call = made.draft_call()
    sub = SubCriterion.objects.filter(criterion__call=call).order_by("criterion__order", "order").first()
    own = f"own-{made_form.section(call).pk}"
    text = made_form.question(
        call, page=own, text="Šta mijenjate?", subcriterion=sub, criterion=sub.criterion
    )
    number = made_form.question(call, "number", own, text="Koliko ljudi?")
    table = made_form.question(call, "table", own, text="Ko radi?")
    call = made_form.publish(call)
    draft = ready_draft(call)
    rows = ({"a1": "Ana", "a2": Decimal(12), "a3": Decimal("100.50"), "a4": datetime.date(2026, 3, 1)},)
    answers.save_answers(
        application=draft, page=own, at=made.now(), by=draft.created_by,
        entries=[(text, "Više usluga."), (number, Decimal(40)), (table, rows)],
    )  # fmt: skip
    return applications.submit(
        application=Application.objects.get(pk=draft.pk), at=made.now(), key=uuid.uuid4(), by=draft.created_by
    )


def test_the_record_holds_question_version_criterion_and_answer(filed):
    found = filed.snapshot["questions"]
    assert [(each["question"], each["version"], each["kind"]) for each in found] == [
        ("Šta mijenjate?", 1, "text"),
        ("Koliko ljudi?", 1, "number"),
        ("Ko radi?", 1, "table"),
    ]
    assert (found[0]["answer"], found[0]["criterion"], found[0]["points"]) == (
        "Više usluga.", "Ciljevi konkursa", "15.00",
    )  # fmt: skip
    assert found[2]["answer"]["rows"] == [["Ana", "12.00", "100.50", "2026-03-01"]]
    keys = [part.key for part in parts_of(filed.snapshot)]
    assert keys.index(found[0]["page"]) == keys.index("documents") - 1


def test_an_older_record_without_questions_is_still_read(filed):
    old = {key: value for key, value in filed.snapshot.items() if key not in {"questions", "left_out"}}
    assert [part.key for part in parts_of(old)] == [
        "organisation", "project", "activities", "budget", "partners", "capacity", "documents", "declarations",
    ]  # fmt: skip


def test_the_formal_check_has_a_line_for_the_questions(filed):
    type(filed.call).objects.filter(pk=filed.call_id).update(
        deadline=made.now() - datetime.timedelta(seconds=9)
    )
    row = Application.objects.get(pk=filed.pk)
    checks.begin_check(application=row, by=made.president(row.call.commission))
    item = FormalCheckItem.objects.get(application=row, key="questions")
    assert item.automatic is True
    without = made.closed_call()
    plain = made.application(without)
    checks.begin_check(application=plain, by=made.president(without.commission))
    assert not FormalCheckItem.objects.filter(application=plain, key="questions").exists()


def test_who_scores_reads_the_answer_with_the_criterion_it_serves(filed, client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    Application.objects.filter(pk=filed.pk).update(state="eligible")
    reader = made.evaluator()
    made.evaluators_list(reader)
    sheet = scoring.accepted(Application.objects.get(pk=filed.pk), reader)
    enter(client, reader.user)
    text = client.get(reverse("grants_evaluation:workspace", args=[sheet.pk])).content.decode()
    for words in ("Šta mijenjate?", "Više usluga.", "Serves the criterion “Ciljevi konkursa”: up to 15 points.",
                  "Ana", "100.50", "Održivost usluge"):  # fmt: skip
        assert words in text
