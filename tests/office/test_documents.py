"""Official acts: conformance, bytes that repeat, a closed renderer, seal, issue, full disk, replacement."""

import datetime
import hashlib
import http.server
import io
import json
import os
import re
import subprocess
import sys
import threading

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.utils import translation
from pypdf import PdfReader

from office import e_seal, storage
from office.codes import ALPHABET, grouped, new_code, normalise
from office.documents import html_to_pdf, render_html, render_pdf
from office.models import AuditEvent, IssuedDocument, Municipality, StoredFile
from office.queries.documents import documents_of
from office.refusal import Refused
from office.services.documents import issue_document, marks, replace_document, revoke_document
from tests.office.sample_act import DAY, act
from tests.pdf_checks import faults

TEMPLATE = "office/documents/sample.html"
LANGUAGES = ("cnr", "cnr-cyrl", "sr", "sr-latn", "en")


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


def conforms(data: bytes) -> dict:
    """Failures of both profiles, so that a failing test shows the rules."""
    return {profile: found for profile in ("3a", "ua1") if (found := faults(data, profile))}


def drawn(language: str, **more) -> bytes:
    return render_pdf(TEMPLATE, act(language) | more, language=language, created=DAY, title="Odluka")


def text_of(data: bytes) -> str:
    return " ".join(" ".join(leaf.extract_text() for leaf in PdfReader(io.BytesIO(data)).pages).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_act_is_pdf_a_and_pdf_ua_in_every_language(language):
    data = drawn(language, **marks("7K3M9QXT2HAB"))
    assert conforms(data) == {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = {str(font.BaseFont) for leaf in pdf.pages for font in leaf.Resources.Font.values()}
        assert str(pdf.Root.Lang) == {"cnr": "cnr-Latn", "cnr-cyrl": "cnr-Cyrl", "sr": "sr-Cyrl"}.get(
            language, {"sr-latn": "sr-Latn"}.get(language, language)
        )
    assert fonts and all("+Saradnja-" in font for font in fonts)


def test_letters_survive_extraction_in_both_scripts():
    assert "Žabljak bez plastike" in text_of(drawn("cnr"))
    assert "Жабљак без пластике" in text_of(drawn("sr"))


def test_parts_in_another_script_say_their_language():
    with pikepdf.open(io.BytesIO(drawn("cnr"))) as pdf:
        marked = [
            str(item.Lang)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem" and "/Lang" in item
        ]
    assert "cnr-Cyrl" in marked


def test_the_same_act_has_the_same_bytes_in_two_processes():
    here = hashlib.sha256(drawn("cnr-cyrl")).hexdigest()
    code = (
        "import os, hashlib, django; django.setup()\n"
        "from office.documents import render_pdf; from tests.office.sample_act import DAY, act\n"
        f"data = render_pdf('{TEMPLATE}', act('cnr-cyrl'), language='cnr-cyrl', created=DAY, "
        "title='Odluka')\n"
        "print(hashlib.sha256(data).hexdigest())"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONHASHSEED": "7"}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == here


def test_the_language_of_the_act_is_its_own():
    with translation.override("en"):
        html = render_html(TEMPLATE, act("sr"), language="sr", created=DAY, title="Одлука")
        assert translation.get_language() == "en"
    assert '<html lang="sr-Cyrl">' in html


def test_nothing_is_fetched_but_our_own_files():
    hits = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            hits.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *parts):
            """Stay quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    html = (
        f'<html lang="en"><head><title>x</title><link rel="stylesheet" href="{address}/a.css">'
        f'<link rel="attachment" href="file:///etc/passwd"><style>@import url("{address}/b.css");'
        f'@font-face {{ font-family: z; src: url("{address}/z.ttf") }}'
        f' body {{ background: url("{address}/c.png") }}'
        f'</style></head><body><img src="{address}/d.png" alt="d"><img src="file:///etc/passwd" alt="p">'
        f'<img src="static:../../../../etc/passwd" alt="q"><object data="{address}/e.svg">o</object>text'
        "</body></html>"
    )
    data = html_to_pdf(html, created=DAY)
    server.shutdown()
    server.server_close()
    assert hits == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert not pdf.attachments
    assert b"root:x:0" not in data


def test_a_wrong_length_of_a_stream_is_seen():
    data = drawn("sr")
    before = re.search(rb"/Length (\d{3,})", data)
    wrong = data[: before.start(1)] + b"9" * len(before[1]) + data[before.end(1) :]
    assert conforms(data) == {} and faults(wrong, "3a") != []


def test_a_missing_font_stops_the_act(settings, monkeypatch, tmp_path):
    from office import pdf_engine  # noqa: PLC0415  slow import

    pdf_engine.press.cache_clear()
    monkeypatch.setattr(pdf_engine, "FONT_SUBSETS", {"klingon": "Saradnja Klingon"})
    settings.STATIC_ROOT = str(tmp_path)
    with pytest.raises(FileNotFoundError, match="klingon"):
        html_to_pdf("<html lang=en><title>x</title>", created=DAY)


def test_fonts_taken_away_by_a_tidy_system_are_laid_out_again():
    from office import pdf_engine  # noqa: PLC0415  slow import

    page = "<html lang=en><title>x</title><p>Šđčćž жђљњ</p>"
    before = html_to_pdf(page, created=DAY)
    old = pdf_engine.press()
    old.files[0].unlink()
    assert html_to_pdf(page, created=DAY) == before
    assert pdf_engine.press() is not old


def test_the_fonts_of_a_process_leave_no_folder_behind(tmp_path):
    child = (
        "import datetime, django; django.setup()\n"
        "from office.documents import html_to_pdf\n"
        "print(len(html_to_pdf('<html lang=en><title>x</title>', created=datetime.date(2026, 1, 1))))"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "TMPDIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", child], env=environment, capture_output=True, text=True)
    assert int(done.stdout) > 1000, done.stderr
    assert list(tmp_path.glob("weasyprint-*")) == []


def test_a_disk_too_full_to_draw_on_is_an_error_and_not_another_font(tmp_path):
    child = (
        "import datetime, resource, django; django.setup()\n"
        "from office.documents import html_to_pdf\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n    html_to_pdf('<html lang=en><title>x</title>', created=datetime.date(2026, 1, 1))\n"
        "except OSError as error:\n    print(type(error).__name__)"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    run = subprocess.run(
        [sys.executable, "-c", child], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip().endswith("OSError")


def test_a_long_table_repeats_its_head_on_wide_pages():
    with pikepdf.open(io.BytesIO(drawn("cnr"))) as pdf:
        wide = [leaf for leaf in pdf.pages if leaf.mediabox[2] > leaf.mediabox[3]]
        assert len(wide) >= 2
    pages = [leaf.extract_text() for leaf in PdfReader(io.BytesIO(drawn("cnr"))).pages]
    assert sum("Konačna ocjena" in text for text in pages) == len(wide)


# ---- the seal ----


@pytest.fixture
def certificate(settings, tmp_path):
    """A seal of the office for the time of a test."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Pečat za probu")])
    now = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now - datetime.timedelta(hours=1))
    builder = builder.not_valid_after(now + datetime.timedelta(days=1))
    usage = x509.KeyUsage(True, True, *[False] * 7)
    own = builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    path = tmp_path / "seal.p12"
    secret = serialization.BestAvailableEncryption(b"secret")
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"seal", key, own, None, secret))
    settings.SEAL_P12, settings.SEAL_P12_PASSWORD = str(path), "secret"
    return path


