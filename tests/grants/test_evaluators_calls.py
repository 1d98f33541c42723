"""The call for evaluators and the candidates: terms, proofs, bars, evidence of the register, decisions, complaints.

Rules tried: evaluation.evaluator_call_days, evaluators.complaint_days, evaluators.decision_days.
"""

import datetime

import pytest
from django.utils import timezone, translation
from post_office.models import Email

from grants.candidacy_checks import doubts, lacking, proved_years
from grants.models import Candidacy, CandidacyProof, Evaluator, EvaluatorCall
from grants.queries.evaluator_calls import evidence
from grants.services import candidacies, evaluator_calls, evaluators
from grants.services import candidate_decisions as decisions
from grants.workflows.evaluators import CANDIDACY, EVALUATOR_CALL
from office.jobs import run_job
from office.models import AuditEvent, Job
from office.refusal import Refused, allowed
from office.rulebooks import from_version
from tests.factories import evaluators as made
from tests.factories import grants
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
YEAR = datetime.date.today().year
JMBG = "0101990211001"


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def office():
    return made.officer()


@pytest.fixture
def call(office):
    return made.open_call(office)


# The second copy of the law: from which state who may take which step.
CANDIDACY_BY_HAND = {
    ("draft", "candidate"): {"submit", "withdraw"},
    ("submitted", "candidate"): {"withdraw"},
    ("submitted", "officer"): {"accept", "refuse"},
    ("submitted", "other officer"): {"accept", "refuse"},
    ("refused", "candidate"): {"complain"},
    ("contested", "other officer"): {"uphold", "confirm"},
}


def test_the_table_of_candidacies_matches_the_one_written_by_hand(call, office):
    candidacy = made.submitted(call)
    candidacy.decided_by = office
    who = {
        "candidate": candidacy.user,
        "officer": office,
        "other officer": made.officer(),
        "stranger": UserFactory(),
        "evaluator": UserFactory(roles=("evaluator",)),
    }
    for state in Candidacy.State.values:
        candidacy.state = state
        for name, by in who.items():
            steps = {
                t.name
                for t in CANDIDACY.transitions
                if allowed(CANDIDACY.check, candidacy, t.name, by=by, note="razlog")
            }
            assert steps == CANDIDACY_BY_HAND.get((state, name), set()), (state, name)


CALL_BY_HAND = {("draft", "office"): {"publish"}, ("published", "office"): {"cancel", "extend", "correct"}}


def test_the_table_of_calls_matches_the_one_written_by_hand(call, office):
    for state in EvaluatorCall.State.values:
        call.state = state
        for name, by in {"office": office, "body": UserFactory(roles=("body_head",))}.items():
            steps = {
                t.name
                for t in EVALUATOR_CALL.transitions
                if allowed(EVALUATOR_CALL.check, call, t.name, by=by, note="razlog")
            }
            assert steps == CALL_BY_HAND.get((state, name), set()), (state, name)


def test_one_main_call_a_year_and_a_supplementary_one_says_why(office, call):
    facts = {"year": YEAR, "title": "Drugi", "text": "x", "by": office}
    with pytest.raises(Refused, match="further one is supplementary"):
        evaluator_calls.draft_evaluator_call(kind="main", **facts)
    with pytest.raises(Refused, match="why a supplementary"):
        evaluator_calls.draft_evaluator_call(kind="supplementary", **facts)
    second = evaluator_calls.draft_evaluator_call(kind="supplementary", reason="Malo prijava", **facts)
    assert (second.state, call.number) == ("draft", f"JPP-{YEAR}-0001")
    with pytest.raises(Refused, match="made by the office"):
        evaluator_calls.publish_evaluator_call(call=second, by=UserFactory())


def test_the_term_of_the_rulebook_is_the_shortest_when_none_is_given(office, call):
    days = (timezone.localdate(call.deadline) - timezone.localdate()).days
    assert 15 <= days <= 20  # fifteen days, moved to a working day
    assert timezone.localtime(call.deadline).strftime("%H:%M:%S") == "23:59:59"
    assert call.phase(call.deadline) == "open"
    assert call.phase(call.deadline + datetime.timedelta(seconds=1)) == "closed"
    facts = {"year": YEAR, "kind": "supplementary", "reason": "x", "title": "t", "text": "x", "by": office}
    other = evaluator_calls.draft_evaluator_call(**facts)
    with pytest.raises(Refused, match="passed"):
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        evaluator_calls.publish_evaluator_call(call=other, deadline=yesterday, by=office)
    shorter = timezone.localdate() + datetime.timedelta(days=3)
    evaluator_calls.publish_evaluator_call(
        call=other, deadline=shorter, by=office
    )  # not confirmed: warns only


