"""A party from its papers to the register, its changes and its end.

Rules tried: register.min_founders_party, register.party_founder_age, register.party_barred_offices,
register.party_decision_days.
"""

import datetime

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from ngo_registry.conditions import conditions, enclosures_complete
from ngo_registry.models import (
    FounderStatement,
    NgoMembership,
    Organisation,
    Party,
    PartyEntry,
    RegisterEntry,
)
from ngo_registry.services import complaints, decisions, letters, parties
from ngo_registry.services import filings as services
from ngo_registry.services import statements as tables
from office import jurisdiction
from office.audit import timeline
from office.deadlines import add_days
from office.jobs import run_job
from office.models import IssuedDocument, Job
from office.refusal import Refused
from tests.factories.filings import dismissed, refused, stored
from tests.factories.parties import entered_party, kept_sign, waiting_party, whole_party
from tests.factories.registry import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def unmet(filing) -> set[str]:
    """Keys of conditions that are not met."""
    return {row.key for row in conditions(filing) if row.met is False}


def decided(filing, officer, head):
    """Filed, taken and signed."""
    filing = services.take(filing=services.submit(filing=filing, by=officer), by=officer)
    return decisions.enter(filing=filing, by=head)


def drawn() -> None:
    """All acts, as the worker draws them."""
    for job in Job.objects.filter(state="waiting").order_by("pk"):
        run_job(job.pk)
    assert set(Job.objects.values_list("error", flat=True)) == {""}


def test_a_party_of_two_hundred_is_entered_under_a_number_of_its_own(officer, head):
    filing = waiting_party(officer, sign=kept_sign(officer))
    assert unmet(filing) == set()
    assert filing.due == add_days(timezone.localdate(), 15, jurisdiction.current().calendar)
    filing = decisions.enter(filing=filing, by=head)
    year, party = timezone.localdate().year, filing.party
    assert (filing.state, filing.organisation, filing.case_number, party.number, party.decision_number) == (
        "entered",
        None,
        f"R-{year}-0001",
        f"PP-{year}-0001",
        f"O-{year}-0001",
    )
    assert (party.founders, party.represented_by, party.represented_as, party.registered_on) == (
        200,
        "Ana Anić",
        "predsjednica",
        timezone.localdate(),
    )
    line = PartyEntry.objects.get()
    assert (line.number, line.kind, line.act_number, line.facts["name"]) == (
        f"UP-{year}-0001",
        "entry",
        f"O-{year}-0001",
        [None, "Stranka bistrih rijeka"],
    )
    drawn()
    assert sorted(IssuedDocument.objects.values_list("kind", "public")) == [
        ("ngo_registry.party_decision", False),
        ("ngo_registry.party_extract", True),
    ]
    assert [event.action for event in timeline(filing)][-3:] == ["submit", "take", "enter"]


def test_parties_never_stand_among_organisations(officer, head):
    entered_party(officer, head)
    assert (Organisation.objects.count(), RegisterEntry.objects.count(), NgoMembership.objects.count()) == (
        0,
        0,
        0,
    )
    filing = waiting_party(officer, name="Druga stranka", short_name="DS")
    with pytest.raises(IntegrityError, match="filing_party_is_no_organisation"), transaction.atomic():
        filing.organisation = OrganisationFactory()
        filing.save()


@pytest.mark.parametrize(
    ("facts", "broken"),
    [
        ({"name": ""}, {"name"}),
        ({"short_name": ""}, {"short_name"}),
        ({"address": ""}, {"seat"}),
        ({"municipality": None}, {"seat"}),
        ({"sign": None}, {"sign"}),
        ({"programme": None}, {"programme"}),
        ({"minutes": None}, {"minutes"}),
        ({"founding_act": None}, {"founding_act"}),
        ({"statute": None}, {"statute"}),
        ({"founded_on": None}, {"founded_on"}),
        ({"statute_on": datetime.date(2099, 1, 1)}, {"statute_on"}),
        ({"programme_on": None}, {"programme_on"}),
        ({"compared": False}, {"compared"}),
        ({"count": 199}, {"statements"}),
        ({"count": 0}, {"statements"}),
    ],
)
def test_each_condition_answers_for_itself(officer, head, facts, broken):
    filing = whole_party(officer, **facts)
    assert unmet(filing) == broken
    if filing.name:
        filing = services.take(filing=services.submit(filing=filing, by=officer), by=officer)
        with pytest.raises(Refused):
            decisions.enter(filing=filing, by=head)
    assert Party.objects.count() == 0


