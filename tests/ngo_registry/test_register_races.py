"""Real transactions at the same moment: one wins, the others hear a sentence; nothing twice, no gap in numbers."""

import datetime
import re

import pytest
from django.utils import timezone

from ngo_registry.models import (
    Complaint,
    Letter,
    NgoMembership,
    Organisation,
    RegisterEntry,
    RegisterFiling,
)
from ngo_registry.services import changes, complaints, decisions, letters, memberships, online
from ngo_registry.services import filings as services
from office.models import AuditEvent, NumberSeries
from office.refusal import Refused
from tests.factories.filings import dismissed, refused, stored, whole_filing
from tests.factories.online import online_draft
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory
from tests.threads import in_threads

NAMES = ("Jutro", "Podne", "Veče", "Ponoć", "Zora", "Suton", "Dan", "Noć")


def told(count, work) -> list[str]:
    """What each person heard: nothing, or the sentence of the refusal."""
    heard = []

    def one(number: int) -> None:
        try:
            work(number)
            heard.append("")
        except Refused as no:
            heard.append(str(no))

    in_threads(count, one)
    return sorted(heard)


def counters(numbers) -> list[int]:
    """The last part of each number."""
    return sorted(int(re.search(r"(\d+)$", number).group(1)) for number in numbers)


@pytest.fixture
def office(fresh_database):
    """An officer and two heads in a database of their own."""
    return UserFactory(roles=("registry_officer",)), [UserFactory(roles=("registry_head",)) for _n in "ab"]


def waiting(officer, **facts) -> RegisterFiling:
    """A filing that waits for the decision."""
    return services.take(
        filing=services.submit(filing=whole_filing(officer, **facts), by=officer), by=officer
    )


def test_two_clerks_decide_the_same_filing_at_once(office):
    officer, heads = office
    filing = waiting(officer)
    heard = told(2, lambda number: decisions.enter(filing=filing, by=heads[number]))
    assert heard[0] == "" and len(heard[1]) > 20, heard
    organisation = Organisation.objects.get()
    entry = RegisterEntry.objects.get()
    year = timezone.localdate().year
    assert (organisation.number, entry.act_number) == (f"{year}-0001", f"O-{year}-0001")
    assert Letter.objects.count() == 1
    kept = dict(NumberSeries.objects.values_list("kind", "last"))
    assert [kept[kind] for kind in ("organisation", "decision", "entry")] == [1, 1, 1]


def test_two_filings_with_the_same_name_decided_at_once(office):
    officer, heads = office
    filings = [waiting(officer, name=name) for name in ("Žena danas", "ЖЕНА-ДАНАС")]
    heard = told(2, lambda number: decisions.enter(filing=filings[number], by=heads[number]))
    assert heard[0] == "" and re.search("nazivom|već ima ovaj naziv", heard[1]), heard
    assert Organisation.objects.count() == RegisterEntry.objects.count() == 1
    states = sorted(RegisterFiling.objects.values_list("state", flat=True))
    assert states == ["entered", "in_process"]


def test_eight_take_register_act_and_case_numbers_at_once(office):
    officer, heads = office
    drafts = [whole_filing(officer, name=f"Udruženje {name}") for name in NAMES]

    def live_through(number: int) -> None:
        filing = services.take(filing=services.submit(filing=drafts[number], by=officer), by=officer)
        decisions.enter(filing=filing, by=heads[number % 2])

    assert told(8, live_through) == [""] * 8
    eight = list(range(1, 9))
    assert counters(Organisation.objects.values_list("number", flat=True)) == eight
    assert counters(RegisterFiling.objects.values_list("case_number", flat=True)) == eight
    assert counters(RegisterFiling.objects.values_list("decision_number", flat=True)) == eight
    assert counters(RegisterEntry.objects.values_list("number", flat=True)) == eight
    assert counters(RegisterEntry.objects.values_list("act_number", flat=True)) == eight


def test_a_refused_number_leaves_no_gap(office):
    officer, heads = office
    filings = [waiting(officer, name=name) for name in ("Isto ime", "Isto ime", "Isto ime", "Drugo ime")]
    heard = told(4, lambda number: decisions.enter(filing=filings[number], by=heads[0]))
    assert heard.count("") == 2
    assert counters(Organisation.objects.values_list("number", flat=True)) == [1, 2]
    assert counters(RegisterEntry.objects.values_list("act_number", flat=True)) == [1, 2]


