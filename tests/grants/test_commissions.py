"""Commissions: the table of states by hand, the NGO seat by nominations, statements, exemptions, the end.

Rules tried: evaluation.commission_size, evaluation.commission_ngo_members.
"""

import datetime

import pytest
import time_machine
from django.utils import timezone, translation

from council.models import NominationCall
from council.services import nominations
from grants.models import Commission
from grants.services import commissions as verbs
from grants.workflows.commission import COMMISSION
from office.models import User
from office.refusal import Refused, allowed
from tests.factories import calls as situations
from tests.factories import council as people
from tests.factories import grants as made
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db

# The second copy of the law: who may take which step from which state.
BY_HAND = {
    ("forming", "officer"): {"form"},
    ("forming", "office"): {"form"},
    ("formed", "officer"): {"end"},
    ("formed", "office"): {"end"},
}
PEOPLE = ("officer", "office", "president", "other_officer", "evaluator")


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", [str(state) for state in Commission.State.values])
def test_table_of_states(state, who):
    found = made.commission()
    found.state = state
    by = {
        "officer": lambda: made.officer(found.body),
        "office": situations.office,
        "president": lambda: made.president(found),
        "other_officer": lambda: made.officer(made.body()),
        "evaluator": lambda: UserFactory(roles=("evaluator",)),
    }[who]()
    steps = [t.name for t in COMMISSION.transitions]
    possible = {step for step in steps if allowed(COMMISSION.check, found, step, by=by, note="Razlog.")}
    assert possible == BY_HAND.get((state, who), set())


def listed(body, names=("Ana Marić", "Ana Marić", "Bojan Perić"), valid=True) -> NominationCall:
    """A public call for the NGO member, published, checked and listed through its own verbs."""
    now = timezone.now()
    office = people.officer()
    with time_machine.travel(now - datetime.timedelta(days=30), tick=False):
        call = people.open_call(body, by=office, kind="commission")
        filed = [people.filed(call, name) for name in names]
    with time_machine.travel(now - datetime.timedelta(days=5), tick=False):
        for proposal in filed:
            if valid:
                people.judge(proposal, by=office)
            else:
                people.judge(proposal, by=office, failing="tax", reason="Nema potvrde.")
        nominations.publish_list(call=call, by=office)
    call.refresh_from_db()
    return call


def begun(body):
    """A commission with president and official, and its officer."""
    by = made.officer(body)
    found = verbs.begin_commission(body=body, year=2026, title="Komisija", by=by)
    for role in ("president", "official"):
        verbs.add_member(commission=found, user=UserFactory(), role=role, by=by)
    return found, by


def test_the_ngo_seat_is_the_leading_candidates():
    found, by = begun(made.body())
    with pytest.raises(Refused) as no:
        verbs.form_commission(commission=found, by=by)
    assert "32b" in no.value.law
    call = listed(found.body)
    found = verbs.link_nomination(commission=found, nomination_call=call, by=by)
    impostor = UserFactory(full_name="Bojan Perić")
    with pytest.raises(Refused) as no:
        verbs.seat_person(commission=found, email=impostor.email, role="ngo_member", by=by)
    assert "Ana Marić" in str(no.value.reason)
    member = verbs.seat_person(commission=found, email="ana@example.test", role="ngo_member", by=by)
    assert member.full_name == "Ana Marić" and member.organisation
    formed = verbs.form_commission(commission=found, by=by)
    assert formed.state == "formed" and formed.act_number and formed.act_date


def test_the_account_may_be_written_in_the_other_script():
    found, by = begun(made.body())
    found = verbs.link_nomination(commission=found, nomination_call=listed(found.body), by=by)
    account = UserFactory(full_name="Ана Марић")
    member = verbs.seat_person(commission=found, email=account.email, role="ngo_member", by=by)
    assert member.user == account


def test_without_a_valid_proposal_a_second_official_sits():
    found, by = begun(made.body())
    call = listed(found.body, valid=False)
    assert call.state == "no_valid"
    found = verbs.link_nomination(commission=found, nomination_call=call, by=by)
    with pytest.raises(Refused):
        verbs.seat_person(commission=found, email="ana@example.test", role="ngo_member", by=by)
    assert not User.objects.filter(email="ana@example.test").exists()
    verbs.seat_person(
        commission=found, email="drugi@example.test", full_name="Drugi Službenik", role="official", by=by
    )
    assert verbs.form_commission(commission=found, by=by).state == "formed"


def test_a_call_of_another_body_is_not_linked():
    found, by = begun(made.body())
    with pytest.raises(Refused):
        verbs.link_nomination(commission=found, nomination_call=listed(made.body()), by=by)


def test_one_president_and_one_seat_for_each():
    found, by = begun(made.body())
    president = found.members.get(role="president").user
    for user, role in ((UserFactory(), "president"), (president, "official")):
        with pytest.raises(Refused):
            verbs.add_member(commission=found, user=user, role=role, by=by)


def test_statement_once_and_by_members_only():
    found = made.commission(statements=False)
    member = found.members.get(role="official")
    with pytest.raises(Refused):
        verbs.give_statement(commission=found, text="Nema.", by=made.officer(found.body))
    with pytest.raises(Refused):
        verbs.give_statement(commission=found, text=" ", by=member.user)
    verbs.give_statement(commission=found, text="Nema.", by=member.user)
    with pytest.raises(Refused):
        verbs.give_statement(commission=found, text="Opet.", by=member.user)


def test_exemption_by_oneself_or_the_president():
    call = made.closed_call()
    application = made.application(call)
    members = {member.role: member for member in call.commission.members.all()}
    with pytest.raises(Refused):
        verbs.exempt(
            member=members["ngo_member"],
            application=application,
            reason="Veza.",
            by=members["official"].user,
        )
    for who in ("ngo_member", "president"):
        verbs.exempt(
            member=members["ngo_member"] if who == "president" else members["official"],
            application=application,
            reason="Veza sa podnosiocem.",
            by=members[who if who == "president" else "official"].user,
        )
    with pytest.raises(Refused):
        verbs.exempt(
            member=members["official"], application=application, reason="Opet.", by=members["official"].user
        )
    with pytest.raises(Refused):
        verbs.exempt(
            member=members["official"],
            application=made.application(made.closed_call()),
            reason="Tuđa.",
            by=members["official"].user,
        )


def test_the_role_ends_with_the_last_seat():
    found, by = begun(made.body())
    member = found.members.get(role="official")
    verbs.end_membership(member=member, reason="Raspoređen.", by=by)
    grant = member.user.grants.get(role="commission_member")
    assert grant.valid_until == timezone.localdate()
    with pytest.raises(Refused):
        verbs.end_membership(member=member, reason="Opet.", by=by)


def test_a_commission_ends_after_its_calls():
    call = made.published_call()
    by = made.officer(call.body)
    with pytest.raises(Refused):
        verbs.end_commission(commission=call.commission, note="Kraj.", by=by)
    type(call).objects.filter(pk=call.pk).update(state="cancelled", cancel_reason="x")
    ended = verbs.end_commission(commission=call.commission, note="Kraj.", by=by)
    assert ended.state == "ended"
    assert not ended.members.filter(valid_until__isnull=True).exists()
