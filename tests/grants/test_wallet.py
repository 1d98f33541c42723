"""The wallet of an organisation: kept once, given by a click, expired only knowingly, removed only unused."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grants.models import ApplicationDocument, WalletPaper
from grants.services import wallet
from office.models import AuditEvent, StoredFile
from office.refusal import Refused
from tests.factories import budget as have
from tests.factories import grants as made
from tests.factories.applications import attach, enter, filed, ready_draft
from tests.factories.registry import MembershipFactory
from tests.office import evil

pytestmark = pytest.mark.django_db


def url(name, *args):
    """An address of the portal."""
    return reverse(f"grants_portal:{name}", args=args)


def days(number):
    """A day so many days from today."""
    return timezone.localdate() + datetime.timedelta(days=number)


@pytest.fixture
def draft():
    """A draft with nothing missing."""
    return ready_draft()


@pytest.fixture
def ngo(client, draft):
    """A client of the person who began the draft."""
    return enter(client, draft.created_by)


def facts(**changes):
    """What the form of a paper sends."""
    return {
        "kind": "statute",
        "title": "Statut 2024",
        "year": "",
        "valid_from": "2024-03-12",
        "valid_until": "",
        **changes,
    }


def test_a_paper_is_kept_changed_and_removed(ngo, draft):
    sent = facts(file=evil.upload("statut.pdf", evil.pdf()))
    assert ngo.post(url("wallet_new"), sent).url == url("wallet")
    paper = WalletPaper.objects.get()
    assert (paper.organisation, paper.added_by, paper.file.name) == (
        draft.organisation,
        draft.created_by,
        "statut.pdf",
    )
    page = ngo.get(url("wallet")).content.decode()
    assert "Statut 2024" in page and "does not expire" in page and "not given yet" in page
    ngo.post(url("wallet_paper", paper.pk), facts(title="Statut, prečišćeni", valid_until=str(days(-1))))
    page = ngo.get(url("wallet_paper", paper.pk)).content.decode()
    assert "Statut, prečišćeni" in page and "expired on" in page
    assert b"".join(ngo.get(url("wallet_file", paper.pk)).streaming_content)[:5] == b"%PDF-"
    assert ngo.post(url("wallet_remove", paper.pk)).url == url("wallet")
    assert not WalletPaper.objects.exists()
    seen = AuditEvent.objects.filter(subject="grants.walletpaper").order_by("pk")
    assert [event.action for event in seen] == ["keep_paper", "change_paper", "remove_paper"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"valid_until": "2024-01-01"}, "The document ends before it is issued."),
        ({"valid_from": "1024-01-01"}, "Check the year."),
        ({"valid_from": "2999-01-01"}, "Check the year."),
        ({"valid_from": str(datetime.date.today() + datetime.timedelta(days=40))}, "This day has not come yet."),
        ({"kind": "accounts"}, "Say for which year the statements are."),
        ({"kind": "accounts", "year": "1905"}, "Check the year."),
        ({"title": ""}, "This field is required."),
        ({"file": evil.upload("prazno.pdf", b"")}, "is empty (0 bytes)"),
        ({"file": evil.upload("strana.pdf", b"<!DOCTYPE html>")}, "strana.pdf"),
        ({"file": ""}, "Choose a file first."),
    ],
)  # fmt: skip
def test_a_wrong_paper_gets_a_sentence_and_nothing_is_kept(ngo, changes, sentence):
    files = StoredFile.objects.count()
    sent = {"file": evil.upload("statut.pdf", evil.pdf()), **facts(**changes)}
    page = ngo.post(url("wallet_new"), sent).content.decode()
    assert sentence in page and (not changes.get("title", "x") or "Statut 2024" in page)
    assert (WalletPaper.objects.count(), StoredFile.objects.count()) == (0, files)


def test_a_paper_is_given_by_a_click_and_then_stays(ngo, draft):
    required = draft.call.required_documents.get()
    draft.documents.all().delete()
    paper = have.paper(draft.organisation, draft.created_by, ends=days(400))
    page = ngo.get(url("section", draft.pk, "documents")).content.decode()
    assert "Take it from the documents of the organisation" in page and "valid until" in page
    ngo.post(url("wallet_give", draft.pk, required.pk), {"wallet": paper.pk})
    document = draft.documents.get()
    assert (document.file, document.required, document.from_wallet.paper) == (paper.file, required, paper)
    again = ngo.post(
        url("wallet_give", draft.pk, required.pk), {"wallet": paper.pk}, follow=True
    ).content.decode()
    assert "This document is given here already." in again and draft.documents.count() == 1
    kept = ngo.post(url("wallet_remove", paper.pk), follow=True).content.decode()
    assert "is part of an application and cannot be removed" in kept and WalletPaper.objects.count() == 1
    page = ngo.get(url("wallet_paper", paper.pk)).content.decode()
    assert draft.draft_code in page and draft.call.title in page
    ngo.post(url("document_remove", draft.pk, document.pk))
    ngo.post(url("wallet_remove", paper.pk))
    assert WalletPaper.objects.count() == 0


def test_an_expired_paper_is_shown_and_given_only_knowingly(ngo, draft):
    required = draft.call.required_documents.get()
    draft.documents.all().delete()
    paper = have.paper(draft.organisation, draft.created_by, ends=days(-1))
    soon = have.paper(draft.organisation, draft.created_by, ends=days(0), title="Uvjerenje")
    page = ngo.get(url("section", draft.pk, "documents")).content.decode()
    assert "expired on" in page and "It expires before the deadline of the call." in page
    assert "I know that an expired document may be refused" in page
    address = url("wallet_give", draft.pk, required.pk)
    refused = ngo.post(address, {"wallet": paper.pk}, follow=True).content.decode()
    assert "“Statut” was valid until" in refused and not draft.documents.exists()
    ngo.post(address, {"wallet": soon.pk})
    ngo.post(address, {"wallet": paper.pk, "knowing": "1"})
    assert draft.documents.count() == 2


def test_a_file_of_an_application_is_kept_for_the_next_time(ngo, draft):
    document = draft.documents.get()
    files = StoredFile.objects.count()
    page = ngo.get(url("wallet_keep", draft.pk, document.pk)).content.decode()
    assert 'value="Statut"' in page
    ngo.post(url("wallet_keep", draft.pk, document.pk), facts())
    paper = WalletPaper.objects.get()
    assert (paper.file, StoredFile.objects.count()) == (document.file, files)
    twice = ngo.post(url("wallet_keep", draft.pk, document.pk), facts()).content.decode()
    assert "in the wallet already" in twice and WalletPaper.objects.count() == 1


def addresses(paper, draft):
    """Every address of the wallet with the method that matters."""
    document = draft.documents.first()
    return [
        ("GET", "wallet_paper", paper.pk), ("POST", "wallet_paper", paper.pk), ("GET", "wallet_file", paper.pk),
        ("POST", "wallet_remove", paper.pk), ("POST", "wallet_give", draft.pk, 0),
        ("GET", "wallet_keep", draft.pk, document.pk),
    ]  # fmt: skip


def test_doors_of_the_wallet(client, draft):
    paper = have.paper(draft.organisation, draft.created_by)
    for method, name, *args in [("GET", "wallet"), ("GET", "wallet_new"), *addresses(paper, draft)]:
        answer = getattr(client, method.lower())(url(name, *args))
        assert answer.status_code == 302, name
    stranger, organisation = made.ngo_person()
    enter(client, stranger)
    assert f"/wallet/{paper.pk}/" not in client.get(url("wallet")).content.decode()
    for method, name, *args in addresses(paper, draft):
        assert getattr(client, method.lower())(url(name, *args), {"wallet": paper.pk}).status_code == 404, (
            name
        )
    own = ready_draft(draft.call, person=stranger, organisation=organisation)
    assert client.post(url("wallet_give", own.pk, 0), {"wallet": paper.pk}).status_code == 404
    with pytest.raises(Refused, match="another organisation"):
        wallet.give_paper(
            application=own, paper=paper, required=None, knowing=True, at=made.now(), by=stranger
        )
    assert client.post(url("wallet_give", own.pk, 0), {"wallet": "nesto"}).status_code == 404


def test_a_reader_reads_and_changes_nothing(client, draft):
    paper = have.paper(draft.organisation, draft.created_by)
    enter(client, MembershipFactory(organisation=draft.organisation, role="viewer").user)
    page = client.get(url("wallet_paper", paper.pk)).content.decode()
    assert "an owner or editor of the organisation changes it" in page
    client.post(url("wallet_new"), facts(file=evil.upload("statut.pdf", evil.pdf())))
    client.post(url("wallet_paper", paper.pk), facts(title="Drugo"))
    client.post(url("wallet_remove", paper.pk))
    assert list(WalletPaper.objects.values_list("title", flat=True)) == ["Statut"]


def test_a_filed_application_takes_no_paper(client):
    row = filed()
    paper = have.paper(row.organisation, row.created_by)
    enter(client, row.created_by)
    said = client.post(url("wallet_give", row.pk, 0), {"wallet": paper.pk}, follow=True).content.decode()
    assert "it is not changed any more" in said and ApplicationDocument.objects.count() == 1


def test_queries_do_not_grow_with_the_papers(ngo, draft):
    counts = []
    for number in (1, 3):
        while WalletPaper.objects.count() < number:
            paper = have.paper(draft.organisation, draft.created_by, ends=days(-5))
            document = attach(draft)
            paper.uses.create(document=document)
        for address in (url("wallet"), url("section", draft.pk, "documents")):
            ngo.get(address)
            with CaptureQueriesContext(connection) as seen:
                assert ngo.get(address).status_code == 200
            counts.append(len(seen))
    assert counts == [6, 22, 6, 22]
