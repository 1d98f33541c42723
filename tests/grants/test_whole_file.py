"""Everything of an application as one PDF: contents, papers behind their pages, what cannot be joined is named."""

import io
import re

import pikepdf
import pytest
from django.urls import reverse
from PIL import Image

from grants.models import Application, ApplicationDocument
from office import pdf_join, storage
from office.jobs import run_job
from office.models import Job, StoredFile
from tests.browser.steps.papers import text_of
from tests.factories import grants as made
from tests.factories import scoring
from tests.factories.applications import enter, filed, ready_draft
from tests.office import evil

pytestmark = pytest.mark.django_db
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    """The second factor has tests of its own."""
    settings.SECOND_FACTOR_REQUIRED = False


def portal(name, *args):
    """An address of the portal of organisations."""
    return reverse(f"grants_portal:{name}", args=args)


def staff(name, *args):
    """An address of the staff rooms."""
    return reverse(f"grants_staff:{name}", args=args)


def pages(count, size=(595, 842)):
    """A PDF with so many blank pages."""
    document, out = pikepdf.new(), io.BytesIO()
    for _page in range(count):
        document.add_blank_page(page_size=size)
    document.save(out)
    return out.getvalue()


def picture():
    """A wide picture with a see-through corner."""
    out = io.BytesIO()
    Image.new("RGBA", (900, 300), (200, 20, 20, 120)).save(out, "PNG")
    return out.getvalue()


def attach(application, name, data, kind="application/pdf", **facts):
    """A paper whose bytes are kept."""
    stored = StoredFile.objects.create(
        sha256=storage.keep(data), size=len(data), content_type=kind, name=name, **facts
    )
    by = application.created_by
    return ApplicationDocument.objects.create(
        application=application, file=stored, added_at=made.now(), added_by=by
    )


def drawn(client, address, pdf):
    """Ordered by the button, drawn by the worker, taken."""
    assert client.post(address).status_code == 302
    job = Job.objects.filter(kind="grants.whole_file").latest("pk")
    assert "being drawn" in client.get(address).content.decode()
    run_job(job.pk)
    job.refresh_from_db()
    assert job.error == ""
    assert pdf in client.get(address).content.decode()
    return b"".join(client.get(pdf).streaming_content)


@pytest.fixture
def row():
    """A draft with a good PDF of three pages, a picture, a Word file, a protected, a broken and a waiting one."""
    draft = ready_draft()
    ApplicationDocument.objects.all().delete()
    attach(draft, "statut.pdf", pages(3))
    attach(draft, "slika.png", picture(), "image/png")
    attach(draft, "opis.docx", b"PK not looked into", DOCX)
    attach(draft, "zakljucan.pdf", evil.locked_pdf())
    attach(draft, "slomljen.pdf", b"%PDF-1.7\n" + b"0" * 4000)
    attach(draft, "ceka.pdf", pages(2), state="quarantine")
    return Application.objects.get(pk=draft.pk)


def test_papers_stand_behind_their_pages_and_the_contents_are_right(client, row):
    enter(client, row.created_by)
    data = drawn(client, portal("whole_file", row.pk), portal("whole_file_pdf", row.pk))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        texts = [text_of(single(pdf, n)) for n in range(len(pdf.pages))]
        with pdf.open_outline() as outline:
            marks = [each.title for each in outline.root]
        assert (str(pdf.Root.Lang), bool(pdf.Root.ViewerPreferences.DisplayDocTitle)) == ("en", True)
    assert marks == ["Contents", "The application", *["Other document"] * 6]
    contents = next(text for text in texts if "Contents" in text)
    assert f"This file has {len(texts)} pages." in " ".join(texts)
    places = {}
    for name in ("statut.pdf", "slika.png", "opis.docx", "zakljucan.pdf", "slomljen.pdf", "ceka.pdf"):
        places[name] = next(
            n for n, text in enumerate(texts, 1) if name in text and "Page of this file" in text
        )
        assert re.search(rf"{name}.*? {places[name]}\b", contents), (name, contents)
        sha256 = row.documents.get(file__name=name).file.sha256
        assert sha256 in texts[places[name] - 1].replace(" ", "")
    assert places["slika.png"] - places["statut.pdf"] == 4 and places["opis.docx"] - places["slika.png"] == 2
    assert "not a PDF and not a picture" in texts[places["opis.docx"] - 1]
    assert "03-opis.docx" in texts[places["opis.docx"] - 1]
    assert "is protected" in texts[places["zakljucan.pdf"] - 1]
    assert "could not be read" in texts[places["slomljen.pdf"] - 1]
    assert "still being checked" in texts[places["ceka.pdf"] - 1] and places["ceka.pdf"] == len(texts)
    assert any("Čista rijeka" in text and "Prevoz otpada" in text for text in texts[1:])


