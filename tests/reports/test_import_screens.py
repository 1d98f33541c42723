"""A file of spending in the browser: preview, applied by the worker's code, rejected rows, undone whole."""

import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from office import jobs
from office.models import AuditEvent, Body, Job
from office.refusal import Refused
from reports.models import SpendingChange, SpendingImport, SpendingReturn, SpendingRow
from reports.queries.awards import public_rows
from reports.services import spending as returns
from reports.services import spending_import as verbs
from tests.factories.grants import body
from tests.factories.office import client_of, person

pytestmark = pytest.mark.django_db
HEAD = "row;body;applicant;mb;project;awarded\n"
ROWS = "1;Ministarstvo A;Udruženje Jedan;;Prvi;1.234,50\n2;Opština B;Udruženje Dva;;Drugi;800\n"


@pytest.fixture
def officer():
    return person("kontrolor", "office_officer")


def file(text: str | bytes, name: str = "utrosak.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def sent(officer, text, *, year=2024, of=None, name="utrosak.csv") -> SpendingImport:
    """A checked file."""
    return verbs.check_upload(upload=file(text, name), year=year, body=of, by=officer)


def applied(officer, text, **facts) -> SpendingImport:
    """A checked file that was ordered and applied by the code of the worker."""
    batch = verbs.order_import(batch=sent(officer, text, **facts), by=officer)
    jobs.run_job(batch.job_id)
    batch.refresh_from_db()
    return batch


def sums() -> dict[str, Decimal]:
    return dict(SpendingRow.objects.values_list("source_row", "awarded"))


def test_through_the_screens(officer):
    client = client_of(officer)
    letter = "3;Opština B;Udruženje Tri;;Treći;12O0\n"
    address = reverse("reports_staff:imports")
    assert client.get(address).status_code == 200
    answer = client.post(address, {"file": file(HEAD + ROWS + letter), "year": 2024})
    batch = SpendingImport.objects.get()
    page = reverse("reports_staff:import", args=[batch.pk])
    assert answer.status_code == 302 and answer["Location"] == page
    shown = client.get(page).content.decode()
    for part in ("Udruženje Jedan", "12O0", "€1,234.50", "applicant", "a body the portal does not know yet"):
        assert part in shown
    assert SpendingRow.objects.count() == SpendingReturn.objects.count() == 0
    figures = {
        k: batch.summary[k] for k in ("read", "created", "updated", "unchanged", "rejected", "awarded")
    }
    assert figures == {
        "read": 3, "created": 2, "updated": 0, "unchanged": 0, "rejected": 1, "awarded": "2034.50",
    }  # fmt: skip
    book = client.get(reverse("reports_staff:import_rejected", args=[batch.pk])).content
    lines = list(openpyxl.load_workbook(io.BytesIO(book)).active.iter_rows(values_only=True))
    assert lines[0][2:] == tuple(HEAD.strip().split(";"))
    assert lines[1][0] == 4 and "12O0" in lines[1][1] and lines[1][-1] == "12O0"

    client.post(reverse("reports_staff:import_step", args=[batch.pk]), {"action": "order"})
    job = Job.objects.get(kind="reports.apply_import")
    jobs.run_job(job.pk)
    job.refresh_from_db()
    batch.refresh_from_db()
    assert (job.state, job.result_url, batch.state) == ("done", page, "applied")
    assert sums() == {"1": Decimal("1234.50"), "2": Decimal(800)}
    assert public_rows().count() == 2  # the office itself brought it in

    client.post(reverse("reports_staff:import_step", args=[batch.pk]), {"action": "undo"})
    batch.refresh_from_db()
    assert batch.state == "applied"  # no reason was given
    client.post(
        reverse("reports_staff:import_step", args=[batch.pk]), {"action": "undo", "note": "pogrešna datoteka"}
    )
    batch.refresh_from_db()
    assert batch.state == "undone" and client.get(page).status_code == 200
    assert SpendingRow.objects.count() == SpendingReturn.objects.count() == 0
    assert not Body.objects.filter(name__in=["Ministarstvo A", "Opština B"]).exists()


def test_undoing_brings_back_what_was_there(officer):
    applied(officer, HEAD + ROWS)
    second = applied(officer, HEAD + ROWS.replace("800", "900") + "9;Opština B;Novo;;Deveti;5\n")
    assert {k: second.summary[k] for k in ("created", "updated", "unchanged")} == {
        "created": 1, "updated": 1, "unchanged": 1,
    }  # fmt: skip
    assert second.preview["updated"][0]["changes"] == [["awarded", "800.00", "900.00"]]
    first = SpendingImport.objects.order_by("pk").first()
    with pytest.raises(Refused):
        verbs.undo_import(batch=first, note="r", by=officer)
    verbs.undo_import(batch=second, note="r", by=officer)
    assert sums() == {"1": Decimal("1234.50"), "2": Decimal("800.00")}
    verbs.undo_import(batch=first, note="r", by=officer)
    assert (sums(), SpendingChange.objects.filter(row__isnull=False).count()) == ({}, 0)


def test_what_was_accepted_is_not_taken_back(officer):
    batch = applied(officer, HEAD + ROWS)
    for spending in SpendingReturn.objects.all():
        returns.submit(spending=spending, by=officer)
    one = SpendingReturn.objects.first()
    returns.accept(spending=one, by=officer)
    with pytest.raises(Refused):
        verbs.undo_import(batch=batch, note="r", by=officer)
    returns.reopen(spending=one, note="r", by=officer)
    assert verbs.undo_import(batch=batch, note="r", by=officer).state == "undone"


def test_a_return_that_was_handed_in_stops_the_file_and_nothing_is_half_written(officer):
    applied(officer, HEAD + ROWS)
    second = sent(officer, HEAD + ROWS.replace("800", "900").replace("1.234,50", "7"))
    late = SpendingReturn.objects.get(body__name="Opština B")
    returns.submit(spending=late, by=officer)
    second = verbs.order_import(batch=second, by=officer)
    jobs.run_job(second.job_id)
    second.refresh_from_db()
    assert second.state == "ordered" and second.job.state == "failed" and "Opština B" in second.job.error
    assert sums() == {"1": Decimal("1234.50"), "2": Decimal("800.00")}
    returns.give_back(spending=late, note="r", by=officer)
    second = verbs.order_import(batch=second, by=officer)
    jobs.run_job(second.job_id)
    assert sums() == {"1": Decimal(7), "2": Decimal(900)}


def test_twice_ordered_is_applied_once(officer):
    batch = verbs.order_import(batch=sent(officer, HEAD + ROWS), by=officer)
    with pytest.raises(Refused):
        verbs.order_import(batch=batch, by=officer)
    jobs.run_job(batch.job_id)
    verbs.apply_import(batch=batch, by=officer)
    assert SpendingRow.objects.count() == 2


def test_the_same_file_again_brings_nothing_new(officer):
    applied(officer, HEAD + ROWS)
    again = sent(officer, HEAD + ROWS)
    assert again.summary["unchanged"] == 2
    with pytest.raises(Refused):
        verbs.order_import(batch=again, by=officer)
    assert verbs.give_up_import(batch=again, by=officer).state == "cancelled"


def test_a_row_number_twice_is_known_by_neither(officer):
    batch = sent(officer, HEAD + ROWS + "2;Opština B;Udruženje Pet;;Peti;10\n")
    assert (batch.summary["created"], batch.summary["rejected"]) == (2, 1)


def test_a_body_brings_in_its_own_rows_only():
    own, other = body(name="Opština B"), body(name="Ministarstvo A")
    clerk = person("clerk", "body_officer", body=own)
    batch = sent(clerk, HEAD + ROWS, of=own)
    assert (batch.summary["created"], batch.summary["other_bodies"]) == (1, 1)
    with pytest.raises(Refused):
        sent(clerk, HEAD + ROWS)
    with pytest.raises(Refused):
        sent(clerk, HEAD + ROWS, of=other)
    foreign = sent(person("office", "office_officer"), HEAD + ROWS, of=other)
    client = client_of(clerk)
    for name in ("import", "import_rejected"):
        assert client.get(reverse(f"reports_staff:{name}", args=[foreign.pk])).status_code == 404
    assert client.post(reverse("reports_staff:import_step", args=[foreign.pk])).status_code == 404
    batch = verbs.order_import(batch=batch, by=clerk)
    jobs.run_job(batch.job_id)
    assert SpendingRow.objects.get().spending.body == own
    assert public_rows().count() == 0  # a body's own draft is nobody's business yet


def broken_book() -> bytes:
    """A workbook whose sheet breaks off in the middle."""
    out = io.BytesIO()
    book = openpyxl.Workbook()
    for n in range(300):
        book.active.append([f"NVO {n}", n, "Ada"] if n else ["applicant", "awarded", "body"])
    book.save(out)
    whole, half = zipfile.ZipFile(out), io.BytesIO()
    with zipfile.ZipFile(half, "w") as copy:
        for name in whole.namelist():
            data = whole.read(name)
            copy.writestr(name, data[: len(data) // 2] if name.endswith("sheet1.xml") else data)
    return half.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        ("a;b\n1;2\n", "a.csv", "lacks these columns"),
        (HEAD, "a.csv", "no rows"),
        (b"", "a.csv", "empty"),
        (broken_book(), "a.xlsx", "damaged"),
        (b"PK\x03\x04 half", "a.xlsx", "a.xlsx"),
        ("applicant;awarded\nA;1\n", "a.csv", "names no body"),
        ("year;" + HEAD + "2020;" + ROWS.split("\n")[0], "a.csv", "2024"),
    ],
)
def test_a_bad_file_is_said_in_a_sentence_and_nothing_is_written(officer, content, name, said):
    answer = client_of(officer).post(
        reverse("reports_staff:imports"), {"file": file(content, name), "year": 2024}
    )
    assert answer.status_code == 200
    errors = str(answer.context["form"].errors)
    assert said in errors, errors
    assert SpendingImport.objects.count() == SpendingRow.objects.count() == 0
    assert not AuditEvent.objects.filter(subject="reports.spendingimport").exists()