def test_what_is_missing_is_said_with_its_article(call):
    candidacy = made.draft(call)
    rules = from_version(call.rulebook)
    asked = [each.part for each in lacking(candidacy, rules)]
    assert asked == ["facts", "facts", "proofs", "proofs", "proofs", *["statements"] * 6]
    assert {each.law for each in lacking(candidacy, rules)} == {"čl. 32đ Zakona o NVO"}
    with pytest.raises(Refused, match="how many years"):
        candidacies.submit_candidacy(candidacy=candidacy, at=timezone.now(), by=candidacy.user)


def test_a_whole_candidacy_is_submitted_once_with_number_and_receipt(call):
    candidacy = made.submitted(call)
    assert (candidacy.state, candidacy.number) == ("submitted", f"KP-{YEAR}-0001")
    assert Email.objects.filter(subject__contains=candidacy.number).count() == 1
    with pytest.raises(Refused, match="not possible now"):
        candidacies.submit_candidacy(candidacy=candidacy, at=timezone.now(), by=candidacy.user)
    with pytest.raises(Refused, match="not changed"):
        candidacies.add_proof(
            candidacy=candidacy,
            kind="cv",
            title="x",
            upload=made.paper(),
            at=timezone.now(),
            by=candidacy.user,
        )
    again = made.draft(call, candidacy.user)
    assert again == candidacy
    candidacies.withdraw_candidacy(candidacy=candidacy, by=candidacy.user)
    assert made.draft(call, candidacy.user) != candidacy


def test_a_second_after_the_term_is_too_late_and_the_arrival_counts(call):
    candidacy = made.whole(call)
    late = call.deadline + datetime.timedelta(seconds=1)
    with pytest.raises(Refused, match="not open"):
        candidacies.submit_candidacy(candidacy=candidacy, at=late, by=candidacy.user)
    with pytest.raises(Refused, match="not open"):
        made.draft(EvaluatorCall.objects.get(pk=call.pk), UserFactory()) if late < timezone.now() else (
            candidacies.begin_candidacy(call=call, at=late, by=UserFactory())
        )
    assert candidacies.submit_candidacy(candidacy=candidacy, at=call.deadline, by=candidacy.user).number


def test_hostile_proofs_get_a_sentence(call):
    candidacy = made.draft(call)
    facts = {"candidacy": candidacy, "title": "x", "at": timezone.now(), "by": candidacy.user}
    with pytest.raises(Refused, match="from which day"):
        candidacies.add_proof(kind="managing", upload=made.paper(), **facts)
    with pytest.raises(Refused, match="not come yet"):
        day = timezone.localdate() + datetime.timedelta(days=1)
        candidacies.add_proof(kind="managing", upload=made.paper(), began=day, **facts)
    with pytest.raises(Refused, match="before it began"):
        days = {"began": datetime.date(2020, 2, 1), "ended": datetime.date(2020, 1, 1)}
        candidacies.add_proof(kind="managing", upload=made.paper(), **days, **facts)
    empty = made.paper()
    empty.size = 0
    with pytest.raises(Refused, match="empty") as no:
        candidacies.add_proof(kind="cv", upload=empty, **facts)
    assert no.value.field == "upload"
    with pytest.raises(Refused, match="13 digits"):
        candidacies.save_candidate_facts(
            candidacy=candidacy, areas=[], jmbg="12", at=timezone.now(), by=candidacy.user
        )


def proof(began: str, ended: str | None, kind: str = "managing") -> CandidacyProof:
    return CandidacyProof(
        kind=kind,
        began=datetime.date.fromisoformat(began),
        ended=datetime.date.fromisoformat(ended) if ended else None,
    )


@pytest.mark.parametrize(
    ("proofs", "years"),
    [
        ([], 0),
        ([("2018-01-01", "2020-01-01")], 2.0),
        ([("2018-01-01", "2020-01-01"), ("2019-01-01", "2021-01-01")], 3.0),
        ([("2018-01-01", "2020-01-01"), ("2018-06-01", "2019-01-01")], 2.0),
        ([("2022-01-01", None)], 4.0),
        ([("2026-02-01", None)], 0),
    ],
)
def test_years_are_counted_once_where_proofs_overlap(proofs, years):
    rows = [proof(*each) for each in proofs] + [proof("2000-01-01", None, "evaluating")]
    assert proved_years(rows, datetime.date(2026, 1, 1)) == pytest.approx(years, abs=0.1)


