"""Scoring: who may score what, the statement first, points with reasons, the locked sheet.

Rules tried: evaluation.scorers, evaluation.scored_by, evaluation.third_scorer_gap.
"""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone, translation
from post_office.models import Email

from grants.models import Application, Assignment, CommissionMember, Exemption, Score, SubCriterion
from grants.queries import evaluation as queries
from grants.queries.draws import frozen_input
from grants.queries.evaluators import list_in_force
from grants.scoring import sheets_needed
from grants.services import assignments, evaluation
from grants.workflows.assignment import ASSIGNMENT
from office.models import AuditEvent, Job, RulebookVersion
from office.refusal import Refused, allowed
from tests.factories import grants as made
from tests.factories import scoring
from tests.factories.registry import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
A = Assignment.State
D = Decimal


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def call():
    return scoring.eligible_call(2)


@pytest.fixture
def people():
    return scoring.pair(3)


# The second copy of the law: from which state who may take which step.
STEPS = {"accept", "declare_conflict", "refuse", "lock", "take_back", "end_by_list", "annul", "reopen"}
BY_HAND = {
    (A.ASSIGNED, "scorer"): {"accept", "declare_conflict", "refuse"},
    (A.ASSIGNED, "president"): {"take_back"},
    (A.ASSIGNED, "officer of the body"): {"take_back"},
    (A.ASSIGNED, "office"): {"end_by_list", "take_back"},
    (A.ASSIGNED, "other evaluator"): set(),
    (A.ASSIGNED, "applicant"): set(),
    (A.ACCEPTED, "scorer"): {"declare_conflict", "refuse", "lock"},
    (A.ACCEPTED, "president"): {"take_back"},
    (A.ACCEPTED, "officer of the body"): {"take_back"},
    (A.ACCEPTED, "office"): {"end_by_list", "take_back"},
    (A.ACCEPTED, "other evaluator"): set(),
    (A.ACCEPTED, "applicant"): set(),
    **{
        (state, who): set()
        for state in (A.CONFLICT, A.SUBMITTED, A.VOID)
        for who in ("scorer", "president", "officer of the body", "office", "other evaluator", "applicant")
    },
    # a judgment of a court voids locked sheets; the president allows a correction
    **{(A.SUBMITTED, who): {"annul", "reopen"} for who in ("president", "office")},
    (A.SUBMITTED, "officer of the body"): {"annul"},
}


def test_the_table_of_assignments_matches_the_one_written_by_hand(call, people):
    application = call.applications.first()
    sheet = scoring.assigned(application, people[0])
    who = {
        "scorer": people[0].user,
        "president": made.president(call.commission),
        "officer of the body": made.officer(call.body),
        "office": UserFactory(roles=("office_officer",)),
        "other evaluator": people[1].user,
        "applicant": application.created_by,
    }
    found = {}
    for state in A:
        sheet.state = state
        for name, by in who.items():
            found[state, name] = {
                step for step in STEPS if allowed(ASSIGNMENT.check, sheet, step, by=by, note="razlog")
            }
    assert found == BY_HAND
    assert {t.name for t in ASSIGNMENT.transitions} == STEPS


def test_only_people_of_the_list_in_force_who_are_not_tied_score(call, people):
    application, by = call.applications.first(), made.president(call.commission)

    def refused(evaluator, sentence):
        with pytest.raises(Refused, match=sentence):
            assignments.assign(application=application, evaluator=evaluator, by=by)

    refused(made.evaluator(), "not on the list in force")
    tied = MembershipFactory(organisation=application.organisation).user
    people[0].user_id = tied.pk
    people[0].save()
    refused(people[0], "acts for the applicant")
    partner = MembershipFactory(user=people[1].user)
    application.partners.create(organisation=partner.organisation, name="Partner")
    refused(people[1], "acts for the applicant or a partner")
    application.partners.all().delete()
    CommissionMember.objects.create(
        commission=call.commission, user=people[2].user, full_name="x", role="member", valid_from="2026-01-01"
    )
    refused(people[2], "sits on the commission")
    CommissionMember.objects.filter(user=people[2].user).delete()
    people[2].user.grants.create(role="body_officer", body=call.body, valid_from="2020-01-01")
    refused(people[2], "works for the body")