@pytest.mark.parametrize(
    ("facts", "broken"),
    [
        ({"name": "СТРАНКА - БИСТРИХ РИЈЕКА!", "short_name": "X1"}, {"name"}),
        ({"name": "Sasvim druga", "short_name": "с б р"}, {"short_name"}),
        ({"name": "S.B.R.", "short_name": "X2"}, {"name"}),
        ({"name": "Sasvim druga", "short_name": "X3"}, set()),
    ],
)
def test_names_are_compared_with_all_parties_also_deleted_ones(officer, head, facts, broken):
    party = entered_party(officer, head)
    filing = parties.open_party_deletion(party=party, by=officer)
    ends = {"party_ground": "merger", "deletion_reason": "spajanje"}
    services.save_section(filing=filing, section="deletion", facts=ends, by=officer)
    filing = services.attach(filing=filing, papers={"deletion_paper": stored()}, by=officer)
    decided(filing, officer, head)
    assert Party.objects.get().status == "deleted"
    assert unmet(whole_party(officer, **facts)) == broken


def test_a_former_name_is_an_earlier_name_too(officer, head):
    party = entered_party(officer, head)
    filing = parties.open_party_change(party=party, party_change="name", by=officer)
    services.save_section(filing=filing, section="asked", facts={"name": "Stranka novih mostova"}, by=officer)
    services.attach(filing=filing, papers={"change_paper": stored(), "statute": stored()}, by=officer)
    filing.refresh_from_db()
    parties.confirm_comparison(filing=filing, by=officer)
    decided(filing, officer, head)
    party.refresh_from_db()
    assert (party.name, party.former_names) == ("Stranka novih mostova", "Stranka bistrih rijeka")
    assert unmet(whole_party(officer, name="Stranka bistrih rijeka", short_name="Q")) == {"name"}


def test_two_filings_under_one_name_the_second_is_refused(officer, head):
    first, second = waiting_party(officer), waiting_party(officer)
    decisions.enter(filing=first, by=head)
    with pytest.raises(Refused, match="condition"):
        decisions.enter(filing=second, by=head)
    assert Party.objects.count() == 1


def test_a_name_taken_between_the_check_and_the_signature_is_a_refusal(officer, head, monkeypatch):
    entered_party(officer, head)
    second = waiting_party(officer, short_name="SBR2")
    monkeypatch.setattr("ngo_registry.conditions_of_parties.same_party", lambda *args, **kwargs: None)
    with pytest.raises(Refused, match="in the meantime"):
        decisions.enter(filing=second, by=head)


def test_statements_that_do_not_hold_stop_the_entry_until_they_are_left_out(officer, head):
    filing = waiting_party(officer, count=203)
    first, second, third = filing.statements.order_by("pk")[:3]
    FounderStatement.objects.filter(pk=second.pk).update(name=first.name, born_on=first.born_on)
    FounderStatement.objects.filter(pk=third.pk).update(born_on=datetime.date(2008, 10, 13))
    FounderStatement.objects.filter(pk=first.pk).update(not_barred=False)
    assert unmet(filing) == {"doubles", "age", "barred"}
    for row in (first, second, third):
        with pytest.raises(Refused, match="Write why"):
            tables.set_aside(statement=row, reason=" ", by=officer)
        tables.set_aside(statement=row, reason="ne važi", by=officer)
    assert unmet(filing) == set()
    assert decisions.enter(filing=filing, by=head).party.founders == 200


def test_age_is_counted_on_the_day_of_signing(officer):
    filing = waiting_party(officer)
    row = filing.statements.first()
    for born, broken in (
        (datetime.date(2008, 10, 12), set()),
        (datetime.date(2008, 10, 13), {"age", "statements"}),
    ):
        FounderStatement.objects.filter(pk=row.pk).update(born_on=born)
        assert unmet(filing) == broken


def test_the_term_begins_when_nothing_is_missing(officer):
    filing = services.submit(filing=whole_party(officer, count=199), by=officer)
    assert (filing.due, filing.complete_at, enclosures_complete(filing)) == (None, None, False)


def test_a_new_name_or_sign_is_compared_anew(officer):
    filing = whole_party(officer)
    filing = services.save_section(filing=filing, section="name", facts={"name": filing.name}, by=officer)
    assert filing.compared is True
    filing = services.save_section(filing=filing, section="name", facts={"name": "Nova"}, by=officer)
    assert filing.compared is False
    filing = parties.confirm_comparison(filing=filing, by=officer)
    assert services.attach(filing=filing, papers={"sign": stored("novi.png")}, by=officer).compared is False


