"""Statements judged: doubles, age, cells; a table of two hundred, good, broken, repeated, corrected and sent again."""

import datetime
import io
from dataclasses import dataclass, replace

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from ngo_registry.documents.statements import empty_table, rejected_statements
from ngo_registry.models import FounderStatement, StatementImport, StatementRow
from ngo_registry.services import online
from ngo_registry.services import statements as services
from ngo_registry.statements import age_at, columns_of, judge, keys_of, read_row
from office.models import AuditEvent
from office.refusal import Refused
from office.scripts import fold, to_cyrillic
from office.tables import read_table
from tests.factories.parties import HEADER, SECRET, cells, csv_of, now, online_party, whole_party

TODAY = datetime.date(2026, 11, 25)
SIGNED = datetime.date(2026, 10, 12)


@dataclass(frozen=True)
class Row:
    """A statement as the judge reads it."""

    pk: int
    name: str
    born_on: datetime.date
    jmbg: str = ""
    signed_on: datetime.date = SIGNED
    not_barred: bool = True


PEOPLE = st.builds(
    Row,
    pk=st.integers(1, 10**6),
    name=st.sampled_from(["Ana Anić", "АНА АНИЋ", "Anić Ana", "Petar Perić", "Đuro Šućur", "djuro  sucur"]),
    born_on=st.dates(datetime.date(1930, 1, 1), datetime.date(2008, 10, 12)),
    jmbg=st.sampled_from(["", "", "0101990210080", "2206978816007"]),
)
CROWDS = st.lists(PEOPLE, max_size=30, unique_by=lambda row: row.pk)


def verdict(rows):
    """The judge on the day of these tests, numbers left aside."""
    return judge(rows, least_age=18, today=TODAY)


@given(CROWDS)
def test_a_repeated_statement_never_adds_a_founder(rows):
    once = verdict(rows)
    again = verdict([*rows, *(replace(row, pk=row.pk + 10**7) for row in rows)])
    assert again.valid == once.valid
    assert len(again.doubles) == len(once.doubles) + len(rows)


@given(CROWDS)
def test_valid_statements_are_all_without_a_fault(rows):
    found = verdict(rows)
    assert found.valid == len(rows) - len(found.faulty)
    kept = [row for row in rows if row.pk not in found.doubles]
    keys = [keys_of(row.name, row.born_on, row.jmbg)[0] for row in kept]
    assert len(keys) == len(set(keys))


@given(st.dates(datetime.date(1904, 1, 1), datetime.date(2026, 10, 12)))
def test_age_grows_by_one_each_birthday(born):
    try:
        birthday = born.replace(year=born.year + 18)
    except ValueError:
        birthday = datetime.date(born.year + 18, 3, 1)
    assert (age_at(born, birthday - datetime.timedelta(days=1)), age_at(born, birthday)) == (17, 18)


@given(st.sampled_from(["Ana Anić", "Đuro Šućur", "Ljiljana Njegovan-Đukić"]), st.booleans(), st.booleans())
def test_a_founder_is_known_in_any_script_case_and_order(name, cyrillic, turned):
    said = " ".join(reversed(name.split())) if turned else name
    said = to_cyrillic(said).upper() if cyrillic else f"  {fold(said)} "
    day = datetime.date(1980, 5, 6)
    assert keys_of(said, day, "") == keys_of(name, day, "")


def test_the_same_number_under_another_name_is_one_founder():
    rows = [
        Row(1, "Ana Anić", datetime.date(1990, 1, 1), "0101990210080"),
        Row(2, "Ana Marić", datetime.date(1990, 1, 1), "0101990210080"),
        Row(3, "Ana Marić", datetime.date(1990, 1, 1)),
    ]
    assert verdict(rows).doubles == {2: 1, 3: 1}


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("name", "", "empty"),
        ("name", "Ana", "surname"),
        ("name", "=HYPERLINK(1)", "formula"),
        ("name", "+cmd|calc", "formula"),
        ("name", "<script>alert(1)</script> Ana", "surname"),
        ("name", "Ana \u202eAnić", "cannot be seen"),
        ("name", "Ana " + "a" * 10_000, "longer than 200"),
        ("born_on", "", "empty"),
        ("born_on", "31.02.1980", "no such day"),
        ("born_on", "juče", "no date"),
        ("born_on", "00.01.1900", "no such day"),
        ("born_on", "01.01.1900", "too long ago"),
        ("born_on", "01.01.2099", "not come yet"),
        ("born_on", "13.10.1980 12:30", "no date"),
        ("birth_place", "", "empty"),
        ("residence", "", "empty"),
        ("jmbg", "123", "13 digits"),
        ("jmbg", "0101990210083", "check digit"),
        ("jmbg", "2206978816007", "another date of birth"),
        ("signed_on", "01.01.1970", "before the founder was born"),
        ("certification_number", "", "empty"),
        ("not_barred", "ne", "barred office"),
        ("not_barred", "možda", "Write"),
        ("not_barred", "", "Write"),
    ],
)
def test_what_is_wrong_is_said_at_its_cell(cell, value, said):
    good = {
        "name": "Ana Anić", "born_on": "01.01.1990", "birth_place": "Bar", "residence": "Bar 1", "jmbg": "",
        "signed_on": "12.10.2026", "certification_number": "OV 1", "not_barred": "da",
    }  # fmt: skip
    assert read_row(good, TODAY)[1] == {}
    _facts, faults = read_row(good | {cell: value}, TODAY)
    assert list(faults) == [cell]
    assert said in faults[cell]


