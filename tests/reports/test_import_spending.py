"""The real Serbian rows come in to the para, twice without a change, and bad files with a sentence."""

import csv
import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, Q, Sum

from reports.models import SpendingRow
from reports.recipients import kind_of
from tests.conftest import SHARED_DATA

pytestmark = pytest.mark.django_db
ROWS = SHARED_DATA / "rs" / "media_cofinancing_2015_2021.csv"
TOTALS = SHARED_DATA / "rs" / "media_cofinancing_totals.csv"


@pytest.fixture(autouse=True)
def _serbia(settings):
    settings.OFFICE_JURISDICTION = "serbia"
    call_command("load_code_lists", verbosity=0, stdout=StringIO())


def run(*args, **kwargs):
    out = StringIO()
    call_command("import_spending", *args, stdout=out, **kwargs)
    return json.loads(out.getvalue())


def totals(level):
    with TOTALS.open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["level"] == level]


def test_all_years_equal_the_published_totals_to_the_para():
    read = 0
    for year in range(2015, 2022):
        read = run(ROWS, year=year)["read"]
    assert read == 14329
    assert SpendingRow.objects.count() == 14329
    assert SpendingRow.objects.filter(no_award=True).count() == 201
    sums = dict(SpendingRow.objects.values_list("spending__year").annotate(Sum("awarded")))
    assert {str(k): v for k, v in sums.items()} == {
        r["year"]: Decimal(r["awarded_rsd"]) for r in totals("year")
    }
    by_body = {
        (year, body): (rows, money)
        for year, body, rows, money in SpendingRow.objects.values_list(
            "spending__year", "spending__body__name"
        )
        .annotate(rows=Count("pk"), money=Sum("awarded"))
        .order_by()
    }
    expected = {
        (int(r["year"]), r["body"]): (int(r["rows"]), Decimal(r["awarded_rsd"])) for r in totals("year_body")
    }
    assert by_body == expected
    assert SpendingRow.objects.exclude(remark="").count() == 10
    dummies = SpendingRow.objects.filter(
        organisation_number__in=["11111111", "22222222"], organisation__isnull=False
    )
    assert not dummies.exists()
    ngo = Q(recipient_kind__in=SpendingRow.NGO_KINDS)
    parts = SpendingRow.objects.aggregate(a=Sum("awarded", filter=ngo), b=Sum("awarded", filter=~ngo))
    assert parts["a"] + parts["b"] == Decimal("10325184505.60")


def test_the_same_file_again_changes_nothing():
    first = run(ROWS, year=2019)
    again = run(ROWS, year=2019)
    assert (first["created"], first["other_years"]) == (2433, 14329 - 2433)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2433)


def test_a_dry_run_writes_nothing():
    assert run(ROWS, year=2015, dry_run=True)["created"] == 1280
    assert SpendingRow.objects.count() == 0


def test_kinds_of_recipients_agree_with_the_source():
    with (SHARED_DATA / "rs" / "applicants.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    agree = [row for row in rows if kind_of(row["applicant"], row["applicant_id"]) == row["kind_derived"]]
    assert len(agree) / len(rows) > 0.99


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "0 bytes"),
        ("a,b\n1,2\n", "lacks these columns"),
    ],
)
def test_a_wrong_file_is_refused_with_a_sentence(tmp_path, text, said, settings):
    settings.LANGUAGE_CODE = "en"
    path = tmp_path / "spending.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=said):
        run(path, year=2024)
    assert SpendingRow.objects.count() == 0


def test_a_letter_in_a_sum_rejects_the_row_and_keeps_the_rest(tmp_path):
    path = tmp_path / "spending.csv"
    path.write_text(
        "body;applicant;awarded\nAda;Udruženje A;1.234,50\nAda;Udruženje B;12O0\n", encoding="cp1250"
    )
    errors = tmp_path / "errors.xlsx"
    summary = run(path, year=2024, errors=errors)
    assert (summary["created"], summary["rejected"]) == (1, 1)
    assert SpendingRow.objects.get().awarded == Decimal("1234.50")
    assert errors.stat().st_size > 0