def test_who_left_the_body_or_the_commission_lately_is_neither_assigned_nor_drawn(call, people):
    """Six bars, looking back two years: evaluation.evaluator_lookback_years."""
    application, by = call.applications.first(), made.president(call.commission)
    today = timezone.localdate()
    lately, long_ago = today - datetime.timedelta(days=30), today - datetime.timedelta(days=2 * 366 + 1)
    left, sat, old = people[:3]
    left.user.grants.create(role="body_officer", body=call.body, valid_from="2020-01-01", valid_until=lately)
    old.user.grants.create(role="body_officer", body=call.body, valid_from="2020-01-01", valid_until=long_ago)
    CommissionMember.objects.create(
        commission=call.commission, user=sat.user, full_name="x", role="member", valid_from="2026-01-01",
        valid_until=max(lately, datetime.date(2026, 1, 1)), end_reason="Ostavka.",
    )  # fmt: skip
    for person, words in ((left, "worked for the body"), (sat, "sat on the commission until")):
        with pytest.raises(Refused, match=words) as no:
            assignments.assign(application=application, evaluator=person, by=by)
        assert no.value.law == "čl. 32đ Zakona o NVO"
    frozen = frozen_input(call, list_in_force(today.year), by_area=False)
    places = {entry.evaluator_id: entry.order for entry in list_in_force(today.year).entries.all()}
    drawable = {each["number"] for each in frozen["evaluators"]}
    assert drawable == set(places.values()) - {places[left.pk], places[sat.pk]}
    assert assignments.assign(application=application, evaluator=old, by=by)


def test_two_evaluators_and_no_third_unless_the_rule_says_so(call, people):
    application, by = call.applications.first(), made.president(call.commission)
    for person in people[:2]:
        scoring.assigned(application, person)
    with pytest.raises(Refused, match="already"):
        assignments.assign(application=application, evaluator=people[0], by=by)
    with pytest.raises(Refused, match="all its evaluators"):
        assignments.assign(application=application, evaluator=people[2], by=by)
    assert list(application.assignments.values_list("slot", flat=True)) == [1, 2]


@pytest.mark.parametrize(
    ("totals", "gap", "needed"),
    [((90, 70), None, 2), ((90, 70), D(20), 2), ((90, 69), D(20), 3), ((90,), D(20), 2), ((), D(20), 2)],
)
def test_a_third_sheet_is_needed_only_over_the_gap_of_the_rulebook(totals, gap, needed):
    assert sheets_needed([D(total) for total in totals], 2, gap) == needed


def test_with_a_gap_rule_the_application_waits_for_its_third_sheet(call, people):
    version = RulebookVersion.objects.get(pk=call.rulebook_id)
    values = version.values | {
        "evaluation": version.values["evaluation"] | {"third_scorer_gap": {"value": "20", "law": "čl. 9"}}
    }
    call.rulebook = RulebookVersion.objects.create(
        code="me-gap", jurisdiction=version.jurisdiction, kind=version.kind, title="x", legal_basis="x",
        in_force_from="2026-01-01", values=values,
    )  # fmt: skip
    call.save()
    application = Application.objects.get(pk=call.applications.first().pk)
    scoring.lock(scoring.assigned(application, people[0]), 95)
    scoring.lock(scoring.assigned(application, people[1]), 60)
    application.refresh_from_db()
    assert application.state == "eligible"
    scoring.lock(scoring.assigned(application, people[2]), 80)
    application.refresh_from_db()
    assert application.state == "scored"


def test_a_member_exempted_or_without_statement_does_not_assign(call, people):
    application = call.applications.first()
    member = call.commission.members.get(role="official")
    Exemption.objects.create(
        member=member, application=application, reason="Rođak", made_at=made.now(), made_by=member.user
    )
    with pytest.raises(Refused, match="exempted"):
        assignments.assign(application=application, evaluator=people[0], by=member.user)
    member.statement.delete()
    with pytest.raises(Refused, match="statement"):
        assignments.assign(
            application=call.applications.last(),
            evaluator=people[0],
            by=type(member.user).objects.get(pk=member.user_id),
        )
    with pytest.raises(Refused, match="members of the commission"):
        assignments.assign(application=application, evaluator=people[0], by=made.officer(call.body))


