"""Two windows at once: one outcome, real transactions."""

import threading

from django.db import connection
from django.utils import timezone

from council.models import Proposal
from council.services import proposals
from office.models import AuditEvent, NumberSeries
from office.refusal import Refused
from tests.factories import council as make


def test_two_threads_hand_in_the_same_draft_once(fresh_database):
    call = make.open_call()
    person, organisation = make.ngo()
    draft = make.draft_of(call, "Ana Marić", person=person, organisation=organisation)
    outcomes, gate = [], threading.Barrier(2)

    def hand_in():
        try:
            gate.wait(10)
            done = proposals.submit_proposal(
                proposal=Proposal.objects.get(pk=draft.pk), by=person, at=timezone.now()
            )
            outcomes.append(done.number)
        except Refused as no:
            outcomes.append(no)
        finally:
            connection.close()

    together(hand_in)
    numbers = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert len(outcomes) == 2
    assert len(numbers) == 1
    assert numbers[0] in str(next(o for o in outcomes if not isinstance(o, str)).reason)
    assert NumberSeries.objects.get(kind="proposal").last == 1
    assert AuditEvent.objects.filter(subject="council.proposal", action="submit").count() == 1


def test_two_threads_open_one_draft(fresh_database):
    call = make.open_call()
    person, organisation = make.ngo()
    found, gate = [], threading.Barrier(2)

    def start():
        try:
            gate.wait(10)
            found.append(
                proposals.start_draft(call=call, organisation=organisation, by=person, at=timezone.now()).pk
            )
        finally:
            connection.close()

    together(start)
    assert len(found) == 2
    assert len(set(found)) == 1


def together(work) -> None:
    """Run the work twice at once."""
    threads = [threading.Thread(target=work) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
