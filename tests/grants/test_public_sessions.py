"""Sessions of the commission on the citizens' page: numbers after the decision, names only where the rulebook says so.

Rules tried: commission.minutes_published.
"""

import pytest
from django.test import Client
from django.utils import translation

from grants.models import Call, CommissionSession, Decision, SessionItem, SessionPresence, SessionVote
from office.models import RulebookVersion
from tests.factories import grants as made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared as they stand in the code."""
    with translation.override("en"):
        yield


def held(call: Call, **facts) -> CommissionSession:
    """A session with confirmed minutes: two of three came, one point about the call and one about nothing."""
    by = made.president(call.commission)
    session = CommissionSession.objects.create(
        commission=call.commission, number=4, starts_at=made.now(), place="Sala 1", called_at=made.now(), called_by=by,
        seats=3, quorum=2, opened_at=made.now(), opened_by=by, closed_at=made.now(), closed_by=by,
        notes="Tajna bilješka.", **{"state": "confirmed", "minutes_number": "Z-4/26", "confirmed_at": made.now(),
        "confirmed_by": by, **facts},
    )  # fmt: skip
    members = list(call.commission.members.order_by("pk"))
    for member in members:
        came = member != members[-1]
        note = "" if came else "Bolovanje."
        SessionPresence.objects.create(session=session, member=member, present=came, note=note)
    item = SessionItem.objects.create(
        session=session, order=1, title="Rang lista", call=call, outcome="adopted", conclusion="Usvaja se."
    )
    SessionItem.objects.create(session=session, order=2, title="Nešto drugo")
    for member in members[:2]:
        SessionVote.objects.create(item=item, member=member, choice="for", reason="Lični razlog.")
    return session


def publish_minutes(call: Call) -> None:
    version = RulebookVersion.objects.get(pk=call.rulebook_id)
    version.values["commission"]["minutes_published"]["value"] = True
    version.pk, version.code, version.sha256 = None, "open-minutes", "1" * 64
    version.save(force_insert=True)
    Call.objects.filter(pk=call.pk).update(rulebook=version)


def test_after_the_decision_sessions_stand_in_numbers_and_nobody_is_named():
    call = made.decided_call()
    session = held(call)
    page = Client().get(f"/en/calls/{call.slug}/").content.decode()
    assert "Sessions of the commission" in page and "2 of 3 members came." in page
    assert "1 point was about this call." in page
    assert "Z-4/26" not in page and "Tajna" not in page
    assert not any(member.full_name in page for member in call.commission.members.all()[1:])
    assert Client().get(f"/en/calls/{call.slug}/sessions/{session.number}/").status_code == 404


def test_nothing_is_shown_before_the_decision_or_of_sessions_that_were_not_held():
    call = made.decided_call()
    session = held(call)
    publish_minutes(call)
    url = f"/en/calls/{call.slug}/"
    CommissionSession.objects.update(state="cancelled")
    assert "Sessions of the commission" not in Client().get(url).content.decode()
    CommissionSession.objects.update(state="confirmed")
    assert "Sessions of the commission" in Client().get(url).content.decode()
    Decision.objects.filter(call=call).update(state="signed", published_at=None, published_by=None)
    assert "Sessions of the commission" not in Client().get(url).content.decode()
    assert Client().get(f"{url}sessions/{session.number}/").status_code == 404


def test_published_minutes_name_members_and_their_votes_but_no_private_reason():
    call = made.decided_call()
    session = held(call)
    publish_minutes(call)
    url = f"/en/calls/{call.slug}/sessions/{session.number}/"
    assert (
        f"/calls/{call.slug}/sessions/{session.number}/"
        in Client().get(f"/en/calls/{call.slug}/").content.decode()
    )
    page = Client().get(url).content.decode()
    assert all(member.full_name in page for member in call.commission.members.all())
    assert "Rang lista" in page and "Usvaja se." in page and "Z-4/26" in page
    for closed in ("Bolovanje", "Tajna bilješka", "Lični razlog", "Nešto drugo"):
        assert closed not in page
    CommissionSession.objects.update(state="held", minutes_number="", confirmed_at=None, confirmed_by=None)
    assert Client().get(url).status_code == 404
