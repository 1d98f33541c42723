"""Sectoral analyses: the table of states by hand, what stops a step, terms counted with days off.

Rules tried: call.sector_analysis_due, council.consultation_days, programming.opens, programming.opinion_due,
programming.proposal_due.
"""

import datetime
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone, translation

from grants.models import AnalysisDuty, SectorAnalysis
from grants.queries import programming as queries
from grants.queries.late import analyses_due, analysis_rows
from grants.services import analyses as verbs
from grants.services import comments
from grants.workflows.analysis import ANALYSIS
from office.models import Job, User
from office.refusal import Refused, allowed
from tests.factories import calls as situations
from tests.factories import grants as made
from tests.factories import year as programmed
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db

BODY = {
    "draft": {"consult"},
    "consultation": {"close_consultation", "withdraw"},
    "final": {"hand_in", "withdraw"},
    "submitted": {"withdraw"},
    "returned": {"hand_in", "withdraw"},
    "accepted": set(),
    "refused": set(),
    "withdrawn": set(),
}
OFFICE = {
    "draft": {"consult"},
    "consultation": {"close_consultation", "withdraw"},
    "final": {"hand_in", "withdraw"},
    "submitted": {"accept", "send_back", "refuse", "withdraw"},
    "returned": {"hand_in", "withdraw"},
    "accepted": {"reopen"},
    "refused": {"reopen"},
    "withdrawn": set(),
}
# The second copy of the law: who may take which step from which state; the consultation is over and answered.
BY_HAND = {
    "officer": BODY,
    "body_head": BODY,
    "office_officer": OFFICE,
    "office_head": OFFICE,
    "other_officer": {},
    "registry_head": {},
    "evaluator": {},
    "reader": {},
    "ngo": {},
}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def person(who: str, analysis: SectorAnalysis) -> User:
    """The account of one of the people around an analysis."""
    scoped = {"officer": "body_officer", "body_head": "body_head"}
    if who in scoped:
        return made.officer(analysis.body, scoped[who])
    if who == "other_officer":
        return made.officer(made.body())
    return made.ngo_person()[0] if who == "ngo" else UserFactory(roles=(who,))


@pytest.mark.parametrize("who", BY_HAND)
@pytest.mark.parametrize("state", [str(state) for state in SectorAnalysis.State.values])
def test_table_of_states(state, who):
    analysis = programmed.analysis(state=state, ended=True)
    by = person(who, analysis)
    possible = {
        step.name
        for step in ANALYSIS.transitions
        if allowed(ANALYSIS.check, analysis, step.name, by=by, note="Razlog.")
    }
    assert possible == BY_HAND[who].get(state, set())


def test_who_handed_in_does_not_decide():
    analysis = programmed.analysis(state="final")
    office, colleague = situations.office(), situations.office()
    verbs.hand_in_analysis(analysis=analysis, by=office)
    with pytest.raises(Refused, match="a colleague decides"):
        verbs.accept_analysis(analysis=analysis, by=office)
    assert verbs.accept_analysis(analysis=analysis, by=colleague).state == "accepted"


@pytest.mark.parametrize("step", ["send_back", "refuse", "reopen", "withdraw"])
def test_steps_that_need_a_reason(step):
    state = {"reopen": "accepted"}.get(step, "submitted")
    analysis = programmed.analysis(state=state)
    with pytest.raises(Refused) as no:
        ANALYSIS.check(analysis, step, by=situations.office(), note="  ")
    assert no.value.field == "note"


@pytest.mark.parametrize("part", ["strategies", "goals", "needs", "capacities", "contact"])
def test_the_public_is_asked_about_a_whole_text(part):
    analysis = programmed.analysis(**{part: " "})
    with pytest.raises(Refused) as no:
        verbs.open_consultation(analysis=analysis, by=made.officer(analysis.body))
    assert no.value.field == part


def test_without_a_proposed_call_nobody_is_asked():
    analysis = programmed.analysis()
    analysis.calls.all().delete()
    with pytest.raises(Refused, match="at least one call"):
        verbs.open_consultation(analysis=analysis, by=made.officer(analysis.body))