def test_two_people_for_all_that_lack_them_passing_over_conflicts_with_the_reason(people):
    call = scoring.eligible_call(3)
    first, second, third = call.applications.order_by("pk")
    scoring.assigned(first, people[0])
    MembershipFactory(user=people[1].user, organisation=third.organisation)
    Email.objects.all().delete()

    bulk = assignments.assign_to_all(call=call, evaluators=people[:2], by=made.president(call.commission))

    pairs = {(made_.application_id, made_.evaluator_id) for made_ in bulk.made}
    assert pairs == {
        (first.pk, people[1].pk),
        (second.pk, people[0].pk),
        (second.pk, people[1].pk),
        (third.pk, people[0].pk),
    }
    assert {(a.pk, str(reason)) for a, reason in bulk.skipped} == {
        (first.pk, f"{people[0].full_name} scores this application already."),
        (third.pk, f"{people[1].full_name} acts for the applicant or a partner."),
    }
    assert sorted(email.to[0] for email in Email.objects.all()) == sorted(p.user.email for p in people[:2])


def test_after_a_conflict_somebody_else_takes_the_place_and_the_first_never_again(call, people):
    application, by = call.applications.first(), made.president(call.commission)
    sheet = scoring.assigned(application, people[0])
    Email.objects.all().delete()
    with pytest.raises(Refused, match="reason"):
        evaluation.declare_conflict(assignment=sheet, note=" ", by=people[0].user)
    sheet = evaluation.declare_conflict(assignment=sheet, note="Radila sam tamo.", by=people[0].user)
    assert (sheet.state, sheet.conflict_reason) == (A.CONFLICT, "Radila sam tamo.")
    assert Email.objects.get().to == [by.email]
    with pytest.raises(Refused, match="stated a conflict"):
        assignments.assign(application=application, evaluator=people[0], by=by)
    other = assignments.assign(application=application, evaluator=people[1], by=by)
    assert other.slot == sheet.slot == 1


def test_an_open_assignment_is_replaced_in_one_step_with_its_reason(call, people):
    application, by = call.applications.first(), made.president(call.commission)
    sheet = scoring.accepted(application, people[0])
    with pytest.raises(Refused, match="reason"):
        assignments.replace(assignment=sheet, evaluator=people[1], note="", by=by)
    assert application.assignments.get().state == A.ACCEPTED
    fresh = assignments.replace(assignment=sheet, evaluator=people[1], note="Bolest", by=by)
    assert dict(application.assignments.values_list("evaluator", "state")) == {
        people[0].pk: A.VOID,
        people[1].pk: A.ASSIGNED,
    }
    assert fresh.slot == 1
    locked = scoring.lock(fresh, 70)
    with pytest.raises(Refused, match="not possible now"):
        assignments.replace(assignment=locked, evaluator=people[2], note="x", by=by)


def test_points_between_the_limits_in_steps_and_for_this_call_alone(call, people):
    sheet = scoring.accepted(call.applications.first(), people[0])
    sub = SubCriterion.objects.filter(criterion__call=call).order_by("criterion__order", "order").first()
    for wrong in ("15.5", "16", "-1"):
        with pytest.raises(Refused, match="points"):
            evaluation.save_score(
                assignment=sheet, subcriterion=sub, points=D(wrong), reason="x", by=people[0].user
            )
    other = SubCriterion.objects.filter(criterion__call=scoring.eligible_call()).first()
    with pytest.raises(Refused, match="another call"):
        evaluation.save_score(
            assignment=sheet, subcriterion=other, points=D(1), reason="x", by=people[0].user
        )
    with pytest.raises(Refused, match="not assigned to you"):
        evaluation.save_score(assignment=sheet, subcriterion=sub, points=D(1), reason="x", by=people[1].user)
    assert Score.objects.count() == 0