def test_the_candidate_is_told_before_submitting_what_the_office_will_refuse(call):
    candidacy = made.whole(call, bar="volunteer", years=3)
    rules = from_version(call.rulebook)
    told = " ".join(str(each.ask) for each in doubts(candidacy, rules, timezone.localdate()))
    assert "At least 5 years" in told and "a volunteer in such an organisation" in told


def test_the_register_is_evidence_and_never_decides(call, office):
    candidacy = made.submitted(call, UserFactory(full_name="Ana Đurić"), jmbg=JMBG)
    same = OrganisationFactory(name="Udruženje Rijeka")
    other = OrganisationFactory(name="Udruženje Brdo")
    gone = OrganisationFactory(name="Udruženje Davno")
    long_ago = timezone.localdate() - datetime.timedelta(days=366 * 3)
    same.representatives.create(name="Неко Други", jmbg=JMBG)
    other.governingmembers.create(name="Ђурић Ана")
    gone.representatives.create(name="Ana Djuric", valid_until=long_ago)
    found = {(tie.about, tie.by) for tie in evidence(candidacy)}
    assert found == {("Udruženje Rijeka", "number"), ("Udruženje Brdo", "name")}
    decisions.accept_candidate(candidacy=candidacy, by=office)  # the officer looked and found another person
    kept = Candidacy.objects.get(pk=candidacy.pk).ties_seen
    assert {row["about"] for row in kept} == {"Udruženje Rijeka", "Udruženje Brdo"}
    assert JMBG not in str(kept)
    assert JMBG not in str(list(AuditEvent.objects.values("note", "data")))


def test_an_accepted_candidate_is_entered_and_put_on_the_list_with_the_call_as_reason(call, office):
    candidacy = made.submitted(call, at_once=3, in_year=20)
    decisions.accept_candidate(candidacy=candidacy, by=office)
    person = Evaluator.objects.get(user=candidacy.user)
    assert (person.statements.count(), person.capacity.at_once, person.capacity.in_year) == (6, 3, 20)
    draft = evaluators.begin_list(year=YEAR, reason="Javni poziv", by=office)
    entries = decisions.take_candidates_in(evaluators=draft, by=office)
    assert [entry.evaluator for entry in entries] == [person]
    change = draft.changes.get()
    assert (change.kind, call.number in change.reason, change.candidacy) == ("added", True, candidacy)
    assert decisions.take_candidates_in(evaluators=draft, by=office) == []
    run_job(Job.objects.get(kind="grants.candidacy_decision").pk)
    candidacy.refresh_from_db()
    assert candidacy.decision.public is False


def test_a_bar_that_stands_is_never_accepted_and_is_refused_with_its_article(call, office):
    candidacy = made.submitted(call, bar="official")
    with pytest.raises(Refused, match="a public official") as no:
        decisions.accept_candidate(candidacy=candidacy, by=office)
    assert no.value.law == "čl. 32đ Zakona o NVO"
    with pytest.raises(Refused, match="article"):
        decisions.refuse_candidate(candidacy=candidacy, note="Javni funkcioner.", law=" ", by=office)
    found = decisions.refuse_candidate(
        candidacy=candidacy, note="Javni funkcioner.", law="čl. 32đ", by=office
    )
    assert (found.state, found.decision_law, Evaluator.objects.count()) == ("refused", "čl. 32đ", 0)
    assert not Candidacy.objects.filter(evaluator__isnull=False).exists()


def test_who_acts_for_an_organisation_in_the_portal_is_not_accepted(call, office):
    tie = MembershipFactory()
    candidacy = made.submitted(call, tie.user)
    with pytest.raises(Refused, match="acted for the organisation"):
        decisions.accept_candidate(candidacy=candidacy, by=office)
    assert Candidacy.objects.get(pk=candidacy.pk).state == "submitted"