def test_the_same_change_is_applied_once(office):
    officer, heads = office
    organisation = OrganisationFactory(name="Staro ime")
    filing = changes.open_change(organisation=organisation, change_kind="name", by=officer)
    papers = {"change_paper": stored(), "statute": stored()}
    services.save_section(
        filing=filing, section="change", facts={"name": "Novo ime", "person_in_name": "no"}, by=officer
    )
    services.attach(filing=filing, papers=papers, by=officer)
    services.take(filing=services.submit(filing=filing, by=officer), by=officer)
    heard = told(2, lambda number: decisions.enter(filing=filing, by=heads[number]))
    assert heard[0] == "" and heard[1]
    organisation.refresh_from_db()
    assert (organisation.name, organisation.former_names) == ("Novo ime", "Staro ime")
    assert RegisterEntry.objects.filter(kind="change").count() == 1


def test_the_same_change_is_opened_once(office):
    owner = MembershipFactory()
    facts = {"organisation": owner.organisation, "change_kind": "seat", "by": owner.user, "origin": "online"}
    heard = told(4, lambda number: changes.open_change(**facts))
    assert heard.count("") == 1
    assert RegisterFiling.objects.count() == 1


def test_two_owners_take_each_other_the_role_at_once(office):
    one = MembershipFactory()
    both = [one, MembershipFactory(organisation=one.organisation)]
    verbs = (
        lambda n: memberships.change_role(membership=both[1 - n], role="viewer", by=both[n].user),
        lambda n: memberships.end_membership(membership=both[1 - n], by=both[n].user),
        lambda n: memberships.end_membership(membership=both[n], by=both[n].user),
    )
    for verb in verbs:
        NgoMembership.objects.update(role="owner", ended_at=None, ended_by=None, valid_until=None)
        heard = told(2, verb)
        assert heard[0] == "" and heard[1], heard
        left = NgoMembership.objects.filter(role="owner", ended_at__isnull=True)
        assert left.count() == 1


def asked(officer, applicant) -> RegisterFiling:
    """An online filing whose completion was asked and served; its term passed yesterday."""
    filing = online.submit(filing=online_draft(applicant), at=timezone.now(), by=applicant)
    filing = services.take(filing=filing, by=officer)
    letters.ask_completion(filing=filing, note="Statut nije potpisan.", by=officer)
    letters.acknowledge(letter=filing.letters.get(), by=applicant)
    filing.refresh_from_db()
    return filing


def test_a_completion_is_sent_while_the_clerk_dismisses(office):
    officer, heads = office
    applicant = UserFactory()
    filing = asked(officer, applicant)
    last_moment = timezone.now()
    passed = timezone.localdate() - datetime.timedelta(days=1)
    RegisterFiling.objects.filter(pk=filing.pk).update(completion_due=passed)

    def act(number: int) -> None:
        if number:
            dismissed(filing, heads[0], "Nije dopunjena.")
        else:  # the request arrived on the last day and waited in the queue
            online.complete(filing=filing, at=last_moment - datetime.timedelta(days=1), by=applicant)

    heard = told(2, act)
    assert heard[0] == "" and heard[1], heard
    filing.refresh_from_db()
    assert filing.state in {"dismissed", "in_process"}
    ended = filing.state == "dismissed"
    assert filing.letters.filter(kind="decision").count() == int(ended)
    assert bool(filing.decision_number) == ended
    assert AuditEvent.objects.filter(action__in=("complete", "dismiss")).count() == 1


def test_a_complaint_is_filed_once_and_decided_once(office):
    officer, heads = office
    filing = waiting(officer)
    refused(filing, UserFactory(roles=("registry_head",)), "Nema uslova.")
    facts = {"filing": filing, "text": "Ima uslova.", "by": officer}
    assert told(3, lambda number: complaints.file_complaint(**facts)).count("") == 1
    assert Complaint.objects.count() == 1

    def decide(number: int) -> None:
        verb = complaints.reject if number else complaints.uphold
        verb(filing=filing, note="Obrazloženje.", by=heads[number])

    assert told(2, decide).count("") == 1
    complaint = Complaint.objects.get()
    filing.refresh_from_db()
    assert filing.state == {"upheld": "in_process", "rejected": "refused"}[complaint.outcome]
    assert counters([filing.decision_number, complaint.decision_number]) == [1, 2]