@pytest.mark.parametrize(
    "day", ["06.05.1980", "6.5.1980.", "6. 5. 1980.", "06/05/1980", "1980-05-06", "1980-05-06 00:00:00"]
)
def test_days_are_read_as_people_and_spreadsheets_write_them(day):
    facts, _faults = read_row({"born_on": day}, TODAY)
    assert facts["born_on"] == datetime.date(1980, 5, 6)


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        tuple(reversed(HEADER)),
        tuple(to_cyrillic(cell) for cell in HEADER),
        tuple(cell.upper() for cell in HEADER),
        ("Name and surname", "Date of birth", "Place of birth", "Residence", "Personal number", "Day of certification",
         "Number of the certification", "Does not hold a barred office"),
    ],
)  # fmt: skip
def test_columns_are_known_in_any_order_script_and_language(header):
    found = columns_of(header)
    assert sorted(found) == sorted(
        [
            "name",
            "born_on",
            "birth_place",
            "residence",
            "jmbg",
            "signed_on",
            "certification_number",
            "not_barred",
        ]
    )
    assert len(set(found.values())) == 8


def xlsx_of(rows, header=HEADER) -> bytes:
    """A workbook; a cell that begins with = is written as a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for line, row in enumerate([header, *rows]):
        for column, cell in enumerate(row):
            sheet.write(line, column, cell)
    book.close()
    return out.getvalue()


@pytest.mark.django_db
class TestTable:
    """A table is judged first, applied after; nothing in between."""

    def read(self, filing, by, data, name="izjave.csv") -> StatementImport:
        return services.check_table(filing=filing, data=data, name=name, at=now(), by=by)

    def test_two_hundred_good_rows_of_a_local_spreadsheet(self, officer):
        filing = whole_party(officer, count=0)
        batch = self.read(filing, officer, csv_of([cells(n) for n in range(200)]))
        assert (batch.read, batch.good, batch.rejected, filing.statements.count()) == (200, 200, 0, 0)
        batch = services.apply_table(batch=batch, at=now(), by=officer)
        assert (filing.statements.count(), batch.state, batch.rows.count()) == (200, "applied", 0)
        one = filing.statements.first()
        assert (one.name, one.birth_place, one.certification_number, one.not_barred) == (
            "Ana Perović", "Nikšić", "OV-0000/2026", True,
        )  # fmt: skip
        with pytest.raises(Refused, match="already applied"):
            services.apply_table(batch=batch, at=now(), by=officer)

    def test_the_same_table_again_adds_nothing(self, officer):
        filing, data = whole_party(officer, count=0), csv_of([cells(n) for n in range(20)])
        services.apply_table(batch=self.read(filing, officer, data), at=now(), by=officer)
        batch = self.read(filing, officer, data)
        assert (batch.good, batch.rejected) == (0, 20)
        assert "already in the filing" in batch.rows.first().faults["name"]

    def test_broken_doubled_and_young_rows_are_rejected_with_a_reason_at_the_cell(self, officer):
        rows = [cells(n) for n in range(6)]
        rows[1] |= {
            "Ime i prezime": rows[0]["Ime i prezime"].upper(),
            "Datum rođenja": rows[0]["Datum rođenja"],
        }
        rows[2]["Datum rođenja"] = "13.10.2008"
        rows[3]["Ne obavlja funkciju"] = "ne"
        rows[4]["JMB"] = "0101990210083"
        batch = self.read(whole_party(officer, count=0), officer, csv_of(rows))
        said = {row.line: row.faults for row in batch.rows.exclude(faults={})}
        assert {line: list(faults) for line, faults in said.items()} == {
            3: ["name"],
            4: ["born_on"],
            5: ["not_barred"],
            6: ["jmbg"],
        }
        assert (said[3]["name"], batch.good) == ("The same founder stands in row 2.", 2)

    def test_rejected_rows_are_corrected_in_their_workbook_and_sent_again(self, officer):
        filing = whole_party(officer, count=0)
        rows = [cells(0), cells(1) | {"Prebivalište": ""}, cells(2) | {"Datum rođenja": "32.1.1980"}]
        batch = services.apply_table(batch=self.read(filing, officer, csv_of(rows)), at=now(), by=officer)
        assert filing.statements.count() == 1
        book = openpyxl.load_workbook(io.BytesIO(rejected_statements(batch)))
        sheet = book.active
        head = [cell.value for cell in sheet[1]]
        assert head == [*HEADER, "Row", "What is wrong"]
        assert [sheet.cell(2, len(head)).value, sheet.cell(3, len(head)).value] == [
            "Residence: The cell is empty.",
            "Date of birth: There is no such day in the calendar.",
        ]
        sheet.cell(2, 4).value, sheet.cell(3, 2).value = "Nova 1", datetime.date(1980, 1, 31)
        out = io.BytesIO()
        book.save(out)
        batch = self.read(filing, officer, out.getvalue(), "rejected.xlsx")
        assert (batch.good, batch.rejected) == (2, 0)
        services.apply_table(batch=batch, at=now(), by=officer)
        assert filing.statements.count() == 3

    def test_formulas_of_a_workbook_are_not_computed(self, officer):
        rows = [list(cells(0).values()), list(cells(1).values())]
        rows[1][0] = '=HYPERLINK("http://x.test","Ana Anić")'
        batch = self.read(whole_party(officer, count=0), officer, xlsx_of(rows), "izjave.xlsx")
        assert [list(row.faults) for row in batch.rows.all()] == [[], ["name"]]

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"", "empty"),
            (b"a;b\n1;2\n", "were not found"),
            (";".join(HEADER).encode("cp1250"), "no rows"),
            (b"PK\x03\x04broken", "damaged"),
        ],
    )
    def test_a_table_that_is_none_is_told_so(self, officer, data, said):
        filing = whole_party(officer, count=0)
        with pytest.raises(Refused, match=said):
            self.read(filing, officer, data)
        assert (StatementImport.objects.count(), StatementRow.objects.count()) == (0, 0)

    def test_a_table_without_end_is_refused(self, officer, monkeypatch):
        monkeypatch.setattr(services, "MOST_ROWS", 5)
        with pytest.raises(Refused, match="more than 5 rows"):
            self.read(whole_party(officer, count=0), officer, csv_of([cells(n) for n in range(6)]))

    def test_given_up_nothing_of_it_is_kept(self, officer):
        filing = whole_party(officer, count=0)
        first = self.read(filing, officer, csv_of([cells(0)]))
        second = self.read(filing, officer, csv_of([cells(1)]))
        first.refresh_from_db()
        assert (first.state, first.rows.count()) == ("cancelled", 0)
        services.give_up_table(batch=second, at=now(), by=officer)
        assert (StatementRow.objects.count(), FounderStatement.objects.count()) == (0, 0)

    def test_only_the_applicant_and_officers_write_statements(self, officer, applicant, head):
        filing, batch = online_party(applicant, count=0), None
        batch = self.read(filing, applicant, csv_of([cells(0)]))
        stranger = type(applicant).objects.create_user("neko@example.test", full_name="Neko Drugi")
        for verb in (services.apply_table, services.give_up_table):
            with pytest.raises(Refused):
                verb(batch=batch, at=now(), by=stranger)
        services.apply_table(batch=batch, at=now(), by=applicant)
        assert filing.statements.count() == 1

    def test_the_empty_table_is_recognised(self):
        assert sorted(columns_of(read_table(empty_table(), "statements.xlsx").header).values()) == list(
            range(8)
        )

    def test_closed_data_are_in_no_audit_line(self, officer):
        filing = whole_party(officer, count=0)
        services.apply_table(batch=self.read(filing, officer, csv_of([cells(0)])), at=now(), by=officer)
        text = str(list(AuditEvent.objects.values_list("note", "data")))
        assert (SECRET in text, "Ana Perović" in text) == (False, False)


@pytest.mark.django_db
def test_online_the_second_statement_of_a_founder_is_refused_at_once(applicant):
    filing = online_party(applicant, count=1)
    first = filing.statements.get()
    copied = ("born_on", "birth_place", "residence", "signed_on", "certification_number", "not_barred")
    facts = {"name": to_cyrillic(first.name).upper(), **{name: getattr(first, name) for name in copied}}
    write = {"filing": filing, "what": "statement", "at": now(), "by": applicant}
    with pytest.raises(Refused, match="already in the filing"):
        online.save_one(facts=facts, **write)
    assert filing.statements.count() == 1
    assert online.save_one(facts=facts, row=first, **write).pk == first.pk
    born = facts["born_on"] - datetime.timedelta(days=400)
    online.save_one(facts=facts | {"born_on": born}, **write)
    assert filing.statements.count() == 2
