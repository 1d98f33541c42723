"""Costs from a spreadsheet: pasted cells and workbooks, what is understood, what is wrong, what is left out."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from grants.budget_merge import merged, opened_of, opened_text, print_of_line, print_of_row, row_of
from grants.budget_paste import read_pasted
from grants.budget_rows import MOST_SUM, exact, group_of, read_row, text_of
from grants.budget_sums import Limits, Share, sums_of, verdicts
from grants.documents.budget_workbook import number_text, text_in_file
from grants.models import Application, BudgetLine
from office.money import format_number
from office.refusal import Refused
from tests.factories import budget as have
from tests.factories.applications import enter, ready_draft
from tests.office import evil

CENTS = st.decimals(min_value=0, max_value=Decimal("999999.99"), places=2)
GROUPS = st.sampled_from(BudgetLine.Group.values)
WORDS = st.text(min_size=1, max_size=20)


@pytest.fixture(autouse=True)
def in_english():
    """Sentences of pure functions are compared in English."""
    with override("en"):
        yield


def url(name, *args):
    """An address of the portal."""
    return reverse(f"grants_portal:{name}", args=args)


def told(found):
    """Lines as they were understood."""
    return [
        (row.texts["group"], row.texts["description"], row.quantity, row.price, row.requested)
        for row in found.rows
    ]


def test_a_sheet_with_titles_is_understood_and_its_sum_left_out():
    found = read_pasted(have.SHEET)
    assert told(found) == [
        ("staff", "Koordinatorka projekta", 6, Decimal("500.00"), Decimal("3000.00")),
        ("travel", "Prevoz", 10, Decimal("45.50"), Decimal("455.00")),
    ]
    assert [(number, why) for number, _shown, why in found.skipped] == [
        (1, "before the lines"),
        (4, "a sum: the portal counts it"),
    ]
    assert found.wrong == 0 and not found.trouble


def test_columns_without_titles_are_guessed_and_can_be_named():
    found = read_pasted("1.\tRad\tsat\t10\t12,50\t125,00\n2.\tPut\ttura\t2\t30\t60", group="staff")
    assert found.columns == ["", "description", "unit", "quantity", "price", "total"]
    assert told(found)[1] == ("staff", "Put", 2, Decimal(30), Decimal(60))
    asked = read_pasted("Rad\t10\t12,50\t100,00\nPut\t2\t30\t45", group="staff")
    assert asked.columns == ["description", "quantity", "price", "requested"]
    named = read_pasted("Rad\t10\t12,50", ["description", "price", "quantity"], group="other")
    assert told(named) == [("other", "Rad", Decimal("12.50"), Decimal(10), Decimal(125))]
    alone = read_pasted("Kirija; 300,00\nStruja; 45", group="administration")
    assert [row.total for row in alone.rows] == [Decimal(300), Decimal(45)]


def test_a_row_that_names_a_group_holds_for_the_rows_below_it():
    found = read_pasted(
        "1. Људски ресурси\t\t\nРад\t2\t10\nПутни трошкови:\t\t\nПревоз\t1\t5\nНешто наше\t\t\nMeđuzbir\t\t25"
    )
    assert [(row.texts["group"], row.total) for row in found.rows] == [("staff", 20), ("travel", 5)]
    assert [why for _n, _s, why in found.skipped] == [
        "names the group of the lines below",
        "names the group of the lines below",
        "a title without numbers",
        "a sum: the portal counts it",
    ]


@pytest.mark.parametrize(
    ("cells", "key", "sentence"),
    [
        ("Plate\tRad\t=A1*2\t10", "quantity", "The cell holds a formula."),
        ("Plate\tRad\t-3\t10", "quantity", "A number below zero"),
        ("Plate\tRad\t2026-05-01\t10", "quantity", "has made a day of this number"),
        ("Plate\tRad\t1\t#REF!", "price", "The spreadsheet shows an error here (#REF!)."),
        ("Plate\tRad\t1\t0,125", "price", "0,125 has more than two decimals"),
        ("Plate\tRad\t1\t1,125", "price", "It is not clear which sum"),
        ("Nepoznato\tRad\t1\t2", "group", "“Nepoznato” is not a group of costs"),
        ("Plate\t\t1\t2", "description", "Say what is paid."),
        ("Plate\t=HYPERLINK(1)\t1\t2", "description", "The cell holds a formula."),
        ("Plate\t" + "ž" * 301 + "\t1\t2", "description", "301 characters; at most 300 fit here."),
        ("Plate\tRad\t9999999\t999999999", "price", "larger than any budget of a project"),
        ("Plate\tRad\t99999999\t1", "quantity", "at most 9.999.999,99"),
    ],
)
def test_each_error_stands_at_its_cell(cells, key, sentence):
    found = read_pasted(f"Grupa\tOpis\tKoličina\tCijena\n{cells}\nPlate\tDobar red\t1\t2")
    assert sentence in found.rows[0].faults[key]
    assert (found.wrong, found.rows[1].faults, found.rows[1].total) == (1, {}, Decimal(2))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Nothing was pasted."),
        ("   \n\n", "Nothing was pasted."),
        ("samo jedna kolona\njoš jedan red", "Only one column was found."),
        ("\t".join("x" * 1 for _n in range(40)), "The table has 40 columns"),
        ("Ovo nije tabela. " * 30_000, "characters: that is no table of costs"),
        (
            "\n".join(f"Plate\tRad {n}\t1\t2" for n in range(501)),
            "The table has 501 lines; a budget has at most 500.",
        ),
    ],
)
def test_what_is_no_table_gets_a_sentence(text, sentence):
    assert sentence in read_pasted(text).trouble


@given(st.lists(st.tuples(GROUPS, CENTS, CENTS), max_size=30))
def test_sums_are_exact_and_independent_of_the_order(lines):
    given_lines = [(group, total, min(total, asked)) for group, total, asked in lines]
    sums = sums_of(given_lines)
    assert sums == sums_of(reversed(given_lines))
    assert sums.total == sum((total for _g, total, _a in given_lines), Decimal(0))
    assert sums.requested + sums.other == sums.total and sums.other >= 0
    assert sum((group.total for group in sums.groups), Decimal(0)) == sums.total
    assert all(isinstance(value, Decimal) for value in (sums.total, sums.requested, sums.other))


@given(st.lists(st.tuples(GROUPS, CENTS), min_size=1, max_size=10), st.integers(0, 100))
def test_a_share_holds_exactly_up_to_its_edge(lines, percent):
    sums = sums_of((group, total, total) for group, total in lines)
    limits = Limits(Decimal(0), Decimal(10**9), (Share("staff", "staff", Decimal(percent)),))
    staff = sum((total for group, total in lines if group == "staff"), Decimal(0))
    verdict = verdicts(sums, limits)[1]
    edge = (sums.total * percent / 100).quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")
    assert verdict.fits is (None if not sums.total else staff <= edge)


@given(WORDS, CENTS.filter(lambda q: q > 0), CENTS, st.sampled_from(["{:.2f}", "comma", "serbian"]))
def test_what_is_pasted_is_what_is_read(words, quantity, price, way):
    def written(value):
        return {"comma": f"{value:.2f}".replace(".", ","), "serbian": format_number(value)}.get(
            way, f"{value:.2f}"
        )

    row = read_row(
        {"group": "Plate", "description": words, "quantity": written(quantity), "price": written(price)}
    )
    if "description" not in row.faults and row.texts["description"]:
        assert (row.quantity, row.price) == (quantity, price)
        total = (quantity * price).quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")
        assert row.total == (total if total <= MOST_SUM else None)
        assert "price" in row.faults or row.requested == total


@given(st.text(max_size=400))
def test_no_pasted_text_breaks_the_reading(text):
    found = read_pasted(text)
    for row in found.rows:
        assert row.faults or (row.total == row.requested + row.other and row.other >= 0)


@given(
    st.lists(
        st.lists(st.text(alphabet="ab1,.;\"='\t\n ", max_size=8), min_size=2, max_size=5),
        min_size=1,
        max_size=6,
    )
)
def test_no_table_breaks_the_reading(table):
    found = read_pasted(text_of(table))
    assert found.trouble or len(found.rows) + len(found.skipped) <= len(table)


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_number_of_a_workbook_is_never_read_as_another(value):
    assert exact(number_text(float(value))) == value if "," in number_text(float(value)) else True


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0,30"),
        (1234.5, "1234,50"),
        (1.234, "1,2340"),
        (1e300, "1e+300"),
        (float("nan"), "nan"),
        (3.0, "3,00"),
    ],
)
def test_noise_of_a_workbook_is_rounded_away_and_nothing_else(value, text):
    assert number_text(value) == text


def test_groups_are_known_in_every_language_and_with_their_number():
    for text in ("Human resources", "1. Ljudski resursi", "Људски ресурси", "IV) Plate:", "staff"):
        assert group_of(text) == "staff", text
    assert group_of("Struja") == ""


@given(st.lists(st.sampled_from("kmtbd"), min_size=1, max_size=8))
def test_joining_two_budgets_loses_no_change(fates):
    """k: nobody touched it, m: mine changed, t: theirs changed, b: both changed, d: deleted by them."""
    before = [line(n + 1, "1") for n in range(len(fates))]
    opened = opened_of(opened_text(before))
    after = [
        line(each.pk, "3" if fate in "tb" else "1")
        for each, fate in zip(before, fates, strict=True)
        if fate != "d"
    ]
    after.append(line(99, "9"))
    mine = [
        row_of(line(each.pk, "2" if fate in "mb" else "1")) for each, fate in zip(before, fates, strict=True)
    ]
    joined = merged(mine, after, opened)
    prices = {"k": 1, "m": 2, "t": 3, "b": 2}
    assert [row.price for row in joined.rows] == [*(prices[fate] for fate in fates if fate != "d"), 9]
    assert len(joined.clashes) == fates.count("b")
    assert joined.taken == fates.count("t") + fates.count("d") + 1


def line(pk, price):
    """A line of one piece."""
    price = Decimal(price).quantize(Decimal("0.01"))
    return BudgetLine(
        pk=pk,
        group="staff",
        description=f"Red {pk}",
        unit="",
        quantity=Decimal("1.00"),
        price=price,
        total=price,
        requested=price,
    )


def test_the_print_of_a_line_does_not_depend_on_how_it_is_typed():
    typed = {"group": "staff", "description": "Red 1", "quantity": "1", "price": "1 234.5", "requested": ""}
    assert print_of_row(read_row(typed)) == print_of_line(line(1, "1234.50"))
    assert print_of_row(read_row(typed | {"price": "1234,51"})) != print_of_line(line(1, "1234.50"))


# pages


@pytest.fixture
def draft(db):
    """A draft with one line of 5,000."""
    return ready_draft()


@pytest.fixture
def ngo(client, draft):
    """A client of the person who began the draft."""
    return enter(client, draft.created_by)


def sums(draft):
    """The lines that are kept."""
    return list(draft.budget_lines.values_list("description", "total"))


def test_pasted_cells_are_shown_first_and_kept_when_asked(ngo, draft):
    address = url("budget_paste", draft.pk)
    page = ngo.post(address, {"text": have.SHEET, "again": "1"}).content.decode()
    assert "2 lines were read." in page and "Nothing is kept yet." in page and "2 rows were left out" in page
    assert (
        "Koordinatorka projekta" in page and "€3,455.00" in page and "The budget has 1 line already" in page
    )
    assert draft.budget_lines.count() == 1
    ngo.post(address, {"text": have.SHEET, "do": "keep", "mode": "append", "version": "0"})
    assert [name for name, _total in sums(draft)] == ["Prevoz otpada", "Koordinatorka projekta", "Prevoz"]
    stale = ngo.post(
        address, {"text": have.SHEET, "do": "keep", "mode": "replace", "version": "0"}
    ).content.decode()
    assert "saved this part at" in stale and len(sums(draft)) == 3
    ngo.post(address, {"text": have.SHEET, "do": "keep", "mode": "replace", "version": "1"})
    assert sums(draft) == [("Koordinatorka projekta", Decimal(3000)), ("Prevoz", Decimal(455))]
    assert Application.objects.get(pk=draft.pk).requested == Decimal(3455)


def test_wrong_rows_are_not_kept_but_come_into_the_table(ngo, draft):
    text = "Grupa\tOpis\tKoličina\tCijena\nPlate\tRad\t-3\t10\nPlate\tDobro\t1\t20"
    page = ngo.post(url("budget_paste", draft.pk), {"text": text, "again": "1"}).content.decode()
    assert (
        "1 line has an error." in page and "A number below zero" in page and "Take the lines over" not in page
    )
    ngo.post(url("budget_paste", draft.pk), {"text": text, "do": "keep", "mode": "append", "version": "0"})
    assert len(sums(draft)) == 1
    table = ngo.post(
        url("budget_table", draft.pk), {"text": text, "do": "bring", "mode": "append", "version": "0"}
    )
    page = table.content.decode()
    assert 'value="Prevoz otpada"' in page and 'value="-3"' in page and 'value="Dobro"' in page
    assert len(sums(draft)) == 1


def test_columns_are_named_by_hand(ngo, draft):
    data = {
        "text": "Rad\t10\t12,50",
        "column-0": "description",
        "column-1": "price",
        "column-2": "quantity",
        "group": "staff",
    }
    page = ngo.post(url("budget_paste", draft.pk), data).content.decode()
    assert "€125.00" in page and "12.50" in page
    silly = ngo.post(
        url("budget_paste", draft.pk), data | {"column-0": "nesto", "group": "zlo"}
    ).content.decode()
    assert "zlo is not one of the available choices" in silly


def test_the_workbook_comes_back_as_it_went(ngo, draft):
    draft.budget_lines.update(description="=1+1 Prevoz", requested=4000, other=1000)
    answer = ngo.get(url("budget_workbook", draft.pk))
    assert answer["Content-Disposition"].endswith('.xlsx"')
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Budget", "Instructions"]
    assert [cell.value for cell in book["Budget"][2]][:5] == ["services", "=1+1 Prevoz", "tura", 1, 5000]
    assert any("At most 500 lines are read." in str(row[0].value) for row in book["Instructions"].iter_rows())
    book["Budget"]["B2"] = "Prevoz"
    book["Budget"]["A3"], book["Budget"]["B3"], book["Budget"]["D3"], book["Budget"]["E3"] = (
        "travel",
        "Put",
        3,
        10.1,
    )
    out = io.BytesIO()
    book.save(out)
    page = upload(ngo, draft, "budzet.xlsx", out.getvalue())
    assert "2 lines were read." in page and "€30.30" in page
    found = read_pasted(text_in_file(out.getvalue(), "budzet.xlsx"))
    assert [(row.total, row.requested, row.other) for row in found.rows] == [
        (Decimal(5000), Decimal(4000), Decimal(1000)),
        (Decimal("30.30"), Decimal("30.30"), Decimal(0)),
    ]


def upload(ngo, draft, name, data):
    """The page after a file was sent."""
    return ngo.post(url("budget_upload", draft.pk), {"file": SimpleUploadedFile(name, data)}).content.decode()


def book(*rows):
    """A small workbook."""
    made, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    made.save(out)
    return out.getvalue()


TITLES = ("Grupa", "Opis", "Količina", "Cijena")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("prazno.xlsx", b"", "The file is empty (0 bytes)."),
        ("star.xls", b"\xd0\xcf\x11\xe0", "is not an XLSX file"),
        ("list.ods", b"PK\x03\x04", "is not an XLSX file"),
        ("slika.png", b"\x89PNG", "is of a kind that is not accepted here"),
        ("lazni.xlsx", b"PK\x03\x04 nije", "lazni.xlsx"),
        ("bez.xlsx", book(), "Nothing was pasted."),
        ("velik.xlsx", b"PK" + b"0" * (5 * 1024 * 1024), "is not larger than 5 MB"),
        (
            "dug.xlsx",
            book(TITLES, *[("Plate", f"Rad {n}", 1, 2) for n in range(501)]),
            "The table has 501 lines",
        ),
        ("formula.xlsx", book(TITLES, ("Plate", "Rad", "=1+1", 2)), "The cell holds a formula."),
        ("minus.xlsx", book(TITLES, ("Plate", "Rad", -1, 2)), "A number below zero"),
        ("tri.xlsx", book(TITLES, ("Plate", "Rad", 1.125, 2)), "has more than two decimals"),
        ("tabela.csv", "Grupa;Opis;Količina;Cijena\nPlate;Rad;2;1.234,50\n".encode("cp1250"), "€2,469.00"),
    ],
)
def test_files_get_a_sentence_each(ngo, draft, name, data, sentence):
    assert sentence in upload(ngo, draft, name, data)
    assert len(sums(draft)) == 1


def test_dangerous_workbooks_are_refused(ngo, draft):
    for data in (evil.office_file(("xl/vbaProject.bin", b"x")), evil.locked_pdf(), evil.cut(book(TITLES))):
        with pytest.raises(Refused):
            text_in_file(data, "opasno.xlsx")
    assert "Choose a file first." in ngo.post(url("budget_upload", draft.pk), {"sent": "1"}).content.decode()
