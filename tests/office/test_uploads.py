"""Uploads: what is refused and with which sentence, what is kept and how it is served."""

import socket
import threading
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from office import jobs, uploads
from office.models import Job, StoredFile, User
from office.refusal import Refused
from tests.office import evil

HTML = b"<html><script>alert(1)</script></html>"
EVIL = {
    "html as pdf": ("plan.pdf", lambda: HTML, "is something else inside"),
    "svg as png": (
        "logo.png",
        lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "is something else inside",
    ),
    "exe as pdf": ("plan.pdf", lambda: b"MZ" + bytes(200), "is something else inside"),
    "empty": ("plan.pdf", lambda: b"", "is empty (0 bytes)"),
    "html page": ("plan.html", lambda: HTML, "is of a kind that is not accepted"),
    "no extension": ("plan", evil.pdf, "is of a kind that is not accepted"),
    "polyglot html and pdf": ("plan.pdf", lambda: HTML + evil.pdf(), "is something else inside"),
    "polyglot pdf and zip": (
        "plan.pdf",
        lambda: evil.pdf() + evil.archive([("a.txt", b"a")]),
        "hides an archive",
    ),
    "polyglot jpg and zip": (
        "a.jpg",
        lambda: evil.picture("JPEG") + evil.archive([("a", b"a")]),
        "hides an archive",
    ),
    "encrypted pdf": ("plan.pdf", evil.locked_pdf, "is locked with a password"),
    "cut pdf": ("plan.pdf", lambda: b"%PDF-1.7\nnothing more", "is damaged or too heavy"),
    "501 pages": ("plan.pdf", lambda: evil.pdf(501), "has 501 pages; at most 500"),
    "png bomb": ("photo.png", evil.png_bomb, "has too many points"),
    "cut png": ("photo.png", lambda: evil.cut(evil.picture()), "is damaged or too heavy"),
    "cut xlsx": ("t.xlsx", lambda: evil.cut(evil.office_file(("a", b"b" * 9000))), "is not a whole Excel"),
    "zip as xlsx": ("t.xlsx", lambda: evil.archive([("a.txt", b"a")]), "is not a whole Excel"),
    "xlsx as docx": ("t.docx", evil.office_file, "is not a whole Word"),
    "zip bomb": (
        "t.xlsx",
        lambda: evil.office_file(("xl/sharedStrings.xml", bytes(60 * 1024**2))),
        "unpacks to far more",
    ),
    "zip bomb in pieces": (
        "t.xlsx",
        lambda: evil.office_file(*((f"xl/{n}.xml", bytes(1024**2)) for n in range(120))),
        "unpacks to far more",
    ),
    "300 parts": (
        "t.xlsx",
        lambda: evil.office_file(*((f"xl/{n}", b"") for n in range(300))),
        "unpacks to far more",
    ),
    "macros": ("t.xlsx", lambda: evil.office_file(("xl/vbaProject.bin", b"x")), "holds macros"),
    "macros by type": ("t.xlsx", lambda: evil.office_file(types=evil.MACRO_TYPES), "holds macros"),
    "part twice": (
        "t.xlsx",
        lambda: evil.office_file(("xl/A.xml", b"1"), ("xl/a.xml", b"2")),
        "put together in an unsafe way",
    ),
    "part outside": (
        "t.xlsx",
        lambda: evil.office_file(("xl/../../etc/passwd", b"x")),
        "put together in an unsafe way",
    ),
    "200,001 rows": (
        "t.xlsx",
        lambda: evil.office_file(("xl/worksheets/s1.xml", evil.rows(200_001))),
        "more than 200,000 rows",
    ),
    "binary as csv": ("t.csv", lambda: b"a;b\n\0\0", "is something else inside"),
}
GOOD = {
    "plan.pdf": (evil.pdf, "application/pdf", 1),
    "photo.JPEG": (lambda: evil.picture("JPEG"), "image/jpeg", None),
    "logo.png": (evil.picture, "image/png", None),
    "a.docx": (lambda: evil.office_file(main="word/document.xml"), uploads.TYPES["docx"], None),
    "t.xlsx": (
        lambda: evil.office_file(("xl/worksheets/s1.xml", evil.rows(10))),
        uploads.TYPES["xlsx"],
        None,
    ),
    "t.csv": (lambda: "назив;износ\n".encode(), "text/csv", None),
}
ALLOW = (*uploads.ALL, "csv")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, english):
    """Files of this test alone; sentences in English."""
    settings.FILES_ROOT = tmp_path
    return tmp_path


