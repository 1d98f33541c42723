"""Two people at the same moment around evaluators. Real transactions, one outcome."""

import pytest

from grants.models import Assignment, EvaluatorDraw, EvaluatorList, WorkStatement
from grants.services import candidate_decisions as decisions
from grants.services import draws, evaluators, work_statements
from office.models import AuditEvent, User
from office.refusal import Refused
from tests.factories import evaluators as made
from tests.factories import grants, scoring
from tests.threads import in_threads

pytestmark = pytest.mark.django_db(transaction=True)


def tried(verb, **facts) -> bool:
    """True when the verb went through, False when it was refused in a sentence."""
    try:
        verb(**facts)
    except Refused:
        return False
    return True


def test_two_officers_adopt_a_version_and_it_has_one_number(fresh_database):
    officers = [made.officer(), made.officer()]
    version = evaluators.begin_list(year=grants.now().year, reason="Javni poziv", by=officers[0])
    evaluators.put_on_list(evaluators=version, evaluator=grants.evaluator(), by=officers[0])
    done = []

    in_threads(2, lambda n: done.append(tried(evaluators.adopt_list, evaluators=version, by=officers[n])))

    assert sorted(done) == [False, True]
    assert EvaluatorList.objects.get().number.endswith("-0001")
    assert AuditEvent.objects.filter(action="adopt").count() == 1


def test_two_members_draw_at_once_and_it_is_drawn_once(fresh_database):
    scoring.pair(4)
    call = scoring.eligible_call(5)
    members = [member.user for member in call.commission.members.order_by("pk")[:2]]
    draw = draws.prepare_draw(call=call, seed_source="Loto", by=members[0])
    draw = draws.record_seed(draw=draw, seed="7 12 19", by=members[0])
    done = []

    in_threads(
        2,
        lambda n: done.append(
            tried(
                draws.make_draw,
                draw=EvaluatorDraw.objects.get(pk=draw.pk),
                by=User.objects.get(pk=members[n].pk),
            )
        ),
    )

    assert sorted(done) == [False, True]
    assert (Assignment.objects.count(), EvaluatorDraw.objects.get().state) == (10, "drawn")


def test_two_draws_are_not_prepared_for_one_call(fresh_database):
    scoring.pair(4)
    call = scoring.eligible_call(2)
    members = [member.user for member in call.commission.members.order_by("pk")[:2]]
    done = []

    in_threads(
        2, lambda n: done.append(tried(draws.prepare_draw, call=call, seed_source="Loto", by=members[n]))
    )

    assert sorted(done) == [False, True]


def test_a_candidate_is_accepted_and_refused_at_once_and_one_decision_stands(fresh_database):
    office, other = made.officer(), made.officer()
    candidacy = made.submitted(made.open_call(office))
    steps = [
        lambda: tried(decisions.accept_candidate, candidacy=candidacy, by=office),
        lambda: tried(decisions.refuse_candidate, candidacy=candidacy, note="Ne.", law="čl. 32đ", by=other),
    ]
    done = []

    in_threads(2, lambda n: done.append(steps[n]()))

    assert sorted(done) == [False, True]


def test_a_sheet_is_paid_once_when_two_officers_issue_at_once(fresh_database):
    call = grants.scored_call(totals=((90, 88),), requested=(5000,))
    person = call.applications.get().assignments.order_by("slot")[0].evaluator
    officers = [made.officer(), made.officer()]
    facts = {"call": call, "evaluator": person, "fee": 30, "ceiling": None, "basis": "Ugovor"}
    done = []

    in_threads(2, lambda n: done.append(tried(work_statements.issue_statement, by=officers[n], **facts)))

    assert sorted(done) == [False, True]
    assert WorkStatement.objects.get().lines.count() == 1


def test_two_officers_begin_the_first_list_of_a_year_and_one_is_told_so(fresh_database):
    officers, said = [made.officer(), made.officer()], []

    def begin(n):
        try:
            evaluators.begin_list(year=grants.now().year, reason="Javni poziv", by=officers[n])
        except Refused as no:
            said.append(str(no.reason))

    in_threads(2, begin)

    assert EvaluatorList.objects.count() == 1 and len(said) == 1
    assert AuditEvent.objects.filter(action="begin_list").count() == 1