def test_a_window_opened_earlier_does_not_write_over_a_later_one(call, people):
    sheet = scoring.accepted(call.applications.first(), people[0])
    sub = SubCriterion.objects.filter(criterion__call=call).first()
    by = people[0].user
    first = evaluation.save_sheet(assignment=sheet, entries={sub: (D(5), "prvi")}, version=0, by=by)
    assert first.version == 1
    with pytest.raises(evaluation.ChangedMeanwhile, match="another window"):
        evaluation.save_sheet(assignment=sheet, entries={sub: (D(9), "drugi")}, version=0, by=by)
    assert (Score.objects.get().points, Score.objects.get().reason) == (D(5), "prvi")


def test_a_sheet_is_locked_whole_hashed_and_never_changed(call, people):
    application, by = call.applications.first(), people[0].user
    sheet = scoring.accepted(application, people[0])
    with pytest.raises(Refused, match="are missing for “Ciljevi konkursa”"):
        evaluation.lock_sheet(assignment=sheet, by=by)
    scoring.fill(sheet, 77)
    sub = SubCriterion.objects.filter(criterion__call=call, name="Internet").get()
    evaluation.save_score(assignment=sheet, subcriterion=sub, points=D(0), reason="kratko", by=by)
    assert [each.name for each in evaluation.unfinished(sheet)] == ["Internet"]
    evaluation.save_score(assignment=sheet, subcriterion=sub, points=D(0), reason="Nema stranicu.", by=by)
    sheet = evaluation.lock_sheet(assignment=sheet, by=by)
    fresh = Assignment.objects.get(pk=sheet.pk)
    assert (fresh.state, fresh.total, fresh.locked_by) == (A.SUBMITTED, D(77), by)
    assert fresh.sha256 == evaluation.sheet_digest(fresh, evaluation.sheet_scores(fresh))
    with pytest.raises(Refused):
        evaluation.save_score(assignment=sheet, subcriterion=sub, points=D(2), reason="Ipak ima.", by=by)
    with pytest.raises(Refused):
        evaluation.lock_sheet(assignment=sheet, by=by)
    assert Job.objects.get(kind="grants.score_sheet").subject_id == str(sheet.pk)
    application.refresh_from_db()
    assert application.state == "eligible"
    scoring.lock(scoring.assigned(application, people[1]), 60)
    application.refresh_from_db()
    assert application.state == "scored"
    assert AuditEvent.objects.filter(subject="grants.application", action="score").count() == 1


def test_where_members_score_a_conflict_exempts_and_the_rest_is_enough():
    call = scoring.eligible_call(of=scoring.municipal_commission())
    application, by = call.applications.get(), made.president(call.commission)
    sheets = assignments.assign_members(application=application, by=by)
    assert [each.slot for each in sheets] == [1, 2, 3]
    assert assignments.assign_members(application=application, by=by) == []
    scoring.lock(sheets[0], 80)
    scoring.lock(sheets[1], 90)
    application.refresh_from_db()
    assert application.state == "eligible"
    evaluation.declare_conflict(assignment=sheets[2], note="Član upravnog odbora.", by=sheets[2].user)
    application.refresh_from_db()
    assert application.state == "scored"
    assert Exemption.objects.get().member.user == sheets[2].user


def test_large_gaps_are_marked_and_points_stay_hidden_until_all_sheets_are_locked(call, people):
    first, second = call.applications.order_by("number")
    scoring.lock(scoring.assigned(first, people[0]), 90)
    scoring.lock(scoring.assigned(second, people[0]), 90)
    scoring.lock(scoring.assigned(second, people[1]), 75)
    one, two = queries.matrix(call, list(queries.competing(call)), 2)
    assert ([sheet.total for sheet in one.sheets], one.gap) == ([None, None], None)
    assert ([sheet.total for sheet in two.sheets], two.gap, two.large) == ([D(90), D(75)], D(15), True)
    assert queries.progress(call) == {"applications": 2, "scored": 1, "sheets": 3, "locked": 3}
