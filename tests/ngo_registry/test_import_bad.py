"""Bad lists: each gives a clear sentence with what to do next, and nothing is written."""

import io
import zipfile

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from ngo_registry.models import Organisation, RegisterImport
from ngo_registry.services import imports as verbs
from ngo_registry.services.import_apply import apply_import
from office.refusal import Refused
from office.tables import LAST_ROW, whole
from tests.conftest import SHARED_DATA
from tests.factories.office import client_of, person
from tests.office.evil import cut, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _list_kept_elsewhere(settings):
    settings.OFFICE_JURISDICTION = "serbia"


@pytest.fixture
def officer():
    return person("referent", "registry_officer")


def workbook(*rows: list) -> bytes:
    """A whole workbook with these rows."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def rewritten(data: bytes, part: str, change) -> bytes:
    """The same workbook with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name.endswith(part) else old.read(name))
    return out.getvalue()


GOOD = [["MB", "Naziv"], ["28000001", "Prvo"]]
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


def sheet_of(rows: int) -> bytes:
    """A workbook whose sheet says it has so many rows."""
    lines = b"".join(b'<row r="%d"><c r="A%d" t="n"><v>1</v></c></row>' % (n, n) for n in range(1, rows + 1))
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + lines
        + b"</sheetData></worksheet>"
    )
    return rewritten(workbook(*GOOD), "sheet1.xml", lambda old: sheet)


