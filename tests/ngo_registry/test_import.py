"""Import of a register: what is recognised, what is rejected and why, nothing lost, nothing twice."""

import io
import json

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from ngo_registry.models import Organisation, RegisterEntry, RegisterImport
from tests.conftest import SHARED_DATA
from tests.factories.registry import OrganisationFactory

pytestmark = pytest.mark.django_db


def run(path, *words) -> dict:
    """The command's JSON summary without the time."""
    out = io.StringIO()
    call_command("import_register", str(path), *words, stdout=out)
    summary = json.loads(out.getvalue())
    assert summary.pop("seconds") < 60
    return summary


def figures(read, created=0, updated=0, unchanged=0, rejected=0) -> dict:
    """A summary as the contract names it."""
    return {
        "read": read,
        "created": created,
        "updated": updated,
        "unchanged": unchanged,
        "rejected": rejected,
    }


@pytest.fixture
def file(tmp_path):
    """Writes a file of the given bytes or text."""

    def write(content: str | bytes, name: str = "lista.csv"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def test_the_serbian_applicants(settings):
    settings.OFFICE_JURISDICTION = "serbia"
    path = SHARED_DATA / "rs" / "applicants.csv"
    first = run(path)
    assert first["read"] == 1676
    assert first["created"] + first["rejected"] == 1676
    assert first["rejected"] == 415
    assert not Organisation.objects.filter(mb__in=["11111111", "22222222"]).exists()
    unnumbered = Organisation.objects.filter(number__startswith="BB-")
    assert unnumbered.count() == 99
    assert run(path) == figures(1676, unchanged=first["created"], rejected=first["rejected"])


def test_the_croatian_samples(settings, tmp_path):
    settings.OFFICE_JURISDICTION = "serbia"
    sample = SHARED_DATA / "hr" / "register_sample.csv"
    assert run(sample) == figures(9, created=9)
    assert Organisation.objects.filter(status="deleted").count() == 7
    associations = SHARED_DATA / "hr" / "associations.csv"
    out = tmp_path / "errors.xlsx"
    summary = run(associations, "--errors", str(out))
    assert (summary["read"], summary["created"] + summary["rejected"]) == (468, 468)
    sheet = openpyxl.load_workbook(out).active
    assert sheet.max_row == summary["rejected"] + 1
    assert all(row[1] for row in sheet.iter_rows(min_row=2, values_only=True))
    assert run(associations)["unchanged"] == summary["created"]


HEADER = "Broj upisa;Naziv;Opština;Adresa;PIB;Datum upisa;Status\n"


def test_recognises_encoding_delimiter_and_columns(file):
    text = "Матични број;Назив удружења;Место\n28000001;Удружење „Ђурђевак“;Жабљак\n"
    for content, encoding in (
        (text.encode(), "UTF-8"),
        (b"\xef\xbb\xbf" + text.encode(), "UTF-8 BOM"),
        ("MB,Naziv,Opština\n28000001,Žena danas,Žabljak\n".encode("cp1250"), "Windows-1250"),
        ("МБ,Назив,Општина\n28000001,Жена данас,Жабљак\n".encode("cp1251"), "Windows-1251"),
    ):
        run(file(content))
        batch = RegisterImport.objects.first()
        assert (batch.encoding, set(batch.columns) >= {"mb", "name"}) == (encoding, True)
    ngo = Organisation.objects.get()
    assert (ngo.name, ngo.former_names, ngo.mb) == ("Žena danas", "Удружење „Ђурђевак“", "28000001")
    assert ngo.municipality.name == "Žabljak"


def test_created_updated_unchanged_and_the_book(file):
    rows = "1;Žena danas;Bar;Obala 1;02655284;2.3.2011.;aktivna\n"
    rows += "2;Crveni krst;Nikšić;Trg 2;;2012-05-06;brisana\n"
    assert run(file(HEADER + rows)) == figures(2, created=2)
    ngo = Organisation.objects.get(number="1")
    assert (str(ngo.registered_on), ngo.status, ngo.source) == ("2011-03-02", "active", "own")
    assert run(file(HEADER + rows)) == figures(2, unchanged=2)
    assert run(file(HEADER + rows.replace("Obala 1", "Obala 5"))) == figures(2, updated=1, unchanged=1)
    assert [entry.kind for entry in RegisterEntry.objects.filter(organisation=ngo)] == ["import", "import"]


def test_the_other_script_is_no_change_and_another_case_no_former_name(file):
    ngo = OrganisationFactory(number="1", name="Žena danas", address="Njegoševa 1")
    head = "Broj upisa;Naziv;Adresa\n"
    assert run(file(head + "1;ЖЕНА ДАНАС;Његошева 1\n")) == figures(1, unchanged=1)
    assert run(file(head + "1;Жена данас;Његошева 5\n")) == figures(1, updated=1)
    assert run(file(head + "1;ŽENA DANAS;\n")) == figures(1, updated=1)
    ngo.refresh_from_db()
    assert (ngo.name, ngo.former_names, ngo.address) == ("ŽENA DANAS", "", "Његошева 5")
    assert run(file(head + "1;Žena sutra;\n")) == figures(1, updated=1)
    ngo.refresh_from_db()
    assert ngo.former_names == "ŽENA DANAS"


def test_an_empty_cell_erases_nothing(file):
    OrganisationFactory(number="1", name="Žena danas", address="Obala 1", short_name="ŽD")
    assert run(file("Broj upisa;Naziv;Adresa\n1;Žena danas;\n")) == figures(1, unchanged=1)


@pytest.mark.parametrize(
    ("rows", "reasons"),
    [
        ("1;A;;;02655283;;", ["The check digit of the tax number (PIB) is wrong"]),
        ("1;;;;;;", ["The name is missing"]),
        ("1;A;;;;31.2.2020;", ["is not a day"]),
        ("1;A;;;;1.1.2999;", ["has not come yet"]),
        ("1;A;;;;;\n1;B;;;;;", ["already stands in row 2"]),
        ("1;Žena;;;;;\n2;жена;;;;;", ["The same name already stands in row 2"]),
        ("9;Zauzeto ime;;;;;", ["already entered in the register under number 77"]),
        ("77;Drugo;;;02123452;;", ["belong to two different organisations"]),
    ],
)
def test_rejected_rows_say_why(file, tmp_path, rows, reasons):
    OrganisationFactory(number="77", name="Zauzeto ime")
    OrganisationFactory(number="78", name="Neko", pib="02123452")
    out = tmp_path / "errors.xlsx"
    call_command("import_register", str(file(HEADER + rows)), "--errors", str(out), stdout=io.StringIO())
    found = [row[1] for row in openpyxl.load_workbook(out).active.iter_rows(min_row=2, values_only=True)]
    assert len(found) == len(reasons)
    assert all(reason in text for reason, text in zip(reasons, found, strict=True))


def test_formulas_of_a_rejected_row_stay_text(file, tmp_path):
    out = tmp_path / "errors.xlsx"
    content = 'Naziv;Datum upisa\n"=HYPERLINK(""http://zlo.test"")";nikad\n'
    call_command("import_register", str(file(content)), "--errors", str(out), stdout=io.StringIO())
    cell = openpyxl.load_workbook(out).active["C2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://zlo.test")')


def test_the_whole_file_or_nothing_and_dry_run(file):
    path = file(HEADER + "1;A;;;;;\n2;;;;;;\n")
    with pytest.raises(CommandError, match="1 rows are rejected"):
        run(path, "--all-or-nothing")
    assert run(path, "--dry-run") == figures(2, created=1, rejected=1)
    assert not Organisation.objects.exists()
    assert not RegisterImport.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        ("a;b;c\n1;2;3\n", "x.csv", "Expected are columns such as"),
        ("", "x.csv", "is empty"),
        ("Naziv;PIB\n", "x.csv", "no rows"),
        (b"PK\x03\x04 not a workbook", "x.xlsx", "damaged"),
    ],
)
def test_a_bad_file_gives_one_clear_sentence(file, content, name, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(file(content, name))
    assert not RegisterImport.objects.exists()


def workbook(rows: int) -> bytes:
    """A workbook of organisations."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Naziv", "Broj upisa"])
    for n in range(rows):
        book.active.append([f"Udruženje broj {n}", n + 1])
    book.save(out)
    return out.getvalue()


def test_xlsx_whole_and_half_broken(file):
    data = workbook(3000)
    assert run(file(data, "a.xlsx"), "--dry-run") == figures(3000, created=3000)
    for cut in (len(data) // 2, len(data) - 30):
        with pytest.raises(CommandError, match="damaged"):
            run(file(data[:cut], "a.xlsx"))
    torn = bytearray(data)
    torn[len(data) // 3 : len(data) // 3 + 400] = b"\x00" * 400
    with pytest.raises(CommandError, match="damaged"):
        run(file(bytes(torn), "a.xlsx"))
    assert not Organisation.objects.exists()
