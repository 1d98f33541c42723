"""The workflow of an application against a table written by hand, and what an application must have.

Rules tried: call.registered_before_call, call.max_applications.
"""

import datetime

import pytest
from django.utils.translation import override

from grants.eligibility import CONDITIONS, findings, missing, months_between
from grants.models import Application, ConflictStatement, Exemption
from grants.queries.applications import whole
from grants.workflows.application import APPLICATION
from office.refusal import Refused
from tests.factories import grants as made
from tests.factories.applications import TEXTS, attach, ready_draft
from tests.factories.registry import MembershipFactory, UserFactory

# Who may take which step from which state: the second copy of the law, kept by hand.
# owner and editor of the NGO; its viewer; a member with statement; a member without; an exempted member;
# an officer of the body; an officer of another body; a stranger.
ALLOWED = {
    "submit": ({"draft"}, {"owner", "editor"}),
    "withdraw": ({"draft", "submitted", "returned"}, {"owner", "editor"}),
    "replace": ({"submitted"}, {"owner", "editor"}),
    "complete": ({"returned"}, {"owner", "editor"}),
    "ask_completion": ({"submitted"}, {"member", "officer"}),
    "find_complete": ({"submitted"}, {"member", "officer"}),
    "reject": ({"submitted", "returned"}, {"member", "officer"}),
    "score": ({"eligible"}, {"member", "silent_member", "exempt_member", "officer"}),
    "reopen_scoring": ({"scored"}, set()),  # follows by itself when a correction is allowed
    "award": ({"scored"}, {"member", "silent_member", "exempt_member", "officer"}),
    "refuse": ({"scored"}, {"member", "silent_member", "exempt_member", "officer"}),
    "reinstate": ({"rejected"}, {"member", "silent_member", "exempt_member", "officer"}),
    "annul_outcome": ({"awarded", "refused"}, {"member", "silent_member", "exempt_member", "officer"}),
    "annul_scores": ({"scored"}, {"member", "silent_member", "exempt_member", "officer"}),
    "annul_check": ({"eligible", "rejected"}, {"member", "silent_member", "exempt_member", "officer"}),
}


@pytest.mark.django_db
def test_every_state_and_person_against_the_table():
    application = made.application(made.closed_call())
    call, ngo = application.call, application.organisation
    seats = {member.role: member for member in call.commission.members.all()}
    ConflictStatement.objects.filter(member=seats["official"]).delete()
    Exemption.objects.create(
        member=seats["ngo_member"], application=application, reason="veza", made_at=made.now(),
        made_by=seats["ngo_member"].user,
    )  # fmt: skip
    people = {
        "owner": application.created_by,
        "editor": MembershipFactory(organisation=ngo, role="editor").user,
        "viewer": MembershipFactory(organisation=ngo, role="viewer").user,
        "member": seats["president"].user,
        "silent_member": seats["official"].user,
        "exempt_member": seats["ngo_member"].user,
        "officer": made.officer(call.body),
        "foreign_officer": made.officer(made.body()),
        "stranger": UserFactory(),
    }
    found = set()
    for state in Application.State.values:
        application.state = state
        for name, person in people.items():
            for transition in APPLICATION.transitions:
                try:
                    APPLICATION.check(application, transition.name, by=person, note="razlog")
                except Refused:
                    continue
                found.add((transition.name, state, name))
    by_hand = {
        (step, state, name) for step, (states, names) in ALLOWED.items() for state in states for name in names
    }
    assert found == by_hand


# The same for what came on paper: the office enters it, the NGO acts on it once it is handed in.
ON_PAPER = {
    "submit": ({"draft"}, {"officer"}),
    "withdraw": ({"draft"}, {"officer"}),
    "complete": ({"returned"}, {"owner", "editor", "officer"}),
    "replace": ({"submitted"}, {"owner", "editor", "officer"}),
}