@pytest.mark.parametrize(
    ("opened", "last"),
    [
        ("2024-04-22", "2024-05-07"),  # the published case: 22 April to 7 May 2024
        ("2026-05-16", "2026-06-01"),  # fifteen days end on Sunday 31 May
        ("2026-12-17", "2027-01-04"),  # on 1 January, a holiday with the next day, then a weekend
    ],
)
def test_consultation_lasts_its_days_and_a_day_off_moves_its_end(opened, last):
    analysis = programmed.analysis()
    by = made.officer(analysis.body)
    with time_machine.travel(f"{opened}T09:00:00+00:00", tick=False):
        analysis = verbs.open_consultation(analysis=analysis, by=by)
    assert analysis.consultation_until.isoformat() == last
    with time_machine.travel(f"{last}T20:00:00+00:00", tick=False):
        with pytest.raises(Refused, match="lasts until the end"):
            verbs.close_consultation(analysis=analysis, report="Niko nije pisao.", by=by)
        assert queries.is_open(analysis, timezone.localdate())
    after = datetime.date.fromisoformat(last) + programmed.DAY
    with time_machine.travel(f"{after}T01:30:00+02:00", tick=False):
        assert not queries.is_open(analysis, timezone.localdate())


def test_consultation_closes_when_every_comment_is_answered():
    analysis = programmed.analysis(state="consultation", ended=True)
    by = made.officer(analysis.body)
    comment = programmed.comment(analysis)
    with pytest.raises(Refused, match="1 comment waits"):
        verbs.close_consultation(analysis=analysis, report="Izvještaj.", by=by)
    comments.answer_comment(comment=comment, outcome="accepted", answer="Prihvaćeno.", by=by)
    with pytest.raises(Refused, match="Write the report"):
        verbs.close_consultation(analysis=analysis, report=" ", by=by)
    closed = verbs.close_consultation(analysis=analysis, report="Izvještaj.", by=by)
    assert (closed.state, closed.report, closed.reported_by) == ("final", "Izvještaj.", by)


def test_text_is_frozen_while_it_is_read():
    analysis = programmed.analysis(state="submitted")
    by = made.officer(analysis.body)
    texts = {"contact": "x", "strategies": "", "goals": "", "needs": "", "contribution": "", "capacities": ""}
    for verb, facts in (
        (verbs.save_texts, {"version": 0, **texts}),
        (verbs.save_proposed_call, {"min_amount": Decimal(1), "max_amount": Decimal(1), "total": Decimal(1)}),
        (verbs.discard_analysis, {}),
    ):
        with pytest.raises(Refused, match="not changed now"):
            verb(analysis=analysis, by=by, **facts)


def test_a_colleagues_newer_text_is_not_written_over():
    analysis = programmed.analysis()
    by = made.officer(analysis.body)
    texts = {
        "contact": "x",
        "strategies": "s",
        "goals": "g",
        "needs": "n",
        "contribution": "",
        "capacities": "k",
    }
    verbs.save_texts(analysis=analysis, version=0, by=by, **texts)
    with pytest.raises(Refused, match="A colleague saved"):
        verbs.save_texts(analysis=analysis, version=0, by=by, **{**texts, "goals": "drugi"})
    analysis.refresh_from_db()
    assert (analysis.goals, analysis.version) == ("g", 1)


@pytest.mark.parametrize(
    ("sums", "field"),
    [((0, 5, 10), "min_amount"), ((6, 5, 10), "max_amount"), ((1, 20, 10), "total")],
)
def test_sums_of_a_proposed_call_fit(sums, field):
    analysis = programmed.analysis()
    least, most, total = map(Decimal, sums)
    facts = {"min_amount": least, "max_amount": most, "total": total, "name": "X", "projects": 1}
    with pytest.raises(Refused) as no:
        verbs.save_proposed_call(analysis=analysis, by=made.officer(analysis.body), **facts)
    assert no.value.field == field


