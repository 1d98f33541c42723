"""Two officers at the same instalment: one payment."""

import threading

from django.db import connection
from django.utils import timezone

from grants.models import Tranche
from grants.services import contracts
from office.refusal import Refused
from tests.factories import grants as made


def test_two_officers_record_the_same_payment_once(fresh_database):
    contract = made.contract(state="signed", paid=False)
    people = [made.officer(contract.row.decision.call.body) for _n in range(2)]
    tranche = contract.tranches.get()
    outcomes, gate = [], threading.Barrier(2)

    def pay(person):
        gate.wait()
        try:
            contracts.pay(tranche=tranche, paid_on=timezone.localdate(), reference="IZV-7", by=person)
            outcomes.append("paid")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=pay, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["paid", "refused"]
    assert Tranche.objects.get(pk=tranche.pk).reference == "IZV-7"
