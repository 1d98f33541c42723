"""What a change sent online has: its moment, its receipt, its signed papers, its conditions, its right words."""

import datetime
import functools
import re

import pytest
from django.conf import settings
from django.utils import timezone

from ngo_registry.conditions import conditions
from ngo_registry.documents.change_papers import change_paper_facts, papers_of_change
from ngo_registry.models import RegisterFiling
from ngo_registry.services import changes, decisions, letters, online
from ngo_registry.services import filings as services
from office.jobs import run_job
from office.models import Job, Municipality
from office.refusal import Refused
from tests.factories.filings import JMBG, stored
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
ROOM = "/portal/organisation"
SENDS = re.compile(r'FILING\.apply\(\s*filing,\s*"submit"')
PIB, IBAN = "02655284", "510-123456-18"


@pytest.fixture(autouse=True)
def _without_second_factor(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def owner(client):
    """An owner who reads English, logged in."""
    row = MembershipFactory(user__language="en", organisation=OrganisationFactory(address="Stara 1"))
    client.force_login(row.user)
    return row


@pytest.fixture
def staff():
    """An officer and a head."""
    return UserFactory(roles=("registry_officer",)), UserFactory(roles=("registry_head",))


def begun(owner, kind, **facts) -> RegisterFiling:
    """A change of this kind with these facts, decided today."""
    filing = changes.open_change(
        organisation=owner.organisation, change_kind=kind, by=owner.user, origin="online"
    )
    facts = {"change_on": timezone.localdate(), **facts}
    online.save_part(filing=filing, part="change", facts=facts, at=timezone.now(), by=owner.user)
    return RegisterFiling.objects.get(pk=filing.pk)


def enclosed(filing, owner, *papers):
    """These papers are enclosed."""
    papers = {name: stored(f"{name}.pdf") for name in papers}
    return online.enclose(filing=filing, papers=papers, at=timezone.now(), by=owner.user)


def unmet(filing) -> set[str]:
    """Keys of conditions that are not met."""
    return {row.key for row in conditions(filing) if row.met is False}


def entered(filing, owner, staff):
    """Sent, taken, signed."""
    filing = online.submit(filing=filing, at=timezone.now(), by=owner.user)
    return decisions.enter(filing=services.take(filing=filing, by=staff[0]), by=staff[1])


def test_a_change_is_received_when_its_request_arrived_and_gets_a_receipt(client, owner):
    filing = begun(owner, "statute", statute_on=timezone.localdate(), acts_agree=True)
    at = timezone.now() - datetime.timedelta(days=1)
    with pytest.raises(Refused, match="The file is missing"):
        online.submit(filing=filing, at=at, by=owner.user)
    filing = enclosed(filing, owner, "application", "change_paper")
    page = client.get(f"{ROOM}/changes/{filing.pk}/").content.decode()
    assert "Enclosed: statute as it reads after the change" in page
    assert "File it" not in page  # not before everything is there
    filing = enclosed(filing, owner, "statute")
    assert "File it" in client.get(f"{ROOM}/changes/{filing.pk}/").content.decode()
    filing = online.submit(filing=filing, at=at, by=owner.user)
    assert (filing.submitted_at, filing.received_on) == (at, timezone.localdate(at))
    for job in Job.objects.filter(kind="ngo_registry.filing_receipt"):
        run_job(job.pk)
    assert list(Job.objects.values_list("error", flat=True)) == [""]
    receipt = client.get(f"{ROOM}/changes/{filing.pk}/papers/receipt/")
    assert b"".join(receipt)[:5] == b"%PDF-"
    assert f"{ROOM}/changes/{filing.pk}/papers/receipt/" in (
        client.get(f"{ROOM}/changes/{filing.pk}/").content.decode()
    )


def test_whoever_calls_the_service_sends_a_change_whole_or_not_at_all(owner, staff):
    filing = begun(owner, "seat", address="Nova 5")
    with pytest.raises(Refused, match="Municipality or address is missing"):
        services.submit(filing=filing, by=owner.user)
    place = Municipality.objects.get(name="Nikšić")
    RegisterFiling.objects.filter(pk=filing.pk).update(municipality=place)
    with pytest.raises(Refused, match="The file is missing"):
        services.submit(filing=filing, by=owner.user)
    filing = services.submit(filing=enclosed(filing, owner, "change_paper", "application"), by=owner.user)
    assert (filing.state, filing.received_on) == ("submitted", timezone.localdate())
    assert Job.objects.filter(kind="ngo_registry.filing_receipt").count() == 1
    filing = services.take(filing=filing, by=staff[0])
    letters.ask_completion(filing=filing, note="Nema odluke.", by=staff[0])
    RegisterFiling.objects.update(change_paper=None)
    with pytest.raises(Refused, match="The file is missing"):
        services.complete(filing=filing, by=owner.user)
    enclosed(filing, owner, "change_paper")
    assert services.complete(filing=filing, by=owner.user).state == "in_process"


def test_a_deletion_is_sent_whole_or_not_at_all(owner):
    filing = changes.open_deletion(organisation=owner.organisation, by=owner.user, origin="online")
    RegisterFiling.objects.update(deletion_ground="own_decision", deletion_reason="odluka")
    for verb in (services.submit, functools.partial(online.submit, at=timezone.now())):
        with pytest.raises(Refused, match="Say who receives the assets"):
            verb(filing=filing, by=owner.user)


def test_a_filing_is_sent_by_one_door():
    root = settings.BASE_DIR / "ngo_registry"
    sends = {path.name for path in root.rglob("*.py") if SENDS.search(path.read_text())}
    assert sends == {"filings.py", "sending.py"}  # from paper, written online


def test_the_portal_makes_the_decision_and_the_application(client, owner):
    filing = begun(
        owner, "seat", address="Nova 5", assembly_place="Nikšić", chair="Ana Anić", minutes_taker="Eva Ević"
    )
    for key in ("change_decision", "change_application"):
        page = client.get(f"{ROOM}/changes/{filing.pk}/print/{key}.pdf")
        assert (page["Content-Type"], page.content[:5]) == ("application/pdf", b"%PDF-")
    rows = [("address", "Stara 1", "Nova 5"), ("place", "Nikšić", "Nikšić")]
    facts = change_paper_facts(filing, rows)
    assert (facts["rows"], facts["online"].chair) == ([("address", "Stara 1", "Nova 5")], "Ana Anić")
    assert facts["enclosures"] == ["decision or minutes on the change"]
    assert client.get(f"{ROOM}/changes/{filing.pk}/print/statute.pdf").status_code == 404
    client.force_login(MembershipFactory().user)
    assert client.get(f"{ROOM}/changes/{filing.pk}/print/change_decision.pdf").status_code == 404


def test_a_deletion_has_its_papers_by_its_ground(client, owner):
    client.post(f"{ROOM}/changes/deletion/")
    filing = RegisterFiling.objects.get()
    facts = {"deletion_ground": "own_decision", "deletion_reason": "odluka", "assets_to": "municipality"}
    client.post(f"{ROOM}/changes/{filing.pk}/write/", facts | {"chair": "Ana Anić"})
    filing = RegisterFiling.objects.get()
    assert (filing.online.chair, unmet(filing)) == ("Ana Anić", {"deletion_paper", "application"})
    assert [paper.key for paper in papers_of_change(filing)] == ["change_decision", "change_application"]
    assert client.get(f"{ROOM}/changes/{filing.pk}/print/change_decision.pdf").status_code == 200
    filing.deletion_ground = "court_ban"
    assert [paper.key for paper in papers_of_change(filing)] == ["change_application"]


def test_an_organisation_reports_its_tax_number_and_its_account(client, owner, staff):
    page = client.get(f"{ROOM}/").content.decode()
    assert f"{ROOM}/changes/?kind=numbers" in page
    form = client.get(f"{ROOM}/changes/?kind=numbers").context["form"]
    kinds = [code for code, _words in form.fields["change_kind"].choices]
    assert kinds == ["name", "seat", "representative", "statute", "goals", "bodies", "numbers"]
    client.post(f"{ROOM}/changes/", {"change_kind": "numbers"})
    filing = RegisterFiling.objects.get()
    address = f"{ROOM}/changes/{filing.pk}/"
    form = client.get(f"{address}write/").context["form"]
    assert list(form.fields) == ["pib", "iban", "change_paper", "application"]
    OrganisationFactory(pib=PIB)
    client.post(f"{address}write/", {"pib": "02655285", "iban": "510-123456-19"})
    filing = RegisterFiling.objects.get()
    assert unmet(filing) == {"pib", "iban", "change_paper", "application"}
    client.post(f"{address}write/", {"pib": PIB, "iban": IBAN})
    filing = RegisterFiling.objects.get()
    assert unmet(filing) == {"pib_once", "change_paper", "application"}
    client.post(f"{address}write/", {"pib": "", "iban": IBAN})
    filing = enclosed(RegisterFiling.objects.get(), owner, "change_paper", "application")
    entered(filing, owner, staff)
    owner.organisation.refresh_from_db()
    assert owner.organisation.iban == "ME25510000000012345618"
    assert owner.organisation.entries.get().facts == {}  # the account is closed
    page = client.get(address).content.decode()
    assert IBAN not in page and "Reason of deletion" not in page


def test_a_new_representative_encloses_the_own_identity_paper(client, owner):
    filing = begun(owner, "representative")
    form = client.get(f"{ROOM}/changes/{filing.pk}/write/").context["form"]
    assert form.fields["identity_papers"].label == "Copy of the identity paper of the new representative"
    titles = [row.title for row in conditions(filing) if row.key == "identity_papers"]
    assert titles == ["Enclosed: copy of the identity paper of the new representative"]


def test_new_goals_with_an_economic_activity_need_its_code_and_the_statute(owner):
    filing = begun(owner, "goals", goals="Zaštita rijeka", activities="Obuke", economic_activity=True)
    assert {"statute_goals", "economic"} <= unmet(filing)
    facts = {"statute_has_goals": True, "economic_in_statute": True}
    online.save_part(filing=filing, part="change", facts=facts, at=timezone.now(), by=owner.user)
    assert "economic" in unmet(RegisterFiling.objects.get())
    code = {"economic_code": "94.99"}
    online.save_part(filing=filing, part="change", facts=code, at=timezone.now(), by=owner.user)
    assert unmet(RegisterFiling.objects.get()) == {"change_paper", "statute", "application"}
    [row] = [row for row in conditions(RegisterFiling.objects.get()) if row.key == "economic"]
    assert (row.met, row.law) == (True, "čl. 29 Zakona o NVO")


def test_a_new_statute_keeps_the_goals_and_the_economic_activity(client, owner):
    filing = begun(owner, "statute", statute_on=timezone.localdate())
    assert "acts_agree" in unmet(filing) and "economic" not in unmet(filing)
    fields = client.get(f"{ROOM}/changes/{filing.pk}/write/").context["form"].fields
    assert "economic_in_statute" not in fields
    assert fields["acts_agree"].label == (
        "Goals and activities in the new statute are the same as in the register"
    )
    RegisterFiling.objects.update(economic_activity=True, economic_code="94.99", acts_agree=True)
    filing = RegisterFiling.objects.get()
    assert unmet(filing) == {"economic", "change_paper", "statute", "application"}
    assert "economic_in_statute" in (client.get(f"{ROOM}/changes/{filing.pk}/write/").context["form"].fields)


def test_a_day_that_has_not_come_is_no_day_of_a_decision(owner):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    assert "change_on" in unmet(begun(owner, "seat", address="Nova 5", change_on=tomorrow))


def test_the_office_of_a_foreign_organisation_changes_what_it_is_abroad(client, owner, staff):
    owner.organisation.kind, owner.organisation.office_form = "foreign_organisation", "branch"
    owner.organisation.save()
    form = client.get(f"{ROOM}/changes/").context["form"]
    kinds = [code for code, _words in form.fields["change_kind"].choices]
    assert kinds == ["name", "seat", "representative", "goals", "bodies", "numbers", "home"]
    with pytest.raises(Refused, match="of this kind"):
        begun(owner, "statute")
    facts = {"home_name": "Stiftung Adria", "home_seat": "Beč", "office_form": "representative"}
    filing = begun(owner, "home", **facts)
    assert unmet(filing) == {"home", "change_paper", "home_proof", "application"}
    facts = {"home_country": "Austrija"}
    online.save_part(filing=filing, part="change", facts=facts, at=timezone.now(), by=owner.user)
    assert client.get(f"{ROOM}/changes/{filing.pk}/").status_code == 200
    filing = enclosed(RegisterFiling.objects.get(), owner, "change_paper", "home_proof", "application")
    entered(filing, owner, staff)
    owner.organisation.refresh_from_db()
    assert (owner.organisation.home_name, owner.organisation.office_form) == (
        "Stiftung Adria",
        "representative",
    )
    assert set(owner.organisation.entries.get().facts) == {
        "home_name",
        "home_seat",
        "home_country",
        "office_form",
    }


def test_an_association_has_no_organisation_abroad(owner):
    with pytest.raises(Refused, match="of this kind"):
        begun(owner, "home")


def test_an_officer_corrects_a_change_that_came_online(client, owner, staff):
    place = Municipality.objects.get(name="Nikšić")
    filing = begun(owner, "seat", address="Nova 5", municipality=place, chair="Ana Anić")
    filing = enclosed(filing, owner, "change_paper", "application")
    filing = online.submit(filing=filing, at=timezone.now(), by=owner.user)
    services.take(filing=filing, by=staff[0])
    client.force_login(staff[0])
    address = f"/staff/register/filings/{filing.pk}/change/"
    fields = client.get(address).context["form"].fields
    assert ("application" in fields, "chair" in fields) == (True, False)
    client.post(address, {"address": "Nova 6", "municipality": place.pk})
    filing.refresh_from_db()
    assert (filing.address, filing.online.chair) == ("Nova 6", "Ana Anić")


def test_what_was_sent_before_is_judged_as_it_came(owner):
    """Sent online before signed applications and days of receipt were asked."""
    filing = begun(owner, "seat", address="Nova 5")
    RegisterFiling.objects.update(
        state="in_process", case_number="R-1", submitted_at=timezone.now(), submitted_by=owner.user
    )
    filing.refresh_from_db()
    assert "application" not in {row.key for row in conditions(filing)}


def test_the_new_representative_is_named_in_the_papers(owner):
    filing = begun(owner, "representative")
    filing.representatives.create(name="Nova Osoba", position="direktorica", jmbg=JMBG[1], resident=True)
    facts = change_paper_facts(filing, [])
    assert [person[:3] for person in facts["coming"]] == [("Nova Osoba", "direktorica", f"JMB {JMBG[1]}")]
