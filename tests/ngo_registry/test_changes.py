"""A change of entered data and a deletion: conditions, effect, the book, and the register on any past day.

Rules tried: register.change_report_days, register.paper_day.
"""

import datetime

import pytest
from django.utils import timezone

from ngo_registry.conditions import conditions
from ngo_registry.models import ChangeKind, Organisation, Representative
from ngo_registry.queries import membership_of
from ngo_registry.queries.past import public_state, replay, state_on
from ngo_registry.queries.past_register import register_on
from ngo_registry.services import changes, decisions
from ngo_registry.services import filings as services
from office.demo.clock import standing_at
from office.jobs import run_job
from office.models import Area, IssuedDocument, Job, Municipality
from office.refusal import Refused
from tests.factories.filings import stored, whole_filing
from tests.factories.online import seat_moved
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
PAPERS = ("change_paper", "statute", "identity_papers")


@pytest.fixture
def officer():
    """Who writes filings from their papers."""
    return UserFactory(roles=("registry_officer",))


@pytest.fixture
def head():
    """Who signs."""
    return UserFactory(roles=("registry_head",))


@pytest.fixture
def ngo(officer, head):
    """An organisation entered from its papers."""
    filing = services.take(filing=services.submit(filing=whole_filing(officer), by=officer), by=officer)
    return decisions.enter(filing=filing, by=head).organisation


def written(ngo, kind, officer, **facts):
    """A change on paper with everything enclosed."""
    filing = changes.open_change(organisation=ngo, change_kind=kind, by=officer)
    areas = facts.pop("areas", None)
    answers = {
        "name": {"person_in_name": "no"},
        "statute": {"acts_agree": True},
        "goals": {"statute_has_goals": True, "economic_in_statute": True},
    }
    facts |= answers.get(kind, {})
    services.save_section(filing=filing, section="change", facts=facts, areas=areas, by=officer)
    return services.attach(filing=filing, papers={paper: stored() for paper in PAPERS}, by=officer)


def carried(filing, officer, head):
    """Filed, taken, signed."""
    filing = services.take(filing=services.submit(filing=filing, by=officer), by=officer)
    return decisions.enter(filing=filing, by=head)


def unmet(filing) -> set[str]:
    """Keys of conditions that are not met."""
    return {row.key for row in conditions(filing) if row.met is False}


def test_a_new_name_keeps_the_old_one_findable_and_stands_in_the_book(ngo, officer, head):
    old = ngo.name
    filing = carried(written(ngo, "name", officer, name="Žena sjutra"), officer, head)
    ngo.refresh_from_db()
    assert (ngo.name, ngo.former_names) == ("Žena sjutra", old)
    line = ngo.entries.last()
    assert (line.kind, line.act_number, line.by) == ("change", filing.decision_number, head)
    assert line.facts == {"name": [old, "Žena sjutra"]}
    assert old in line.old and "Žena sjutra" in line.new


def test_the_new_name_may_not_belong_to_another(ngo, officer):
    OrganisationFactory(name="Već postoji")
    assert unmet(written(ngo, "name", officer, name="ВЕЋ ПОСТОЈИ!")) == {"name"}


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("seat", {"address": "Nova 5"}),
        ("statute", {"statute_on": datetime.date(2026, 11, 1)}),
        ("goals", {"economic_activity": True, "economic_code": "94.99"}),
        ("goals", {"goals": "Zaštita rijeka"}),
        ("contact", {"website": "zena.example"}),
        ("contact", {"pib": "02655284"}),
    ],
)
def test_each_kind_writes_only_its_own_facts(ngo, officer, head, kind, facts):
    before = public_state(ngo)
    filing = written(ngo, kind, officer, **facts)
    filing.name = "Ne mijenja se"
    filing.save()
    carried(filing, officer, head)
    ngo.refresh_from_db()
    after = public_state(ngo)
    assert {name for name in after if after[name] != before[name]} == set(facts)


def test_areas_change_by_decision(ngo, officer, head):
    carried(written(ngo, "areas", officer, areas=Area.objects.all()[2:3]), officer, head)
    assert list(ngo.areas.all()) == list(Area.objects.all()[2:3])
    assert set(ngo.entries.last().facts) == {"areas"}


def test_what_a_change_lacks(ngo, officer):
    filing = changes.open_change(organisation=ngo, change_kind="name", by=officer)
    assert unmet(filing) == {"differs", "person_in_name", "change_paper", "statute"}
    with pytest.raises(Refused, match="same as in the register"):
        services.submit(filing=filing, by=officer)
    with pytest.raises(Refused, match="already in process"):
        changes.open_change(organisation=ngo, change_kind="name", by=officer)


def test_a_late_report_is_said_and_does_not_stand_in_the_way(ngo, officer):
    late = timezone.localdate() - datetime.timedelta(days=45)
    filing = written(ngo, "seat", officer, address="Nova 5", change_on=late)
    [row] = [row for row in conditions(filing) if row.key == "reported"]
    assert (row.met, "45 days" in row.evidence, "late" in row.evidence) == (None, True, True)
    assert unmet(filing) == set()


def test_a_new_representative_shuts_the_old_one_out_the_same_day(ngo, officer, head):
    old = MembershipFactory(organisation=ngo)
    filing = written(ngo, "representative", officer, new_email_of_record="novi@example.test")
    leaving = ngo.representatives.get()
    filing.leaving_representatives.add(leaving)
    assert unmet(filing) == {"representative"}
    person = Representative.objects.create(filing=filing, name="Nova Osoba", jmbg="2206978816007")
    assert unmet(filing) == {"representative_resident"}
    person.resident = True
    person.save()
    filing.leaving_memberships.add(old)
    carried(filing, officer, head)
    ngo.refresh_from_db()
    assert membership_of(old.user, ngo) is None
    assert ngo.email_of_record == "novi@example.test"
    assert [p.name for p in ngo.representatives.filter(valid_until__isnull=True)] == ["Nova Osoba"]
    assert ngo.entries.last().facts["representatives"] == [
        [{"name": "Ana Anić", "position": "predsjednica"}],
        [{"name": "Nova Osoba", "from": timezone.localdate().isoformat()}],
    ]
    assert "2206978816007" not in str(ngo.entries.last().facts)