@pytest.mark.django_db
@pytest.mark.parametrize("case", EVIL)
def test_evil_file_gets_its_sentence_and_leaves_nothing(case, folder):
    name, content, sentence = EVIL[case]
    begun = time.monotonic()
    with pytest.raises(Refused, match=sentence.replace("(", r"\(").replace(")", r"\)")) as no:
        uploads.store(evil.upload(name, content()), by=None, allow=ALLOW)
    assert f"“{name}”" in str(no.value.reason)
    assert time.monotonic() - begun < 25
    assert StoredFile.objects.count() == 0 and list(folder.rglob("*")) == []


@pytest.mark.django_db
def test_fifty_megabytes_are_refused_by_size_alone(folder):
    class Huge(SimpleUploadedFile):
        def read(self, *args):
            raise AssertionError("read before its size was judged")

    huge = Huge("scan.pdf", b"%PDF-")
    huge.size = 50 * 1024**2
    with pytest.raises(Refused, match="has 50 MB; at most 20 MB"):
        uploads.store(huge, by=None)
    with pytest.raises(Refused, match="All files together may have at most 100 MB"):
        uploads.check_total([60 * 1024**2], huge)
    assert list(folder.rglob("*")) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", GOOD)
def test_good_file_is_kept_as_it_came(name, folder):
    make, content_type, pages = GOOD[name]
    content = make()
    stored = uploads.store(evil.upload(name, content), by=None, allow=ALLOW)
    assert (stored.content_type, stored.pages, stored.name, stored.state) == (
        content_type,
        pages,
        name,
        "clean",
    )
    assert stored.path.read_bytes() == content and stored.path.parent.parent == folder


@pytest.mark.django_db
def test_same_bytes_lie_once_and_names_lose_folders(folder):
    content = evil.pdf()
    first = uploads.store(evil.upload("../../etc/passwd.pdf", content), by=None)
    second = uploads.store(evil.upload("C:\\x\\" + "a" * 300 + "\u202efdp.pdf", content), by=None)
    assert first.sha256 == second.sha256 and len([p for p in folder.rglob("*") if p.is_file()]) == 1
    assert first.name == "passwd.pdf" and len(second.name) <= 200 and "\u202e" not in second.name


@pytest.mark.django_db
def test_only_allowed_kinds_pass(folder):
    with pytest.raises(Refused, match="Send one of: PDF"):
        uploads.store(evil.upload("logo.png", evil.picture()), by=None, allow=("pdf",))


@pytest.mark.django_db
def test_full_disk_leaves_no_row_and_no_piece(folder, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("office.storage.os.fsync", full)
    with pytest.raises(Refused, match="no room left"):
        uploads.store(evil.upload("plan.pdf", evil.pdf()), by=None)
    assert StoredFile.objects.count() == 0 and [p for p in folder.rglob("*") if p.is_file()] == []


@pytest.mark.django_db
def test_served_as_attachment_that_can_do_nothing(folder):
    stored = uploads.store(evil.upload("план.pdf", evil.pdf()), by=None)
    response = uploads.serve(RequestFactory().get("/"), stored)
    assert b"".join(response.streaming_content) == stored.path.read_bytes()
    response.close()
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"


@pytest.fixture
def scanner():
    """A small clamd: reads one INSTREAM conversation and answers what the test put in."""
    answers, server = [], socket.create_server(("127.0.0.1", 0))

    def talk():
        while True:
            try:
                line, _address = server.accept()
            except OSError:
                return
            with line, line.makefile("rb") as heard:
                assert heard.read(10) == b"zINSTREAM\0"
                size, got = int.from_bytes(heard.read(4), "big"), 0
                while size:
                    got += len(heard.read(size))
                    size = int.from_bytes(heard.read(4), "big")
                line.sendall(answers.pop(0).encode() + b"\0")

    threading.Thread(target=talk, daemon=True).start()
    yield answers, f"tcp://127.0.0.1:{server.getsockname()[1]}"
    server.close()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "state", "job_state"),
    [
        ("stream: OK", "clean", "done"),
        ("stream: Eicar-Test-Signature FOUND", "refused", "done"),
        ("INSTREAM size limit exceeded. ERROR", "quarantine", "waiting"),
    ],
)
def test_virus_check_lets_out_or_refuses_or_asks_again(answer, state, job_state, scanner, settings, folder):
    answers, settings.CLAMAV_URL = scanner
    answers.append(answer)
    officer = User.objects.create_user("o@example.test", full_name="O")
    stored = uploads.store(evil.upload("plan.pdf", evil.pdf()), by=officer)
    assert stored.state == "quarantine"
    job = Job.objects.get(kind="office.scan", subject_id=str(stored.pk))
    jobs.run_job(job.pk)
    stored.refresh_from_db()
    job.refresh_from_db()
    assert (stored.state, job.state) == (state, job_state)