@pytest.mark.parametrize(
    ("kind", "facts", "papers", "shown"),
    [
        ("short_name", {"short_name": "BR"}, ("change_paper", "statute"), {"short_name": ["SBR", "BR"]}),
        ("seat", {"address": "Nova 2"}, ("change_paper",), {"address": ["Trg slobode 1", "Nova 2"]}),
        (
            "statute",
            {"statute_on": datetime.date(2026, 11, 1)},
            ("change_paper", "statute"),
            {"statute_on": ["2026-10-10", "2026-11-01"]},
        ),
        (
            "programme",
            {"programme_on": datetime.date(2026, 11, 2)},
            ("change_paper", "programme"),
            {"programme_on": ["2026-10-11", "2026-11-02"]},
        ),
        ("contact", {"website": "www.sbr.test"}, (), {"website": ["", "www.sbr.test"]}),
        (
            "sign",
            {"sign_text": "zeleni krug"},
            ("change_paper", "statute"),
            {"sign_text": ["plavi krug", "zeleni krug"]},
        ),
    ],
)
def test_a_change_writes_only_its_facts_into_the_book(officer, head, kind, facts, papers, shown):
    party = entered_party(officer, head)
    filing = parties.open_party_change(party=party, party_change=kind, by=officer)
    with pytest.raises(Refused, match="already in process"):
        parties.open_party_change(party=party, party_change=kind, by=officer)
    with pytest.raises(Refused, match="All facts are the same"):
        services.submit(filing=filing, by=officer)
    filing = services.save_section(filing=filing, section="asked", facts=facts, by=officer)
    filing = services.attach(filing=filing, papers={name: stored() for name in papers}, by=officer)
    if kind in {"short_name", "sign"}:
        filing = parties.confirm_comparison(filing=filing, by=officer)
    assert unmet(filing) == set()
    decided(filing, officer, head)
    line = PartyEntry.objects.get(kind="change")
    assert (line.facts, line.party.entries.count()) == (shown, 2)


def test_a_change_of_representative_names_the_new_one(officer, head):
    party = entered_party(officer, head)
    filing = parties.open_party_change(party=party, party_change="representative", by=officer)
    person = {"name": "Novi Predsjednik", "jmbg": "2206978816007", "position": "predsjednik"}
    services.save_person(filing=filing, what="representative", facts=person, by=officer)
    filing = services.attach(filing=filing, papers={"change_paper": stored()}, by=officer)
    assert unmet(filing) == set()
    decided(filing, officer, head)
    party.refresh_from_db()
    assert (party.represented_by, party.represented_as) == ("Novi Predsjednik", "predsjednik")
    assert PartyEntry.objects.get(kind="change").facts == {
        "represented_by": ["Ana Anić, predsjednica", "Novi Predsjednik, predsjednik"]
    }


@pytest.mark.parametrize(
    "ground", ["constitutional_court", "court_on_name", "own_decision", "merger", "no_elections", "other"]
)
def test_a_deletion_says_its_ground_and_the_number_is_never_used_again(officer, head, ground):
    party = entered_party(officer, head)
    filing = parties.open_party_deletion(party=party, by=officer)
    facts = {"party_ground": ground, "deletion_reason": "razlog"}
    services.save_section(filing=filing, section="deletion", facts=facts, by=officer)
    filing = services.attach(filing=filing, papers={"deletion_paper": stored()}, by=officer)
    court = ground in {"constitutional_court", "court_on_name"}
    assert unmet(filing) == ({"court"} if court else set())
    filing = services.save_section(
        filing=filing, section="deletion", facts={"court_case": "Up 1/26"}, by=officer
    )
    decided(filing, officer, head)
    party.refresh_from_db()
    assert (party.status, party.deletion_ground, party.deleted_on) == (
        "deleted",
        ground,
        timezone.localdate(),
    )
    with pytest.raises(Refused, match="already deleted"):
        parties.open_party_change(party=party, party_change="seat", by=officer)
    other = entered_party(officer, head, name="Druga stranka", short_name="DS")
    assert other.number.endswith("-0002")
    drawn()


def test_refusal_dismissal_completion_and_complaint_go_the_same_way(officer, head):
    filing = refused(waiting_party(officer), head, "Naziv je sličan.")
    complaints.file_complaint(filing=filing, text="Nije.", by=officer)
    other = UserFactory(roles=("registry_head",))
    filing = complaints.uphold(filing=filing, note="Usvojena.", by=other)
    assert filing.due == add_days(timezone.localdate(), 15, jurisdiction.current().calendar)
    filing = letters.ask_completion(filing=filing, note="Nedostaje program.", by=officer)
    letter = filing.letters.last()
    letters.record_service(letter=letter, how="post", on=timezone.localdate(), by=officer)
    filing.refresh_from_db()
    filing.completion_due = timezone.localdate() - datetime.timedelta(days=1)
    filing.save()
    filing = dismissed(filing, head, "Nije dopunjena.")
    assert (filing.state, Party.objects.count()) == ("dismissed", 0)
    drawn()


def test_the_book_is_only_appended(officer, head):
    party = entered_party(officer, head)
    for verb in (lambda: party.entries.update(text="x"), lambda: party.entries.all().delete()):
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            verb()
