"""From an earlier application: only empty parts are filled, nothing expired, and what must be looked at is said."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grants.models import Application, TakenPart
from grants.services import applications, taking_over
from office.models import AuditEvent
from office.refusal import Refused
from tests.factories import budget as have
from tests.factories import grants as made
from tests.factories.applications import enter, filed
from tests.factories.registry import OrganisationFactory

pytestmark = pytest.mark.django_db
ALL = list(taking_over.PARTS)


def url(name, *args):
    """An address of the portal."""
    return reverse(f"grants_portal:{name}", args=args)


@pytest.fixture
def earlier():
    """Last year's application of an organisation, filed, with a partner that is deleted now."""
    row = Application.objects.get(pk=filed(made.published_call(title="Prošlogodišnji konkurs")).pk)
    row.capacity = "Tri zaposlena."
    row.save(update_fields=["capacity"])
    gone = OrganisationFactory(name="Ugašena organizacija", status="in_liquidation")
    row.partners.create(organisation=gone, name=gone.name, role="Prostor")
    row.funding_sources.create(order=1, name="Opština", amount=100)
    return row


@pytest.fixture
def draft(earlier):
    """An empty draft of the same organisation for a call whose limits are lower."""
    call = made.published_call(min_amount=500, max_amount=4000, months_max=2)
    return applications.begin(
        call=call, organisation=earlier.organisation, at=made.now(), by=earlier.created_by
    )


@pytest.fixture
def ngo(client, draft):
    """A client of the person who began the draft."""
    return enter(client, draft.created_by)


def test_chosen_parts_are_copied_with_what_to_look_at(ngo, draft, earlier):
    assert url("copy", draft.pk) in ngo.get(url("application", draft.pk)).content.decode()
    assert "Prošlogodišnji konkurs" in ngo.get(url("copy", draft.pk)).content.decode()
    page = ngo.get(url("copy_parts", draft.pk, earlier.pk)).content.decode()
    assert (
        "Čista rijeka" in page and "lines: 1, requested €5,000.00" in page and "Ugašena organizacija" in page
    )
    answer = ngo.post(url("copy_parts", draft.pk, earlier.pk), {"part": ALL}, follow=True)
    page = answer.content.decode()
    assert "7 parts are copied." in page
    for sentence in (
        "Start and end are not copied",
        "“Čišćenje obale” lasts until month 3; this call allows 2 months.",
        "Requested: €500.00 to €4,000.00: €5,000.00, €1,000.00 above the greatest amount",
        "Ugašena organizacija is not active in the register any more",
        "Statut: not copied, it is not in the wallet.",
        "still the person the office should write to?",
    ):
        assert sentence in page, sentence
    row = Application.objects.get(pk=draft.pk)
    assert (row.title, row.starts_on, row.capacity, row.requested) == (
        "Čista rijeka",
        None,
        "Tri zaposlena.",
        5000,
    )
    assert (row.own_share, row.other_sources, row.funding_sources.get().name) == (0, 0, "Opština")
    assert not row.documents.exists() and not row.declarations.exists()
    assert (row.activity_lines.get().name, row.partners.get().role) == ("Čišćenje obale", "Prostor")
    event = AuditEvent.objects.get(action="copy_parts")
    assert event.data == {"source": earlier.draft_code, "parts": ALL}


def test_text_that_is_there_is_never_copied_over(ngo, draft, earlier):
    Application.objects.filter(pk=draft.pk).update(summary="Već napisano.")
    page = ngo.get(url("copy_parts", draft.pk, earlier.pk)).content.decode()
    assert page.count("your new application holds text here already; it stays") == 1
    ngo.post(url("copy_parts", draft.pk, earlier.pk), {"part": ["project", "capacity"]})
    row = Application.objects.get(pk=draft.pk)
    assert (row.title, row.summary, row.capacity) == ("", "Već napisano.", "Tri zaposlena.")
    said = ngo.post(
        url("copy_parts", draft.pk, earlier.pk), {"part": ["capacity"]}, follow=True
    ).content.decode()
    assert "nothing was copied over it" in said
    none = ngo.post(
        url("copy_parts", draft.pk, earlier.pk), {"part": ["nesto"]}, follow=True
    ).content.decode()
    assert "Choose at least one part." in none


def test_the_note_goes_when_the_part_is_saved(ngo, draft, earlier):
    ngo.post(url("copy_parts", draft.pk, earlier.pk), {"part": ["capacity"]})
    page = ngo.get(url("section", draft.pk, "capacity")).content.decode()
    assert f"Copied from {earlier.draft_code} of" in page and "Tri zaposlena." in page
    ngo.post(url("section", draft.pk, "capacity"), {"capacity": "Četiri zaposlena.", "version": "1"})
    assert "Copied from" not in ngo.get(url("section", draft.pk, "capacity")).content.decode()
    assert TakenPart.objects.count() == 1


def test_valid_papers_of_the_wallet_are_taken_and_expired_ones_named(ngo, draft, earlier):
    today = timezone.localdate()
    paper = have.paper(earlier.organisation, earlier.created_by, ends=today)
    old = have.paper(
        earlier.organisation,
        earlier.created_by,
        ends=today - datetime.timedelta(days=1),
        title="Staro uvjerenje",
    )
    given = earlier.documents.get()
    paper.uses.create(document=given)
    second = earlier.documents.create(file=old.file, added_at=made.now(), added_by=earlier.created_by)
    old.uses.create(document=second)
    ngo.post(url("copy_parts", draft.pk, earlier.pk), {"part": ["documents"]})
    document = draft.documents.get()
    assert document.from_wallet.paper == paper
    assert document.required == draft.call.required_documents.get()
    assert (
        "Staro uvjerenje: not copied, it was valid until" in ngo.get(url("copy", draft.pk)).content.decode()
    )


def test_only_own_applications_are_copied(client, draft, earlier):
    stranger, organisation = made.ngo_person()
    foreign = filed(made.published_call(), person=stranger, organisation=organisation)
    assert client.get(url("copy", draft.pk)).status_code == 302
    enter(client, stranger)
    for name, *args in (
        ("copy", draft.pk),
        ("copy_parts", draft.pk, earlier.pk),
        ("copy_parts", foreign.pk, earlier.pk),
    ):
        assert client.get(url(name, *args)).status_code == 404
        assert client.post(url(name, *args), {"part": ALL}).status_code in {404}
    with pytest.raises(Refused, match="your own organisation"):
        taking_over.copy_parts(
            application=draft, source=foreign, keys=ALL, at=made.now(), by=draft.created_by
        )
    with pytest.raises(Refused, match="not changed any more"):
        taking_over.copy_parts(application=foreign, source=draft, keys=ALL, at=made.now(), by=stranger)


def test_queries_do_not_grow_with_the_applications(ngo, draft, earlier):
    counts = []
    for number in (1, 3):
        while earlier.organisation.applications.exclude(pk=draft.pk).count() < number:
            filed(made.published_call(), person=earlier.created_by, organisation=earlier.organisation)
        for address in (url("copy", draft.pk), url("copy_parts", draft.pk, earlier.pk)):
            ngo.get(address)
            with CaptureQueriesContext(connection) as seen:
                assert ngo.get(address).status_code == 200
            counts.append(len(seen))
    assert counts == [20, 24, 20, 24]