@pytest.mark.django_db
def test_paper_is_entered_by_officers_of_the_body_alone():
    application = made.application(made.closed_call(), draft_code="P-2026-0001")
    call, ngo = application.call, application.organisation
    people = {
        "owner": application.created_by,
        "editor": MembershipFactory(organisation=ngo, role="editor").user,
        "viewer": MembershipFactory(organisation=ngo, role="viewer").user,
        "member": made.president(call.commission),
        "officer": made.officer(call.body),
        "foreign_officer": made.officer(made.body()),
    }
    found = set()
    for state in Application.State.values:
        application.state = state
        for name, person in people.items():
            for step in ON_PAPER:
                try:
                    APPLICATION.check(application, step, by=person, note="razlog")
                except Refused:
                    continue
                found.add((step, state, name))
    by_hand = {
        (step, s, name) for step, (states, names) in ON_PAPER.items() for s in states for name in names
    }
    filed = {
        ("withdraw", s, name) for s in ("submitted", "returned") for name in ("owner", "editor", "officer")
    }
    assert found == by_hand | filed


@pytest.mark.django_db
def test_a_reason_is_part_of_the_file():
    application = made.application(made.closed_call())
    for step in ("withdraw", "replace", "ask_completion", "reject"):
        by = (
            application.created_by
            if step in {"withdraw", "replace"}
            else made.president(application.call.commission)
        )
        with pytest.raises(Refused) as no:
            APPLICATION.check(application, step, by=by, note="  ")
        assert no.value.field == "note"


def unmet(application) -> dict[str, str]:
    """Keys of the conditions that are not met, with what to do."""
    row = whole(Application.objects.filter(pk=application.pk)).get()
    with override("en"):
        return {answer.key: answer.ask for answer in missing(row)}


@pytest.mark.django_db
def test_a_whole_draft_misses_nothing():
    assert unmet(ready_draft()) == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "key", "words"),
    [
        ({"problem": "  "}, "texts", "problem"),
        ({"contact_email": ""}, "contact", "contact person"),
        ({"ends_on": None}, "dates", "start and the end"),
        ({"own_share": 5}, "sources", "€5.00"),
        ({"requested": 4999}, "budget", "again"),
    ],
)
def test_what_is_missing_is_said(change, key, words):
    draft = ready_draft()
    Application.objects.filter(pk=draft.pk).update(**change)
    assert words in unmet(draft)[key]


@pytest.mark.django_db
def test_limits_of_the_call():
    low, high = ready_draft(requested=999), ready_draft(requested=12000)
    assert "gives at least €1,000.00" in unmet(low)["limits"]
    assert "€2,000.00 above" in unmet(high)["limits"]
    long = ready_draft(made.published_call(months_max=5))
    assert "lasts 6 months; the call allows 5" in unmet(long)["dates"]
    late = ready_draft()
    late.activity_lines.update(month_until=9)
    assert "outside the 6 months" in unmet(late)["activities"]


@pytest.mark.django_db
def test_only_an_active_organisation_and_only_obligatory_papers():
    draft = ready_draft()
    draft.organisation.status = "in_liquidation"
    draft.organisation.save(update_fields=["status"])
    required = draft.call.required_documents.get()
    draft.documents.all().delete()
    assert {"active", "documents"} == set(unmet(draft))
    attach(draft, required)
    assert set(unmet(draft)) == {"active"}


@pytest.mark.django_db
def test_an_unconfirmed_rule_leaves_the_answer_to_a_person():
    draft = ready_draft()
    draft.organisation.registered_on = datetime.date.today()
    draft.organisation.save(update_fields=["registered_on"])
    row = whole(Application.objects.filter(pk=draft.pk)).get()
    found = {answer.key: answer.met for answer in findings(row)}
    assert found["registered_before"] is None and "registered_before" not in unmet(draft)


def test_months_count_a_begun_month_whole():
    day = datetime.date
    assert months_between(day(2026, 9, 1), day(2027, 2, 28)) == 6
    assert months_between(day(2026, 1, 15), day(2026, 2, 14)) == 1
    assert months_between(day(2026, 1, 15), day(2026, 2, 15)) == 2


def test_every_condition_has_its_own_key_and_words():
    assert len({condition.key for condition in CONDITIONS}) == len(CONDITIONS)
    assert all(str(condition.text).endswith(".") for condition in CONDITIONS)
    assert "title" in TEXTS