OLD = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(64)
FILES = {
    "0_byte": (b"", "a.csv", "is empty"),
    "zip_bomb": (
        rewritten(workbook(*GOOD), "sheet1.xml", lambda old: b" " * 60_000_000), "a.xlsx", "unpacks to far more",
    ),
    "entity_bomb": (
        rewritten(workbook(*GOOD), "sheet1.xml", lambda old: BOMB + old.split(b"?>", 1)[-1]), "a.xlsx", "unsafe way",
    ),
    "entity_bomb_utf16": (
        rewritten(workbook(*GOOD), "sheet1.xml", lambda old: BOMB.decode().encode("utf-16")), "a.xlsx", "unsafe way",
    ),
    "half_broken": (cut(workbook(*GOOD * 300)), "a.xlsx", "is not a whole"),
    "locked": (OLD + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "locked with a password"),
    "old_and_renamed": (OLD + "Workbook".encode("utf-16-le"), "a.xlsx", "only renamed. Open it, save it as Excel"),
    "old": (OLD, "a.xls", "Open it, save it as Excel"),
    "of_another_program": (b"PK", "a.ods", "Open it, save it as Excel"),
    "with_macros": (b"PK", "a.xlsm", "Open it, save it as Excel"),
    "text": (b"a\tb", "a.txt", "Open it, save it as CSV"),
    "open_quotation": (b'MB;Naziv\n28000001;"Prvo\n28000002;Drugo\n', "a.csv", "in line 2 of the file is not closed"),
    "endless_cell": (b'MB;Naziv\n28000001;"' + b"x" * 1_000_001, "a.csv", "in line 2 of the file is not closed"),
    "null_bytes": (b"MB;Naziv\n2800\x000001;Prvo\n", "a.csv", "is something else inside"),
    "only_a_header": (b"MB;Naziv\n", "a.csv", "no rows. Write the organisations below it"),
    "no_rows": (b";;\n\n", "a.csv", "no rows. Write them below a first row"),
    "page_of_the_web": (b"<html><table>", "a.csv", "is something else inside"),
    "other_kind": (b"MB;Naziv\n1;2\n", "a.pdf", "is of a kind that is not accepted"),
    "too_many_columns": (b";".join(b"x%d" % n for n in range(300)) + b"\n1;2\n", "a.csv", "300 columns"),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_a_bad_file_is_refused_with_what_to_do(officer, kind):
    content, name, said = FILES[kind]
    with pytest.raises(Refused, match=said):
        verbs.read_upload(
            upload=upload(name, content), as_of=timezone.localdate(), source="Registar", by=officer
        )
    assert not RegisterImport.objects.exists()


def test_a_sheet_with_too_many_rows(officer):
    with pytest.raises(Refused, match="has more than 200,000 rows"):
        verbs.read_upload(
            upload=upload("a.xlsx", sheet_of(200_001)), as_of=timezone.localdate(), source="R", by=officer
        )
    with pytest.raises(Refused, match="Divide the list into several files or save it as CSV"):
        list(whole(iter([(LAST_ROW, ["a"]), (LAST_ROW + 1, ["b"])])))


def read(text: str | bytes, name: str = "a.csv") -> RegisterImport:
    """A file staged without a person."""
    data = text.encode() if isinstance(text, str) else text
    return verbs.check_file(data=data, name=name, as_of=timezone.localdate(), by=None)


def test_swapped_columns_are_noticed(officer):
    rows = "".join(f"10113470{n};Udruženje {'abcdefgh'[n]}\n" for n in range(6))
    with pytest.raises(Refused, match="“Naziv” was taken as “name”, but it holds digits"):
        read("Naziv;PIB\n" + rows)
    batch = verbs.read_upload(
        upload=upload("a.csv", ("Naziv;PIB\n" + rows).encode()),
        as_of=timezone.localdate(),
        source="R",
        by=officer,
    )
    with pytest.raises(Refused, match="Were two columns changed for each other"):
        verbs.confirm_columns(batch=batch, columns=batch.columns, is_part=False, by=officer)
    right = verbs.confirm_columns(batch=batch, columns={"pib": 0, "name": 1}, is_part=False, by=officer)
    assert right.state == "checked"


def sentences(text: str | bytes, name: str = "a.csv") -> dict[str, str]:
    """What is said of the cells of the first row."""
    row = read(text, name).rows.get()
    assert row.outcome == "rejected"
    return row.faults


@pytest.mark.parametrize(
    ("row", "faults"),
    [
        ("101134702;;;", {"0": "“101134702” is no name: it has no letters. Is another column the name?"}),
        ("…;;;", {"0": "“…” is no name: it has no letters. Is another column the name?"}),
        ("A;;;1900-01-01", {"3": "is how a spreadsheet shows an empty cell or a zero as a day"}),
        ("A;;;45000", {"3": "“45000” is not a day. Write it as 22.11.2026."}),
        ("A;;;22.11.2020 foo", {"3": "is not a day"}),
        ("A;123;;", {"1": "The registration number (MB) has 8 digits."}),
        (";123;12;nikad", {"0": "name is missing", "1": "8 digits", "2": "has 9 digits", "3": "not a day"}),
    ],
)
def test_every_bad_cell_has_its_sentence(row, faults):
    found = sentences(f"Naziv;MB;PIB;Datum upisa\n{row}\n")
    assert set(found) == set(faults)
    assert all(said in found[at] for at, said in faults.items())


def test_hostile_cells_are_stored_as_text_and_without_what_nobody_sees():
    names = [
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "\u202eобрнуто\u202c",
        "Nula\u200bširine",
        "+SUM(A1)x",
    ]
    text = "Naziv;Mesto\n" + "".join(f'"{name}";Bor\n' for name in names) + "A" * 10_000 + ";Bor\n"
    batch = read(text)
    assert (batch.created, batch.rejected) == (5, 1)
    apply_import(batch=batch, by=None)
    found = set(Organisation.objects.values_list("name", flat=True))
    assert found == {names[0], names[1], "обрнуто", "Nulaširine", names[4]}
    assert "has more than 400 characters" in batch.rows.get(outcome="rejected").reason


def test_formulas_of_a_workbook_are_not_computed():
    batch = read(
        workbook(["MB", "Naziv"], ["28000001", "'=1+1 društvo"], ["28000002", '=HYPERLINK("x")']), "a.xlsx"
    )
    assert (batch.created, batch.rejected) == (1, 1)  # a formula nobody has computed is an empty cell
    assert batch.rows.get(line=3).faults == {"1": "The name is missing."}


def test_the_croatian_bodies_with_lost_leading_zeros():
    batch = read((SHARED_DATA / "hr" / "public_bodies.csv").read_bytes())
    assert (batch.encoding, batch.delimiter, batch.read) == ("UTF-8 BOM", ";", 5758)
    short = [row for row in batch.rows.all() if len(row.cells[2]) == 10]
    assert len(short) == 9
    padded = [row for row in short if row.pib == f"0{row.cells[2]}"]
    assert [row.outcome for row in padded] == ["created"]
    others = {row.faults.get("2", "") for row in short if row not in padded}
    assert all("with a leading zero its check digit does not agree" in said for said in others)
    wrong = batch.rows.filter(reason__contains="The check digit of the tax number is wrong")
    assert (wrong.count(), batch.created, batch.rejected) == (6, 5744, 14)


@pytest.mark.parametrize(("ending", "shape"), [("csv", "amount"), ("xlsx", "number")])
def test_the_rows_read_from_scans(ending, shape):
    path = SHARED_DATA / "hr" / f"community_investment_2017_2020.{ending}"
    batch = read(path.read_bytes(), path.name)
    assert batch.read == 453
    assert batch.columns == {"name": 2, "place": 3}
    assert batch.shapes[6][0] == shape  # sums as “ 200,000.00 kn ” are recognised and left out
    assert (batch.created, batch.rejected) == (372, 81)  # the same name and town again, without any number
    assert set(batch.rows.filter(outcome="rejected").values_list("reason", flat=True)) != {""}


def test_an_empty_file_says_what_to_do(officer):
    officer.language = "en"
    officer.save()
    facts = {"new_source": "Registar", "as_of": "2026-01-01", "file": upload("a.csv", b"")}
    page = client_of(officer).post(reverse("ngo_registry_staff:imports"), facts).content.decode()
    assert "is empty (0 bytes). Open it on your computer, save it again and choose it once more." in page
