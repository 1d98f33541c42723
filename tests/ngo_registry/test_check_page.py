"""The check page: enclosures with what a machine knows of them, earlier versions, notes, changes since a completion."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, transaction
from django.utils import timezone

from ngo_registry.conditions import conditions
from ngo_registry.forms.filing import DeletionForm
from ngo_registry.models import ConditionNote, RegisterFiling
from ngo_registry.queries.since_asked import Fact, since_asked
from ngo_registry.services import changes, decisions, letters, online
from ngo_registry.services import filings as services
from ngo_registry.services.checks import note_condition
from office.models import Area, AuditEvent
from office.refusal import Refused
from tests.factories.filings import JMBG, stored, whole_filing
from tests.factories.online import online_draft
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory
from tests.ngo_registry.test_pages import PNG

pytestmark = pytest.mark.django_db
ROOM = "/staff/register/filings"


@pytest.fixture(autouse=True)
def _without_second_factor(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def officer(client):
    """An officer who reads English, logged in."""
    person = UserFactory(roles=("registry_officer",), language="en", full_name="Olga Upisničar")
    client.force_login(person)
    return person


@pytest.fixture
def filing(officer):
    """In process."""
    return services.take(filing=services.submit(filing=whole_filing(officer), by=officer), by=officer)


def condition_of(filing, key):
    """One condition as it stands."""
    return next(row for row in conditions(filing) if row.key == key)


def test_every_enclosure_says_what_the_machine_knows(client, filing):
    scan = SimpleUploadedFile("statut.png", PNG, content_type="image/png")
    client.post(f"{ROOM}/{filing.pk}/papers/", {"statute": scan})
    filing.refresh_from_db()
    page = client.get(f"{ROOM}/{filing.pk}/").content.decode()
    for said in (filing.statute.sha256, ">PNG<", "checked", "Open beside (new tab)", "1 earlier version"):
        assert said in page
    shown = client.get(f"{ROOM}/{filing.pk}/papers/statute/?beside=1")
    assert shown["Content-Disposition"].startswith("inline") and b"".join(shown) == PNG
    assert "default-src 'none'" in shown["Content-Security-Policy"]
    kept = client.get(f"{ROOM}/{filing.pk}/papers/statute/")
    assert kept["Content-Disposition"].startswith("attachment") and b"".join(kept) == PNG
    [before] = filing.earlier_papers.all()
    assert (before.field, before.file.name) == ("statute", "statute.pdf")
    assert f"{ROOM}/{filing.pk}/earlier/{before.pk}/" in page
    assert (
        client.get(f"{ROOM}/{filing.pk}/earlier/{before.pk}/").status_code == 409
    )  # invented: no bytes lie there
    other = whole_filing(filing.created_by, name="Drugo")
    assert client.get(f"{ROOM}/{other.pk}/earlier/{before.pk}/").status_code == 404
    assert filing.statute.sha256 in client.get(f"{ROOM}/{filing.pk}/papers/").content.decode()


def test_a_paper_in_quarantine_says_so(client, filing):
    paper = filing.minutes
    type(paper).objects.filter(pk=paper.pk).update(state="quarantine", pages=7)
    page = client.get(f"{ROOM}/{filing.pk}/").content.decode()
    assert "being checked" in page and "<td>7</td>" in page


def test_a_note_is_kept_with_the_filing_and_closed(client, filing, officer):
    address = f"{ROOM}/{filing.pk}/conditions/acts_agree/"
    assert "The check says" in client.get(address).content.decode()
    assert "This field is required." in client.post(address, {"answer": "no"}).content.decode()
    client.post(address, {"answer": "no", "note": "U statutu stoji i treći cilj."})
    row = ConditionNote.objects.get()
    assert (row.key, row.answer, row.by) == ("acts_agree", "no", officer)
    found = condition_of(filing, "acts_agree")
    assert found.met is False and "The officer found that it is not met." in found.evidence
    with pytest.raises(Refused, match="1 condition is not met"):
        decisions.enter(filing=filing, by=UserFactory(roles=("registry_head",)))
    page = client.get(f"{ROOM}/{filing.pk}/").content.decode()
    assert "U statutu stoji i treći cilj." in page and "Olga Upisničar" in page
    line = AuditEvent.objects.filter(action="note a condition").get()
    assert line.data == {"condition": "acts_agree", "answer": "no"} and "treći" not in line.note
    client.post(address, {"answer": "", "note": "Ispravljeno na mojoj kopiji."})
    assert condition_of(filing, "acts_agree").met is False  # a note without an answer changes none
    client.post(address, {"answer": "yes", "note": "Uporedila sam: isti su."})
    assert condition_of(filing, "acts_agree").met is True
    with pytest.raises(ProgrammingError), transaction.atomic():
        ConditionNote.objects.update(note="drugo")


def test_a_note_does_not_stand_for_a_missing_paper(client, filing, officer):
    RegisterFiling.objects.update(minutes=None)
    filing.refresh_from_db()
    row = condition_of(filing, "minutes")
    with pytest.raises(Refused, match="when the facts or the papers change"):
        note_condition(filing=filing, condition=row, answer="yes", note="Vidjela sam ga.", by=officer)
    with pytest.raises(Refused, match="Write what you found"):
        note_condition(filing=filing, condition=row, answer="no", note="  ", by=officer)
    with pytest.raises(Refused):
        note_condition(filing=filing, condition=row, answer="no", note="a", by=UserFactory())
    assert client.get(f"{ROOM}/{filing.pk}/conditions/nema_ga/").status_code == 404


def test_what_changed_since_the_completion_was_asked(client, filing, officer):
    letters.ask_completion(filing=filing, note="Nema pečata.", by=officer)
    filing.refresh_from_db()
    assert not since_asked(filing).anything
    assert "Nothing has changed yet." in client.get(f"{ROOM}/{filing.pk}/").content.decode()
    services.save_section(filing=filing, section="goals", facts={"goals": "Zaštita žena i djece"}, by=officer)
    founder = filing.founders.all()[1]
    services.save_person(
        filing=filing, what="founder", facts={"address": "Nova tajna 3"}, row=founder, by=officer
    )
    services.attach(filing=filing, papers={"statute": stored("statut-2.pdf")}, by=officer)
    filing.refresh_from_db()
    found = since_asked(filing)
    assert found.facts == [Fact("Goals", "Zaštita žena", "Zaštita žena i djece")]
    assert (found.facts[0].before, found.facts[0].now) == (
        [("Zaštita žena", True)],
        [("Zaštita žena i djece", True)],
    )
    assert found.people == [("Founders", "Osnivač 1", "written anew")]
    assert found.papers == [("Statute", "replaced by a new file")]
    page = client.get(f"{ROOM}/{filing.pk}/").content.decode()
    for said in ("Zaštita žena i djece", "Osnivač 1 – written anew", ">Statute</a> – replaced by a new file"):
        assert said in page
    kept = str(filing.states_as_asked.get().state)
    assert not [closed for closed in (*JMBG, "Tajna ulica", "zapis@example.test") if closed in kept]


def ending(officer, **facts):
    """A deletion by own decision, in process."""
    ngo = OrganisationFactory(municipality=None)
    ngo.areas.set(Area.objects.all()[:2])
    row = changes.open_deletion(organisation=ngo, by=officer)
    facts = {"deletion_ground": "own_decision", "deletion_reason": "odluka", **facts}
    services.save_section(filing=row, section="deletion", facts=facts, by=officer)
    services.attach(filing=row, papers={"deletion_paper": stored()}, by=officer)
    return services.take(filing=services.submit(filing=row, by=officer), by=officer)


def test_assets_go_to_an_organisation_with_the_same_areas(officer):
    heir = OrganisationFactory(name="Nasljednik")
    heir.areas.set(Area.objects.all()[1:3])
    row = condition_of(ending(officer, assets_to="organisation", assets_organisation=heir), "assets")
    assert (row.met, row.look, row.law) == (True, False, "čl. 40 Zakona o NVO")
    assert heir.number in row.evidence and str(Area.objects.all()[1]) in row.evidence


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({}, "no"),
        ({"assets_to": "none_left"}, "yes"),
        ({"assets_to": "municipality"}, "yes"),
        ({"assets_to": "municipality", "assets_statute": "drugo udruženje"}, "look"),
        ({"assets_to": "organisation"}, "no"),
        ({"assets_to": "organisation", "assets_recipient": "bilo šta"}, "look"),
        ({"assets_to": "institution", "assets_recipient": "Dom zdravlja"}, "no"),
        ({"assets_to": "institution", "assets_recipient": "Dom zdravlja", "assets_seat": "Nikšić"}, "look"),
    ],
)
def test_what_the_machine_can_say_of_assets(officer, facts, answer):
    row = condition_of(ending(officer, **facts), "assets")
    assert {(True, False): "yes", (False, False): "no", (False, True): "look"}[row.met, row.look] == answer


def test_an_officer_answers_what_a_machine_cannot(client, officer):
    other = OrganisationFactory(name="Bez oblasti")
    filing = ending(
        officer, assets_to="organisation", assets_organisation=other, assets_statute="drugo udruženje"
    )
    row = condition_of(filing, "assets")
    assert row.look and "The statute says: drugo udruženje" in row.evidence
    assert "Bez oblasti" in client.get(f"{ROOM}/{filing.pk}/").content.decode()
    head = UserFactory(roles=("registry_head",))
    with pytest.raises(Refused, match="1 condition is not met"):
        decisions.enter(filing=filing, by=head)
    client.post(
        f"{ROOM}/{filing.pk}/conditions/assets/", {"answer": "yes", "note": "Isti ciljevi u statutu."}
    )
    assert condition_of(filing, "assets").met is True
    assert decisions.enter(filing=filing, by=head).state == "entered"
    deleted = OrganisationFactory(deleted=True)
    assert (
        condition_of(ending(officer, assets_to="organisation", assets_organisation=deleted), "assets").met
        is False
    )


def test_the_recipient_is_looked_for_by_number_or_name(client):
    heir = OrganisationFactory(name="Žena sjutra", number="2020-777")
    given = {"deletion_ground": "own_decision", "deletion_reason": "odluka", "assets_to": "organisation"}
    for words in ("2020-777", "ЖЕНА сјутра"):
        form = DeletionForm({**given, "assets_recipient": words}, {})
        assert form.is_valid(), form.errors
        assert form.facts()["assets_organisation"] == heir
        assert (form.facts()["assets_recipient"], form.facts()["assets_seat"]) == ("Žena sjutra", "Nikšić")
    form = DeletionForm({**given, "assets_recipient": "Žena"}, {})
    assert "Žena sjutra (2020-777)" in form.errors["assets_recipient"][0]
    form = DeletionForm({**given, "assets_recipient": "Nepoznata", "assets_unlisted": "on"}, {})
    assert form.is_valid() and form.facts()["assets_organisation"] is None
    owner = MembershipFactory(user__language="en")
    row = changes.open_deletion(organisation=owner.organisation, by=owner.user, origin="online")
    client.force_login(owner.user)
    given |= {"assets_recipient": "2020-777", "assets_statute": "drugo udruženje"}
    assert client.post(f"/portal/organisation/changes/{row.pk}/write/", given).status_code == 302
    row.refresh_from_db()
    assert (row.assets_organisation, row.assets_statute) == (heir, "drugo udruženje")


def test_the_statute_has_its_day_in_the_register(officer):
    """Adopted at the founding unless the founders say otherwise."""
    ana = UserFactory()
    draft = online_draft(ana)
    assert draft.statute_on is None
    sent = online.submit(filing=draft, at=timezone.now(), by=ana)
    assert sent.statute_on == sent.founded_on
    other = online_draft(ana, name="Drugo udruženje sa svojim danom")
    online.save_part(
        filing=other, part="founding", facts={"statute_on": datetime.date(2026, 10, 20)},
        at=timezone.now(), by=ana,
    )  # fmt: skip
    assert online.submit(filing=other, at=timezone.now(), by=ana).statute_on == datetime.date(2026, 10, 20)