def test_the_owner_changes_online_and_nobody_else(ngo):
    owner, viewer = MembershipFactory(organisation=ngo), MembershipFactory(organisation=ngo, role="viewer")
    filing = changes.open_change(organisation=ngo, change_kind="seat", by=owner.user, origin="online")
    filing = seat_moved(filing, "Nova 6")
    with pytest.raises(Refused):
        services.submit(filing=filing, by=viewer.user)
    assert services.submit(filing=filing, by=owner.user).state == "submitted"
    with pytest.raises(Refused, match="role"):
        changes.open_change(organisation=ngo, change_kind="name", by=viewer.user, origin="online")
    with pytest.raises(Refused):
        changes.open_change(organisation=ngo, change_kind="name", by=UserFactory(), origin="online")


@pytest.mark.parametrize(
    ("facts", "broken"),
    [
        ({"deletion_ground": "own_decision"}, {"assets"}),
        ({"deletion_ground": "own_decision", "assets_to": "organisation"}, {"assets"}),
        ({"deletion_ground": "own_decision", "assets_to": "municipality"}, set()),
        ({"deletion_ground": "term_ended", "assets_to": "none_left"}, {"term"}),
        ({"deletion_ground": "court_ban"}, {"court"}),
        ({"deletion_ground": "court_ban", "court_case": "Osnovni sud, K 5/26"}, set()),
        ({"deletion_ground": "office_closed"}, {"foreign"}),
        ({}, {"deletion_reason"}),
    ],
)
def test_each_ground_of_deletion_asks_its_own(ngo, officer, facts, broken):
    filing = changes.open_deletion(organisation=ngo, by=officer)
    services.attach(filing=filing, papers={"deletion_paper": stored()}, by=officer)
    facts = {"deletion_reason": "prestanak", **facts}
    filing = services.save_section(filing=filing, section="deletion", facts=facts, by=officer)
    assert unmet(filing) == broken


def test_a_foreign_office_closes_with_its_account(officer):
    ngo = OrganisationFactory(kind="foreign_organisation")
    filing = changes.open_deletion(organisation=ngo, by=officer)
    services.attach(filing=filing, papers={"deletion_paper": stored()}, by=officer)
    facts = {"deletion_ground": "office_closed", "deletion_reason": "zatvara kancelariju"}
    filing = services.save_section(filing=filing, section="deletion", facts=facts, by=officer)
    assert unmet(filing) == {"closing_account"}


def test_the_extract_after_a_change_takes_the_place_of_the_one_before(ngo, officer, head):
    carried(written(ngo, "seat", officer, address="Nova 5"), officer, head)
    for job in Job.objects.filter(kind="ngo_registry.filing_documents").order_by("pk"):
        run_job(job.pk)
    assert set(Job.objects.values_list("error", flat=True)) == {""}
    extracts = IssuedDocument.objects.filter(kind="ngo_registry.extract").order_by("pk")
    assert [document.status for document in extracts] == ["replaced", "valid"]


STEPS = (
    ("name", {"name": "Prvo ime"}), ("seat", {"address": "Prva 1"}), ("goals", {"goals": "Drugi ciljevi"}),
    ("name", {"name": "Drugo ime", "short_name": "DI"}), ("contact", {"website": "zena.example"}),
    ("statute", {"lasts_until": datetime.date(2030, 1, 1), "statute_on": datetime.date(2026, 12, 1)}),
    ("seat", {"address": "Druga 2", "place": "Župa"}), ("contact", {"website": ""}),
    ("name", {"name": "Prvo ime", "short_name": ""}),
)  # fmt: skip


def test_the_book_gives_back_every_past_day(officer, head):
    begun = timezone.now() - datetime.timedelta(days=60)
    known = {}
    ngo = None
    for n in range(len(STEPS) + 1):
        with standing_at(begun + datetime.timedelta(days=3 * n)):
            if n == 0:
                filing = whole_filing(officer, founded_on=datetime.date(2020, 1, 1))
                filing = services.submit(filing=filing, by=officer)
                filing = services.take(filing=filing, by=officer)
                ngo = decisions.enter(filing=filing, by=head).organisation
                ngo = Organisation.objects.get(pk=ngo.pk)
            else:
                kind, facts = STEPS[n - 1]
                if kind == "seat":
                    facts = facts | {"municipality": Municipality.objects.all()[n]}
                carried(written(ngo, kind, officer, **facts), officer, head)
                ngo.refresh_from_db()
            known[timezone.localdate()] = public_state(ngo)
    lines = list(ngo.entries.order_by("pk"))
    for n, (day, state) in enumerate(known.items(), start=1):
        told = replay(lines[:n])
        assert {name: told.get(name) or None for name in state} == {k: v or None for k, v in state.items()}
        for later in range(3):
            assert state_on(ngo, day + datetime.timedelta(days=later)) == state
        assert [row.name for row in register_on(day).rows] == [state["name"]]
    first = min(known)
    assert state_on(ngo, first - datetime.timedelta(days=1)) is None
    assert register_on(first - datetime.timedelta(days=1)).count == 0


def test_every_kind_of_change_has_its_words():
    assert set(ChangeKind.values) == {
        "name", "seat", "representative", "statute", "goals", "bodies", "areas", "contact", "numbers", "home",
    }  # fmt: skip