def test_a_sealed_act_still_conforms_and_the_seal_is_whole(certificate):
    data = e_seal.seal(drawn("cnr", sealed=True), reason="Ovjera", place="Podgorica")
    assert conforms(data) == {}
    check = e_seal.check_seal(data)
    assert (check.present, check.intact, check.whole, check.ours) == (True, True, True, True)
    assert check.holder == "Pečat za probu" and check.at is not None


def test_a_changed_file_breaks_the_seal(certificate):
    data = e_seal.seal(drawn("cnr"), reason="Ovjera")
    at = data.index(b"/MediaBox")
    broken = data[:at] + b"/MediaBax" + data[at + 9 :]
    check = e_seal.check_seal(broken)
    assert check.present and not check.intact


def test_without_a_certificate_the_act_says_so(settings):
    settings.SEAL_P12 = ""
    data = drawn("en", **marks("7K3M9QXT2HAB"))
    assert e_seal.seal(data, reason="x") == data
    assert "does not carry an electronic seal" in text_of(data)
    assert e_seal.check_seal(data) == e_seal.SealCheck()


def test_a_certificate_that_does_not_open_is_a_refusal(settings, tmp_path):
    settings.SEAL_P12, settings.SEAL_P12_PASSWORD = str(tmp_path / "missing.p12"), "x"
    with translation.override("en"), pytest.raises(Refused, match="certificate"):
        e_seal.seal(drawn("en"), reason="x")


# ---- codes and files ----