def test_returned_analysis_comes_again_under_its_number_with_a_new_text():
    analysis = programmed.analysis(state="final")
    by, office = made.officer(analysis.body), situations.office()
    first = verbs.hand_in_analysis(analysis=analysis, by=by)
    number, came, digest = first.number, first.first_submitted_at, first.sha256
    with pytest.raises(Refused, match="at least one day"):
        verbs.send_back_analysis(analysis=first, note="Dopunite.", until=timezone.localdate(), by=office)
    until = timezone.localdate() + programmed.DAY
    back = verbs.send_back_analysis(analysis=first, note="Dopunite.", until=until, by=office)
    assert (back.remark, back.returned_until) == ("Dopunite.", until)
    programmed.proposed(back, 50_000)
    again = verbs.hand_in_analysis(analysis=back, by=by)
    assert (again.number, again.first_submitted_at, again.remark) == (number, came, "")
    assert again.sha256 != digest and len(again.handed_in["calls"]) == 2
    assert again.returned_until is None and again.decided_at is None
    assert Job.objects.filter(kind="grants.sector_analysis", subject_id=str(analysis.pk)).count() == 2


def test_one_analysis_for_a_body_and_area_and_none_after_no_call():
    body, area = made.body(), made.area()
    cycle = programmed.cycle(body)
    by = made.officer(body)
    facts = {"cycle": cycle, "body": body, "area": area, "kind": "priority", "by": by}
    analysis = verbs.begin_analysis(**facts)
    with pytest.raises(Refused) as no:
        verbs.begin_analysis(**facts)
    assert no.value.field == "area"
    verbs.discard_analysis(analysis=analysis, by=by)
    duty = AnalysisDuty.objects.get(body=body)
    AnalysisDuty.objects.filter(pk=duty.pk).update(none_reason="-", none_at=timezone.now(), none_by=by)
    with pytest.raises(Refused) as no:
        verbs.begin_analysis(**facts)
    assert no.value.field == "body"


def test_analyses_are_due_on_the_first_of_june_or_the_next_working_day():
    cycle = programmed.cycle(year=2027)
    assert analyses_due(cycle) == (datetime.date(2026, 6, 1), "")
    cycle.year = 2025  # 1 June 2024 was a Saturday
    assert analyses_due(cycle)[0] == datetime.date(2024, 6, 3)
    keys = {each.key: each for each in queries.dates_of(programmed.cycle(year=2028))}
    assert keys["proposal"].due == datetime.date(2027, 8, 2) and not keys["proposal"].confirmed
    assert keys["opinion"].due == datetime.date(2027, 8, 2)
    assert queries.opening_due(2026)[0] == datetime.date(2026, 3, 31)


def test_days_late_of_analyses():
    """In time, late, not whole, not begun, no call: each as the public table counts it."""
    bodies = [made.body() for _n in range(5)]
    cycle = programmed.cycle(*bodies, year=2027)

    def moment(day: int, month: int = 6) -> datetime.datetime:
        return datetime.datetime(2026, month, day, 21, 59, tzinfo=datetime.UTC)

    for n, day in ((0, 1), (1, 11)):
        each = programmed.analysis(state="submitted", of=cycle, body=bodies[n])
        SectorAnalysis.objects.filter(pk=each.pk).update(first_submitted_at=moment(day))
    each = programmed.analysis(state="submitted", of=cycle, body=bodies[2])
    SectorAnalysis.objects.filter(pk=each.pk).update(first_submitted_at=moment(1))
    programmed.analysis(of=cycle, body=bodies[2])
    AnalysisDuty.objects.filter(body=bodies[4]).update(
        none_reason="Nema sredstava.", none_at=moment(20, 5), none_by=made.officer(bodies[4])
    )
    rows = {row.body.pk: row for row in analysis_rows(cycle, datetime.date(2026, 7, 1))}
    found = [(rows[body.pk].late, rows[body.pk].done is not None, rows[body.pk].text) for body in bodies]
    assert found == [
        (0, True, "1 of 1 handed in"),
        (10, True, "1 of 1 handed in"),
        (30, False, "1 of 2 handed in"),
        (30, False, "nothing begun"),
        (0, True, "proposes no call"),
    ]
