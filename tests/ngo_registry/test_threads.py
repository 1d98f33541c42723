"""Two people at the same moment: one outcome, nothing half written."""

import pytest

from ngo_registry.models import Organisation, RegisterEntry, RegisterFiling
from ngo_registry.services import decisions
from ngo_registry.services import filings as services
from office.models import AuditEvent
from office.refusal import Refused
from tests.factories.filings import refused, whole_filing
from tests.factories.registry import UserFactory
from tests.threads import in_threads


def outcomes(count, work) -> list[str]:
    """What each of several people heard."""
    heard = []

    def one(number: int) -> None:
        try:
            work(number)
            heard.append("done")
        except Refused:
            heard.append("refused")

    in_threads(count, one)
    return sorted(heard)


@pytest.fixture
def people(fresh_database):
    """An officer and two heads in a database of their own."""
    return UserFactory(roles=("registry_officer",)), [
        UserFactory(roles=("registry_head",)) for _n in range(2)
    ]


def waiting(officer) -> RegisterFiling:
    """A filing that waits for the decision."""
    return services.take(filing=services.submit(filing=whole_filing(officer), by=officer), by=officer)


def test_two_heads_decide_the_same_filing(people):
    officer, heads = people
    filing = waiting(officer)

    def decide(number: int) -> None:
        if number:
            decisions.enter(filing=filing, by=heads[1])
        else:
            refused(filing, heads[0], "Nema uslova.")

    assert outcomes(2, decide) == ["done", "refused"]
    filing.refresh_from_db()
    assert Organisation.objects.count() == RegisterEntry.objects.count() == int(filing.state == "entered")


def test_two_officers_take_the_same_filing(people):
    officer, heads = people
    filing = services.submit(filing=whole_filing(officer), by=officer)
    takers = [officer, *heads]
    assert outcomes(3, lambda number: services.take(filing=filing, by=takers[number])) == [
        "done",
        "refused",
        "refused",
    ]


def test_the_same_name_is_entered_once_and_numbers_have_no_gap(people):
    officer, heads = people
    filings = [waiting(officer) for _n in range(2)]
    heard = outcomes(2, lambda number: decisions.enter(filing=filings[number], by=heads[number]))
    assert heard == ["done", "refused"]
    assert Organisation.objects.count() == 1
    year = Organisation.objects.get().registered_on.year
    assert [entry.act_number for entry in RegisterEntry.objects.all()] == [f"O-{year}-0001"]
    assert AuditEvent.objects.filter(action="enter", subject="ngo_registry.registerfiling").count() == 1