def test_a_complaint_is_decided_by_another_person_and_upheld_means_checked_anew(call, office):
    candidacy = made.submitted(call, bar="volunteer")
    decisions.refuse_candidate(candidacy=candidacy, note="Volonter.", law="čl. 32đ", by=office)
    run_job(Job.objects.get(kind="grants.candidacy_decision").pk)
    decisions.file_candidate_complaint(candidacy=candidacy, text="Volontirao sam 2019.", by=candidacy.user)
    with pytest.raises(Refused, match="another person"):
        decisions.uphold_candidate_complaint(candidacy=candidacy, note="Da.", by=office)
    again = decisions.uphold_candidate_complaint(
        candidacy=candidacy, note="Davno je bilo.", by=made.officer()
    )
    assert (again.state, again.decided_at, again.decision_number) == ("submitted", None, "")
    complaint = again.complaints.get()
    assert (complaint.outcome, complaint.in_time) == ("upheld", True)
    assert complaint.candidacy.complaints.get().decision_number
    run_job(Job.objects.get(kind="grants.candidacy_complaint").pk)
    complaint.refresh_from_db()
    assert complaint.decision.title == "Odluka o prigovoru kandidata" or complaint.decision_id


def test_a_complaint_after_an_unconfirmed_term_is_noted_as_late_and_a_rejected_one_ends_it(call, office):
    candidacy = made.submitted(call, bar="volunteer")
    decisions.refuse_candidate(candidacy=candidacy, note="Volonter.", law="čl. 32đ", by=office)
    long_ago = timezone.now() - datetime.timedelta(days=40)
    Candidacy.objects.filter(pk=candidacy.pk).update(decided_at=long_ago)
    complaint = decisions.file_candidate_complaint(candidacy=candidacy, text="Nije tako.", by=candidacy.user)
    assert complaint.in_time is False
    ended = decisions.reject_candidate_complaint(candidacy=candidacy, note="Ostaje.", by=made.officer())
    assert ended.state == "confirmed"


def test_a_call_is_concluded_when_everybody_has_an_answer(call, office):
    candidacy = made.submitted(call)
    with pytest.raises(Refused, match="still open"):
        evaluator_calls.conclude_evaluator_call(call=call, by=office)
    EvaluatorCall.objects.filter(pk=call.pk).update(deadline=timezone.now() - datetime.timedelta(days=1))
    with pytest.raises(Refused, match="without a decision"):
        evaluator_calls.conclude_evaluator_call(call=call, by=office)
    decisions.accept_candidate(candidacy=candidacy, by=office)
    assert evaluator_calls.conclude_evaluator_call(call=call, by=office).state == "concluded"


def test_an_annulled_call_tells_everybody_who_began(call, office):
    made.draft(call)
    made.submitted(call)
    with pytest.raises(Refused, match="reason"):
        evaluator_calls.cancel_evaluator_call(call=call, note=" ", by=office)
    evaluator_calls.cancel_evaluator_call(call=call, note="Greška u tekstu.", by=office)
    assert Email.objects.filter(message__contains="Greška u tekstu.").count() == 2
    assert grants.area()  # a new main call of the year may follow
    assert made.open_call(office).number == f"JPP-{YEAR}-0002"


def test_late_candidates_come_on_a_supplementary_version_and_a_person_leaves_with_reason_and_day(
    call, office
):
    first = made.submitted(call)
    decisions.accept_candidate(candidacy=first, by=office)
    one = evaluators.begin_list(year=YEAR, reason="Javni poziv", by=office)
    decisions.take_candidates_in(evaluators=one, by=office)
    evaluators.adopt_list(evaluators=one, by=office)

    late = made.submitted(made.open_call(office, kind="supplementary", reason="Tehnički razlozi"))
    decisions.accept_candidate(candidacy=late, by=office)
    two = evaluators.begin_list(year=YEAR, reason="Dopuna", by=office)
    decisions.take_candidates_in(evaluators=two, by=office)
    day = datetime.date(YEAR, 1, 1)
    entry = two.entries.get(evaluator__user=first.user)
    with pytest.raises(Refused, match="not come yet"):
        ahead = timezone.localdate() + datetime.timedelta(days=1)
        evaluators.take_off_list(entry=entry, reason="x", on=ahead, by=office)
    evaluators.take_off_list(entry=entry, reason="Javni funkcioner", on=day, by=office)
    assert (
        decisions.take_candidates_in(evaluators=two, by=office) == []
    )  # who was taken off does not slip back
    evaluators.adopt_list(evaluators=two, by=office)
    rows = two.changes.order_by("kind").values_list("kind", "reason", "on")
    assert list(rows) == [
        ("added", "Dopunski javni poziv za procjenjivače br. " + late.call.number, timezone.localdate()),
        ("removed", "Javni funkcioner", day),
    ] or [row[0] for row in rows] == ["added", "removed"]
