"""A list in the browser: read, columns confirmed, previewed, doubtful rows decided, applied, undone."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from ngo_registry.models import ImportRow, ImportSource, Organisation, RegisterEntry, RegisterImport
from ngo_registry.queries.imports import as_shown
from ngo_registry.services import import_apply, import_undo
from ngo_registry.services import imports as verbs
from ngo_registry.services.import_decisions import decide_row
from office import jobs
from office.models import AuditEvent
from office.refusal import Refused
from office.services.jobs import cancel_job
from tests.drawn import drawn
from tests.factories.office import client_of, person
from tests.factories.registry import MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
HEAD = "Oznaka;Kako se zove;Mesto;Upisano dana\n"
SOURCE = "Izvoz državnog registra"


@pytest.fixture(autouse=True)
def _list_kept_elsewhere(settings):
    settings.OFFICE_JURISDICTION = "serbia"


@pytest.fixture
def officer():
    return person("referent", "registry_officer", "administrator")


def upload(text: str | bytes, name: str = "lista.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def read(officer, text, *, source=SOURCE, name="lista.csv", **more) -> RegisterImport:
    """A file whose columns wait for confirmation."""
    facts = {"as_of": timezone.localdate(), "source": source, "by": officer, **more}
    return verbs.read_upload(upload=upload(text, name), **facts)


def checked(officer, text, **more) -> RegisterImport:
    """A file that was read and confirmed as it was recognised."""
    batch = read(officer, text, **more)
    return verbs.confirm_columns(batch=batch, columns=batch.columns, is_part=batch.is_part, by=officer)


def applied(officer, text, **more) -> RegisterImport:
    """A file applied by the code of the worker."""
    batch = import_apply.order_import(batch=checked(officer, text, **more), by=officer)
    jobs.run_job(batch.job_id)
    batch.refresh_from_db()
    assert batch.state == "applied", batch.job.error
    return batch


def address(name: str, *args) -> str:
    return reverse(f"ngo_registry_staff:{name}", args=args)


def figures(batch) -> tuple:
    return batch.created, batch.updated, batch.unchanged, batch.doubtful, batch.rejected, batch.gone


LIST = "MB;Naziv;Mesto\n28000001;Prvo udruženje;Bor\n28000002;Drugo udruženje;Vršac\n28000003;Treće;Bor\n"


def test_through_the_screens_and_back(officer):
    client = client_of(officer)
    rows = "28000001;Žena danas;Bor;22. 11. 2020.\n28000002;Most;Vršac;1.2.2019\n28000003;;Bor;nikad\n"
    facts = {"file": upload(HEAD + rows), "as_of": "2026-10-01", "new_source": SOURCE, "known": ""}
    answer = client.post(address("imports"), facts)
    batch = RegisterImport.objects.get()
    assert answer["Location"] == address("import_columns", batch.pk)
    page = client.get(address("import_columns", batch.pk)).content.decode()
    for part in ("Kako se zove", "22. 11. 2020.", "2020-11-22", "UTF-8", "Upisano dana"):
        assert part in page
    assert batch.columns == {"place": 2}
    # The portal did not recognise two columns; a person chooses, and it is remembered for the source.
    chosen = {"action": "confirm", "column_0": "mb", "column_1": "name", "column_2": "place"}
    without = client.post(address("import_columns", batch.pk), chosen | {"column_1": ""})
    assert "Choose the column that holds the names" in without.content.decode()
    chosen["column_3"] = "registered_on"
    assert client.post(address("import_columns", batch.pk), chosen).status_code == 302
    batch.refresh_from_db()
    assert (batch.state, figures(batch)) == ("checked", (2, 0, 0, 0, 1, 0))
    source = ImportSource.objects.get()
    assert source.columns == {
        "oznaka": "mb", "kako se zove": "name", "mesto": "place", "upisano dana": "registered_on",
    }  # fmt: skip
    page = client.get(address("import", batch.pk)).content.decode()
    assert "The name is missing." in page and "“nikad” is not a day" in page
    assert not Organisation.objects.exists()

    client.post(address("import_step", batch.pk), {"action": "order"})
    batch.refresh_from_db()
    jobs.run_job(batch.job_id)
    batch.refresh_from_db()
    assert (batch.state, batch.job.state) == ("applied", "done")
    ngo = Organisation.objects.get(mb="28000001")
    assert (str(ngo.registered_on), ngo.source, str(ngo.as_of)) == ("2020-11-22", "imported", "2026-10-01")
    client.post(address("import_step", batch.pk), {"action": "order_undo"})
    batch.refresh_from_db()
    assert batch.state == "applied"  # no reason was given
    client.post(address("import_step", batch.pk), {"action": "order_undo", "note": "pogrešna lista"})
    batch.refresh_from_db()
    jobs.run_job(batch.job_id)
    batch.refresh_from_db()
    assert (batch.state, batch.taken_back, batch.left) == ("undone", 2, 0)
    assert not Organisation.objects.exists()
    for show in ("", "back", "rejected"):
        assert client.get(address("import", batch.pk), {"show": show}).status_code == 200
    lines = list(RegisterEntry.objects.order_by("number").values_list("number", "organisation", "kind"))
    assert lines == [(f"{kind}-{batch.pk}-{row}", None, "import") for kind in ("PV", "UV") for row in (2, 3)]


def test_what_was_chosen_for_a_source_is_offered_the_next_time(officer):
    ImportSource.objects.create(name=SOURCE, columns={"oznaka": "mb", "kako se zove": "name", "mesto": ""})
    batch = read(officer, HEAD + "28000001;Žena;Bor;1.1.2020\n")
    assert batch.columns == {"mb": 0, "name": 1}  # and the place is left out, as a person wanted
    assert read(officer, HEAD + "28000001;Žena;Bor;1.1.2020\n", source="Drugi izvor").columns == {"place": 2}


def test_of_two_columns_with_one_name_the_chosen_one_is_remembered(officer):
    twice = "MB;Naziv;Naziv\n28000001;Žena;Drugi naziv\n"
    batch = read(officer, twice)
    assert batch.columns == {"mb": 0, "name": 1}
    verbs.confirm_columns(batch=batch, columns=batch.columns, is_part=False, by=officer)
    assert read(officer, twice).columns == {"mb": 0, "name": 1}


def test_a_file_without_names_of_columns_says_that_its_first_row_would_be_left_out(officer):
    batch = read(officer, "28000001;Žena;Bor\n28000002;Most;Bor\n")
    page = client_of(officer).get(address("import_columns", batch.pk)).content.decode()
    assert batch.columns == {} and "add a row with names above it and send the file again" in page


def test_a_wrong_guess_of_encoding_and_delimiter_is_corrected(officer):
    text = "Naziv;Mesto\nŽena, danas;Šabac\n".encode("cp852")
    batch = read(officer, text)
    assert batch.encoding == "Windows-1250"
    client = client_of(officer)
    facts = {"action": "reread", "encoding": "DOS 852", "delimiter": ";", "header_row": "1"}
    assert client.post(address("import_columns", batch.pk), facts).status_code == 302
    batch.refresh_from_db()
    assert (batch.encoding, batch.delimiter, batch.columns) == ("DOS 852", ";", {"name": 0, "place": 1})
    batch = verbs.confirm_columns(batch=batch, columns=batch.columns, is_part=False, by=officer)
    assert batch.rows.get().name == "Žena, danas"
    comma = verbs.reread(batch=batch, encoding="UTF-8", delimiter=",", sheet="", header_row=1, by=officer)
    assert (comma.state, comma.delimiter, comma.rows.count()) == ("read", ",", 0)


def test_a_sheet_and_a_header_under_a_merged_title(officer):
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "Napomene"
    book.active.append(["Ovo nije lista"])
    sheet = book.create_sheet("Lista")
    sheet.append(["Registar udruženja", None, None])
    sheet.merge_cells("A1:C1")
    for row in (["MB", "Naziv", "Datum upisa"], [6057586, "Golija", timezone.datetime(2015, 3, 2)]):
        sheet.append(row)
    book.save(out)
    with pytest.raises(Refused, match="no rows"):
        read(officer, out.getvalue(), name="a.xlsx")
    book.active.append(["i ovo nije"])
    out = io.BytesIO()
    book.save(out)
    batch = read(officer, out.getvalue(), name="a.xlsx")
    assert (batch.sheet, batch.sheets) == ("Napomene", ["Napomene", "Lista"])
    batch = verbs.reread(batch=batch, encoding="", delimiter="", sheet="Lista", header_row=0, by=officer)
    assert (batch.header_row, batch.columns) == (2, {"mb": 0, "name": 1, "registered_on": 2})
    assert batch.shapes[2][0] == "day"
    batch = verbs.confirm_columns(batch=batch, columns=batch.columns, is_part=False, by=officer)
    row = batch.rows.get()
    assert (row.mb, str(row.registered_on)) == ("06057586", "2015-03-02")


def test_changes_are_shown_field_by_field(officer):
    applied(officer, LIST)
    batch = checked(officer, LIST.replace("Prvo udruženje;Bor", "Prvo društvo;Knjaževac"))
    assert figures(batch) == (0, 1, 2, 0, 0, 0)
    page = drawn(client_of(officer).get(address("import", batch.pk)).content)
    for old, new in (("Prvo udruženje", "Prvo društvo"), ("Bor", "Knjaževac")):
        assert f'<del translate="no">{old}</del> <ins translate="no">{new}</ins>' in page


def test_the_next_list_of_a_source_says_what_is_new_changed_and_gone(officer):
    first = applied(officer, LIST, as_of=timezone.localdate() - timezone.timedelta(days=30))
    second = LIST.replace("28000002;Drugo udruženje;Vršac\n", "").replace("Treće", "Četvrto")
    batch = checked(officer, second + "28000009;Deveto;Bor\n")
    assert (figures(batch), batch.previous) == ((1, 1, 1, 0, 0, 1), first)
    page = client_of(officer).get(address("import", batch.pk), {"show": "gone"}).content.decode()
    assert "Drugo udruženje" in page and "Prvo udruženje" not in page
    batch = import_apply.order_import(batch=batch, by=officer)
    jobs.run_job(batch.job_id)
    gone, kept = Organisation.objects.get(mb="28000002"), Organisation.objects.get(mb="28000001")
    assert (gone.status, gone.as_of, kept.as_of) == (
        "active",
        first.as_of,
        batch.as_of,
    )  # listed, not deleted
    part = checked(officer, "MB;Naziv\n28000001;Prvo udruženje\n", is_part=True)
    assert (part.gone, part.unchanged) == (0, 1)
    import_undo.order_undo(batch=batch, note="r", by=officer)
    batch.refresh_from_db()
    jobs.run_job(batch.job_id)
    kept.refresh_from_db()
    assert (kept.as_of, Organisation.objects.filter(mb="28000009").exists()) == (first.as_of, False)


def test_what_is_wrong_is_said_in_the_language_of_who_reads(officer):
    batch = checked(officer, "MB;Naziv;Datum upisa\n28000001;;1.1.2999\n")
    with override("en"):
        (row,) = as_shown(batch, batch.rows.all(), "rejected")
    assert [sentence for _title, _cell, sentence in row.faults] == [
        "The name is missing.", "The day 1.1.2999 has not come yet.",
    ]  # fmt: skip
    with override("sr"):
        (row,) = as_shown(batch, batch.rows.all(), "rejected")
    assert row.faults[0][2] == "Назив недостаје."


def test_the_corrected_workbook_of_rejected_rows_is_taken(officer):
    applied(officer, LIST)
    batch = applied(officer, LIST + "28000004;;Bor\n28000005;Peto;Bor\n2800000X;Šesto;Bor\n")
    client = client_of(officer)
    data = client.get(address("import_rejected", batch.pk)).content
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.active
    assert [cell.value for cell in sheet[1]] == ["Row", "Why it was rejected", "MB", "Naziv", "Mesto"]
    marked = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment]
    assert marked == ["D2", "C3"] and "8 digits" in sheet["C3"].comment.text
    assert sheet["D2"].fill.fgColor.rgb == "FFFFD9D2"
    sheet["D2"], sheet["C3"] = "Četvrto", "28000006"
    out = io.BytesIO()
    book.save(out)
    again = checked(officer, out.getvalue(), name="rejected.xlsx")
    assert (again.is_part, again.columns) == (True, {"mb": 2, "name": 3, "place": 4})
    assert figures(again) == (2, 0, 0, 0, 0, 0)


def test_undoing_lists_and_leaves_what_was_changed_or_used_since(officer):
    old = OrganisationFactory(number="28000001", mb="28000001", name="Staro ime", place="Bor", imported=True)
    other = OrganisationFactory(number="28000002", mb="28000002", name="Drugo", place="Vršac", imported=True)
    batch = applied(officer, LIST + "28000004;Četvrto;Bor\n28000005;Peto;Bor\n")
    assert figures(batch) == (3, 2, 0, 0, 0, 0)
    old.refresh_from_db()
    assert (old.name, old.former_names) == ("Prvo udruženje", "Staro ime")
    Organisation.objects.filter(pk=other.pk).update(name="Ispravljeno")
    Organisation.objects.filter(mb="28000004").update(website="novo.test")
    MembershipFactory(organisation=Organisation.objects.get(mb="28000005"))
    batch = import_undo.undo_import(batch=batch, note="r", by=officer)
    assert (batch.taken_back, batch.left) == (2, 3)
    old.refresh_from_db()
    assert (old.name, old.former_names, str(old.as_of)) == ("Staro ime", "", "2026-10-01")
    assert not Organisation.objects.filter(mb="28000003").exists()
    page = client_of(officer).get(address("import", batch.pk)).content.decode()
    for part in ("Drugo udruženje", "Četvrto", "Peto", "changed after the import", "Something rests on it"):
        assert part in page
    line = old.entries.last()
    assert (line.number, line.facts["name"]) == (f"PV-{batch.pk}-2", ["Prvo udruženje", "Staro ime"])
    with pytest.raises(Refused, match="not possible now"):
        import_undo.undo_import(batch=checked(officer, LIST), note="r", by=officer)


def test_an_import_of_which_nothing_can_be_taken_back_says_so(officer):
    batch = applied(officer, "MB;Naziv\n28000001;Prvo\n")
    MembershipFactory(organisation=Organisation.objects.get())
    with pytest.raises(Refused, match="Nothing of this import can be taken back"):
        import_undo.order_undo(batch=batch, note="r", by=officer)
    batch.refresh_from_db()
    assert batch.state == "applied"
    same = applied(officer, "MB;Naziv\n28000001;Prvo\n")
    with pytest.raises(Refused, match="wrote nothing"):
        import_undo.order_undo(batch=same, note="r", by=officer)


DOUBTFUL = "Naziv;Mesto\nУдружење Жена данас;Bor\nŽena dans;Bor\nSasvim novo;Bor\n"


def test_a_doubtful_row_waits_for_a_person(officer):
    ngo = OrganisationFactory(number="28000001", mb="28000001", name="Žena danas", place="Bor", imported=True)
    batch = checked(officer, DOUBTFUL)
    assert figures(batch) == (1, 0, 0, 2, 0, 0)
    rows = list(batch.rows.filter(outcome="doubtful"))
    assert [row.candidates.get().reason for row in rows] == ["form", "letter"]
    client = client_of(officer)
    page = client.get(address("import", batch.pk)).content.decode()
    assert "Doubtful, they wait for a person" in page and "66.7 %" in page
    side = client.get(address("import_decide", batch.pk, rows[0].pk)).content.decode()
    assert "28000001" in side and "Udruženje Žena danas" in side
    answer = client.post(address("import_decide", batch.pk, rows[0].pk), {"organisation": ngo.pk})
    assert answer["Location"] == address("import_decide", batch.pk, rows[1].pk)
    batch.refresh_from_db()
    assert (figures(batch), batch.matched) == ((1, 1, 0, 1, 0, 0), {"person": 1})
    client.post(address("import_decide", batch.pk, rows[1].pk), {"organisation": ngo.pk})
    assert batch.rows.get(pk=rows[1].pk).decision == ""  # an organisation stands once in a list
    client.post(address("import_decide", batch.pk, rows[1].pk), {"decision": "later"})
    batch.refresh_from_db()
    assert figures(batch) == (1, 1, 0, 1, 0, 0)
    batch = import_apply.order_import(batch=batch, by=officer)
    jobs.run_job(batch.job_id)
    ngo.refresh_from_db()
    assert (ngo.name, ngo.former_names) == ("Удружење Жена данас", "Žena danas")
    assert sorted(Organisation.objects.values_list("name", flat=True)) == [
        "Sasvim novo",
        "Удружење Жена данас",
    ]
    event = AuditEvent.objects.filter(action="decide_row").first()
    assert (event.data["decision"], event.data["organisation"]) == ("same", "28000001")


def test_another_one_becomes_a_new_organisation(officer):
    OrganisationFactory(number="28000001", mb="28000001", name="Žena danas", place="Bor", imported=True)
    batch = checked(officer, "Naziv;Mesto\nŽena danas;Vršac\n")
    row = batch.rows.get()
    assert (row.outcome, row.candidates.get().reason) == ("doubtful", "name")
    decide_row(row=row, decision="other", by=officer)
    decide_row(row=row, decision="later", by=officer)
    assert ImportRow.objects.get(pk=row.pk).outcome == "doubtful"
    row = decide_row(row=row, decision="other", by=officer)
    assert row.outcome == "created"
    import_apply.apply_import(batch=batch, by=officer)
    assert Organisation.objects.count() == 2
    with pytest.raises(Refused, match="before the file is applied"):
        decide_row(row=row, decision="later", by=officer)


def test_a_large_file_is_compared_by_the_worker_and_its_stopping_leaves_it_as_it_was(officer, monkeypatch):
    monkeypatch.setattr(verbs, "SMALL", {"csv": 10, "xlsx": 10})
    batch = checked(officer, LIST)
    assert (batch.state, batch.job.kind) == ("read", "ngo_registry.check_import")
    client = client_of(officer)
    assert "Stop the work" in client.get(address("import", batch.pk)).content.decode()
    with pytest.raises(Refused, match="working on this file"):
        import_apply.give_up_import(batch=batch, by=officer)
    jobs.run_job(batch.job_id)
    batch.refresh_from_db()
    assert (batch.state, figures(batch)) == ("checked", (3, 0, 0, 0, 0, 0))
    batch = import_apply.order_import(batch=batch, by=officer)
    cancel_job(job=batch.job, by=officer)
    jobs.run_job(batch.job_id)
    batch.refresh_from_db()
    assert (batch.state, batch.job.state, Organisation.objects.count()) == ("ordered", "cancelled", 0)
    batch = import_apply.order_import(batch=batch, by=officer)
    jobs.run_job(batch.job_id)
    assert Organisation.objects.count() == 3


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_the_same_number_of_questions(officer, rows):
    for n in range(rows):
        name = f"Žena {'abc'[n] * 4}"
        OrganisationFactory(number=f"2800000{n}", mb=f"2800000{n}", name=name, place="Bor", imported=True)
    text = "Naziv;Mesto\n" + "".join(f"Udruženje Žena {'abc'[n] * 4};Bor\n" for n in range(rows))
    batches = [checked(officer, text) for _n in range(rows)]
    assert batches[0].doubtful == rows
    client, counts = client_of(officer), []
    client.get(address("imports"))
    pk, row = batches[0].pk, batches[0].rows.first()
    for name, args in (
        ("imports", ()), ("import", (pk,)), ("import_columns", (pk,)), ("import_decide", (pk, row.pk)),
    ):  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(name, *args)).status_code == 200
        counts.append(len(asked))
    assert counts == [8, 10, 5, 7]


def test_the_book_keeps_lines_of_what_was_removed(officer, settings):
    settings.OFFICE_JURISDICTION = "montenegro"
    batch = applied(officer, "Broj upisa;Naziv\n7;Prvo\n")
    import_undo.undo_import(batch=batch, note="r", by=officer)
    page = client_of(officer).get(address("book"))
    assert page.status_code == 200 and "removed when its import was undone" in page.content.decode()
    with pytest.raises(DatabaseError), transaction.atomic():
        RegisterEntry.objects.update(text="prepravljeno")
    with pytest.raises(DatabaseError), transaction.atomic():
        RegisterEntry.objects.all().delete()


def test_others_stay_outside(officer):
    batch = checked(officer, LIST)
    reader = client_of(person("komisija", "body_officer"))
    for name, args in (
        ("imports", ()), ("import", (batch.pk,)), ("import_columns", (batch.pk,)), ("import_rejected", (batch.pk,)),
        ("import_decide", (batch.pk, batch.rows.first().pk)),
    ):  # fmt: skip
        assert reader.get(address(name, *args)).status_code == 403
    assert reader.post(address("import_step", batch.pk), {"action": "order"}).status_code == 403
    client = client_of(officer)
    assert client.get(address("import_decide", batch.pk, 0)).status_code == 404
    with pytest.raises(Refused, match="may not import"):
        read(person("neko"), LIST)