def single(pdf, number):
    """One page as a file of its own."""
    out, made_of = io.BytesIO(), pikepdf.new()
    made_of.pages.append(pdf.pages[number])
    made_of.save(out)
    return out.getvalue()


def test_it_is_drawn_once_for_each_state_of_the_application(client, row):
    enter(client, row.created_by)
    address = portal("whole_file", row.pk)
    drawn(client, address, portal("whole_file_pdf", row.pk))
    client.post(address)
    assert Job.objects.filter(kind="grants.whole_file").count() == 1
    row.documents.first().delete()
    page = client.get(address).content.decode()
    assert "has changed since" in page and portal("whole_file_pdf", row.pk) not in page
    assert client.get(portal("whole_file_pdf", row.pk)).status_code == 404
    client.post(address)
    assert Job.objects.filter(kind="grants.whole_file").count() == 2


def test_doors_of_everything_in_one_pdf(client):
    application = filed()
    names = ("whole_file", "whole_file_pdf")
    office = enter(type(client)(), made.officer(application.call.body))
    data = drawn(office, staff("whole_file", application.pk), staff("whole_file_pdf", application.pk))
    assert application.created_by.email and "marija.maric@example.test" in text_of(data)
    elsewhere = enter(type(client)(), made.officer(made.body()))
    person, _organisation = made.ngo_person()
    stranger = enter(type(client)(), person)
    for name in names:
        assert elsewhere.get(staff(name, application.pk)).status_code == 404
        assert stranger.get(portal(name, application.pk)).status_code == 404
        assert client.get(portal(name, application.pk)).status_code == 302
    own = enter(type(client)(), application.created_by)
    assert (
        own.get(portal("whole_file_pdf", application.pk)).status_code == 404
    )  # drawn for the other side only


def test_who_scores_reads_it_after_the_statement_and_without_contact_data(client):
    application = Application.objects.get(pk=filed(made.closed_call()).pk)
    Application.objects.filter(pk=application.pk).update(state="eligible")
    reader = made.evaluator()
    made.evaluators_list(reader)
    sheet = scoring.accepted(application, reader)
    page = reverse("grants_evaluation:whole_file", args=[sheet.pk])
    pdf = reverse("grants_evaluation:whole_file_pdf", args=[sheet.pk])
    enter(client, reader.user)
    words = text_of(drawn(client, page, pdf))
    assert "Čista rijeka" in words and "marija.maric@example.test" not in words and "Receipt" not in words
    type(sheet).objects.filter(pk=sheet.pk).update(state="assigned")
    assert client.get(page).status_code == client.get(pdf).status_code == client.post(page).status_code == 404
    other = made.evaluator()
    assert enter(type(client)(), other.user).get(page).status_code == 404


def test_programs_inside_a_paper_do_not_come_along(tmp_path):
    source, target = tmp_path / "a.pdf", tmp_path / "b.pdf"
    document = pikepdf.new()
    page = document.add_blank_page()
    run = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=run)
    page.obj["/AA"] = pikepdf.Dictionary(O=run)
    page.obj["/Annots"] = document.make_indirect(pikepdf.Array([document.make_indirect(note)]))
    document.Root["/OpenAction"] = run
    document.save(source)
    assert pdf_join.take(source, "application/pdf", target) == pdf_join.Taken(pages=1)
    with pikepdf.open(target) as taken:
        assert not any("JavaScript" in repr(each) for each in taken.objects)
    for data in (b"", b"%PDF-1.7", b"\0" * 100):
        source.write_bytes(data)
        for kind in ("application/pdf", "image/png"):
            assert pdf_join.take(source, kind, target).problem == "broken"


def test_the_pages_added_do_not_count_by_themselves(client, row):
    enter(client, row.created_by)
    data = drawn(client, portal("whole_file", row.pk), portal("whole_file_pdf", row.pk))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        last = text_of(single(pdf, len(pdf.pages) - 1))
    assert "ceka.pdf" in last and "page " not in last.replace("Page of this file", "")