def test_codes_are_random_and_forgive_misreading():
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(len(code) == 12 and set(code) <= set(ALPHABET) for code in codes)
    assert not set("ILOU") & set(ALPHABET)
    assert normalise(" 7k3m-9qxt 2hab ") == "7K3M9QXT2HAB"
    assert normalise("OIL456789ABC") == "011456789ABC"
    assert normalise("7K3M9QXT2HA") == normalise("7K3M9QXT2HAU") == ""
    assert grouped("7K3M9QXT2HAB") == "7K3M 9QXT 2HAB"


def test_a_disk_that_fills_leaves_no_file_and_says_so(tmp_path):
    child = (
        "import json, resource, django; django.setup()\n"
        "from django.utils.translation import activate; activate('en')\n"
        "from django.conf import settings; from pathlib import Path; import sys\n"
        "settings.FILES_ROOT = Path(sys.argv[1])\n"
        "from office import storage; from office.refusal import Refused\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n    storage.keep(b'x' * 50_000)\n    said = 'kept'\n"
        "except Refused as no:\n    said = str(no.reason)\n"
        "left = [str(p) for p in Path(sys.argv[1]).rglob('*') if p.is_file()]\n"
        "print(json.dumps([said, left]))"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    run = subprocess.run(
        [sys.executable, "-c", child, str(tmp_path / "small")],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    said, left = json.loads(run.stdout.strip().splitlines()[-1])
    assert "no room left" in said
    assert left == []


def test_a_file_is_stored_once_under_its_hash():
    first, second = storage.keep(b"act"), storage.keep(b"act")
    assert first == second == hashlib.sha256(b"act").hexdigest()
    assert storage.path_of(first).read_bytes() == b"act"


# ---- issuing ----


@pytest.fixture
def subject(db):
    """Something an act is about."""
    return Municipality.objects.create(code="test-act", name="Šavnik")


@pytest.fixture
def officer(django_user_model):
    return django_user_model.objects.create_user(
        email="officer@example.test", password="x", full_name="Ana Anić"
    )


def issue(subject, officer, **more):
    facts = {
        "kind": "grants.decision", "template": TEMPLATE, "context": act("cnr", places=2),
        "title": "Odluka o raspodjeli",
        "number": "01-421/26", "subject": subject, "language": "cnr", "by": officer, "issued_on": DAY,
    }  # fmt: skip
    return issue_document(**facts | more)


def test_issuing_keeps_the_file_and_writes_one_line(subject, officer):
    document = issue(subject, officer)
    data = document.file.path.read_bytes()
    assert document.sha256 == document.file.sha256 == hashlib.sha256(data).hexdigest()
    assert document.file.pages == len(PdfReader(io.BytesIO(data)).pages)
    assert (document.status, document.sealed, document.number) == ("valid", False, "01-421/26")
    assert document.issuer == "Ministarstvo javne uprave"
    assert grouped(document.code) in text_of(data)
    assert conforms(data) == {}
    lines = AuditEvent.objects.filter(subject="office.issueddocument", subject_id=str(document.pk))
    assert [line.action for line in lines] == ["issue"]
    assert list(documents_of(subject)) == [document]


def test_a_sealed_issue_is_sealed(subject, officer, certificate):
    document = issue(subject, officer)
    assert document.sealed
    assert e_seal.check_seal(document.file.path.read_bytes()).ours


def test_a_full_disk_issues_nothing(subject, officer, settings, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file stands where the folder should be")
    settings.FILES_ROOT = blocked
    with pytest.raises(Refused):
        issue(subject, officer)
    assert IssuedDocument.objects.count() == StoredFile.objects.count() == 0


def test_replacing_names_the_successor(subject, officer):
    first, second = issue(subject, officer), issue(subject, officer, number="01-422/26")
    replaced = replace_document(document=first, successor=second, by=officer)
    assert (replaced.status, replaced.replaced_by) == ("replaced", second)
    with pytest.raises(Refused):
        replace_document(document=first, successor=second, by=officer)
    with pytest.raises(Refused):
        replace_document(document=second, successor=first, by=officer)
    with pytest.raises(Refused):
        replace_document(document=second, successor=second, by=officer)


def test_revoking_wants_a_reason(subject, officer):
    document = issue(subject, officer)
    with pytest.raises(Refused) as no:
        revoke_document(document=document, reason="  ", by=officer)
    assert no.value.field == "reason"
    revoked = revoke_document(document=document, reason="Pogrešan broj", by=officer)
    assert (revoked.status, revoked.status_reason) == ("revoked", "Pogrešan broj")
    with pytest.raises(Refused):
        revoke_document(document=document, reason="opet", by=officer)
