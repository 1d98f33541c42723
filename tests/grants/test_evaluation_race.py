"""Two people at the same moment: sheets, variants, signatures. Real transactions, one outcome."""

from decimal import Decimal

import pytest

from grants.models import AllocationVariant, Application, Assignment, Call, Decision
from grants.services import assignments, decisions, evaluation, ranking
from office.audit import timeline
from office.models import AuditEvent, User
from office.refusal import Refused
from tests.factories import grants as made
from tests.factories import scoring
from tests.threads import in_threads

pytestmark = pytest.mark.django_db(transaction=True)


def tried(verb, **facts) -> bool:
    """True when the verb went through, False when it was refused in a sentence."""
    try:
        verb(**facts)
    except Refused:
        return False
    return True


def test_two_evaluators_lock_at_once_and_the_application_is_scored_once(fresh_database):
    people = scoring.pair()
    application = scoring.eligible_call().applications.get()
    sheets = [scoring.accepted(application, person) for person in people]
    for sheet in sheets:
        scoring.fill(sheet, 80)

    in_threads(
        2, lambda n: evaluation.lock_sheet(assignment=sheets[n], by=User.objects.get(pk=people[n].user_id))
    )

    application.refresh_from_db()
    assert application.state == "scored"
    assert AuditEvent.objects.filter(subject="grants.application", action="score").count() == 1


def test_one_sheet_locked_from_two_windows_is_locked_once(fresh_database):
    (person,) = scoring.pair(1)
    sheet = scoring.accepted(scoring.eligible_call().applications.get(), person)
    scoring.fill(sheet, 80)
    done = []

    in_threads(2, lambda n: done.append(tried(evaluation.lock_sheet, assignment=sheet, by=person.user)))

    assert sorted(done) == [False, True]


def test_two_members_pick_different_people_for_one_place(fresh_database):
    people = scoring.pair(3)
    call = scoring.eligible_call()
    application = call.applications.get()
    scoring.assigned(application, people[2])
    members = [member.user for member in call.commission.members.order_by("pk")[:2]]
    done = []

    def pick(n: int) -> None:
        fresh = Application.objects.get(pk=application.pk)
        done.append(tried(assignments.assign, application=fresh, evaluator=people[n], by=members[n]))

    in_threads(2, pick)

    assert sorted(done) == [False, True]
    assert application.assignments.exclude(state=Assignment.State.VOID).count() == 2


def ranked_call() -> Call:
    call = made.scored_call()
    by = made.president(call.commission)
    Call.objects.filter(pk=call.pk).update(check_published_at=made.now(), check_published_by=by)
    call = Call.objects.get(pk=call.pk)
    found = ranking.make_ranking(call=call, by=by)
    ranking.compare_variants(ranking=found, by=by)
    return call


def test_two_members_choose_two_variants_and_one_is_chosen(fresh_database):
    call = ranked_call()
    variants = list(AllocationVariant.objects.order_by("pk"))
    members = [member.user for member in call.commission.members.order_by("pk")[:2]]

    in_threads(2, lambda n: ranking.choose_variant(variant=variants[n], by=members[n]))

    assert AllocationVariant.objects.filter(chosen=True).count() == 1
    chosen = [event.data["mode"] for event in timeline(call.ranking) if event.action == "choose_variant"]
    assert AllocationVariant.objects.get(chosen=True).mode == chosen[-1]


def test_the_list_made_anew_while_a_variant_is_chosen_leaves_nothing_half(fresh_database):
    call = ranked_call()
    by = made.president(call.commission)
    variant = AllocationVariant.objects.order_by("pk").first()
    steps = [
        lambda: tried(ranking.make_ranking, call=Call.objects.get(pk=call.pk), by=by),
        lambda: tried(ranking.choose_variant, variant=variant, by=by),
    ]

    in_threads(2, lambda n: steps[n]())

    assert not AllocationVariant.objects.exists()
    assert Call.objects.get(pk=call.pk).ranking.rows.count() == 3


def test_two_heads_sign_at_once_and_one_signature_counts(fresh_database):
    call = ranked_call()
    by = made.president(call.commission)
    ranking.choose_variant(variant=AllocationVariant.objects.get(mode="full"), by=by)
    ranking.publish_ranking(ranking=ranking.confirm_ranking(ranking=call.ranking, by=by), by=by)
    decision = decisions.draft_decision(call=Call.objects.get(pk=call.pk), by=by)
    decision = decisions.sign_first(decision=decision, by=by)
    heads = [made.officer(call.body, "body_head") for _n in range(2)]
    done = []

    in_threads(2, lambda n: done.append(tried(decisions.sign_second, decision=decision, by=heads[n])))

    assert sorted(done) == [False, True]
    decision = Decision.objects.get()
    assert (decision.state, decision.number.endswith("-0001")) == ("signed", True)
    done.clear()
    in_threads(2, lambda n: done.append(tried(decisions.publish_decision, decision=decision, by=by)))
    assert sorted(done) == [False, True]
    assert sum(row.amount for row in decision.rows.all()) == Decimal(15000)
