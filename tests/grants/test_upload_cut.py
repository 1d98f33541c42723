"""A browser that is closed while it sends: neither a paper nor a text is kept by half, and the whole comes afterwards."""

import io
import os
import socket
import urllib.parse

import pikepdf
from django.conf import settings
from django.test import Client
from django.urls import reverse

from grants.models import Application
from office.models import StoredFile
from tests.factories.applications import enter, ready_draft

SECRET, EDGE = "u8" * 16, "kraj-dijela"


def large_pdf() -> bytes:
    """One page and two megabytes that cannot be packed."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        page = made.add_blank_page()
        page.obj.PieceInfo = made.make_stream(os.urandom(2_000_000))
        made.save(out)
    return out.getvalue()


def upload(paper: bytes) -> tuple[str, bytes]:
    """Kind and body of an upload as a browser sends it."""
    body = (
        f'--{EDGE}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{SECRET}\r\n'
        f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="statut.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    ).encode()
    return f"multipart/form-data; boundary={EDGE}", body + paper + f"\r\n--{EDGE}--\r\n".encode()


class Line:
    """A person at a raw line to the portal."""

    def __init__(self, live, person) -> None:
        self.place = urllib.parse.urlsplit(live.url).netloc
        session = enter(Client(), person, "en").cookies[settings.SESSION_COOKIE_NAME].value
        self.cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={SECRET}"

    def send(self, address: str, kind: str, body: bytes, cut: int | None = None) -> bytes:
        """The first line of the answer; of a body that is cut the line is closed for sending there."""
        head = (
            f"POST {address} HTTP/1.1\r\nHost: {self.place}\r\nConnection: close\r\nCookie: {self.cookies}\r\n"
            f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode()
        host, _colon, port = self.place.partition(":")
        with socket.create_connection((host, int(port)), timeout=60) as line:
            line.sendall(head + body[:cut])
            if cut is not None:
                line.shutdown(socket.SHUT_WR)
            return line.recv(200).split(b"\r\n")[0]


def test_a_paper_that_was_cut_off_is_not_kept_and_comes_again(live):
    draft = ready_draft()
    person = Line(live, draft.created_by)
    address = reverse("grants_portal:document_upload", args=[draft.pk, 0])
    kind, body = upload(large_pdf())
    papers, files = draft.documents.count(), StoredFile.objects.count()

    for part in (0, 100, len(body) // 2, len(body) - 3):
        assert b"400" in person.send(address, kind, body, part) or part < 1000, part
    assert (draft.documents.count(), StoredFile.objects.count()) == (papers, files)

    assert b"302" in person.send(address, kind, body)
    row = Application.objects.get(pk=draft.pk)
    assert (row.state, row.documents.count(), StoredFile.objects.count()) == ("draft", papers + 1, files + 1)
    assert row.documents.latest("pk").file.name == "statut.pdf"
    assert "Traceback" not in live.text()


def test_a_text_that_was_cut_off_is_not_kept_by_half(live):
    draft = ready_draft()
    person = Line(live, draft.created_by)
    address, kind = (
        reverse("grants_portal:section", args=[draft.pk, "capacity"]),
        "application/x-www-form-urlencoded",
    )
    version = draft.sections.filter(key="capacity").values_list("version", flat=True).first() or 0
    text = "Trideset volontera i tri zaposlena. " * 40
    given = {"csrfmiddlewaretoken": SECRET, "version": version, "capacity": text}
    body = urllib.parse.urlencode(given).encode()
    before = draft.capacity

    for part in (len(body) // 2, len(body) - 1):
        assert b"400" in person.send(address, kind, body, part), live.text()[-3000:]
    assert Application.objects.get(pk=draft.pk).capacity == before

    assert b"302" in person.send(address, kind, body)
    assert Application.objects.get(pk=draft.pk).capacity == text.strip()
