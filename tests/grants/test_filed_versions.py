"""Every filed version stays: a completion adds one, the first receipt still verifies, two are compared part by part."""

import datetime
import uuid

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from post_office.models import Email

from grants.cross_laws import applications as laws
from grants.documents.readings import Part, Table
from grants.documents.receipt import receipt_facts
from grants.documents.version_diff import compared
from grants.jobs.applications import completion_receipt, receipt
from grants.models import Application, CompletionRequest, FiledVersion
from grants.services import applications, replacing
from grants.services.applications import written
from grants.services.filed_versions import keep_version
from grants.snapshot import fingerprint
from office.jobs import run_job
from office.models import IssuedDocument, Job
from office.storage import sha256_of
from tests.drawn import drawn
from tests.factories import grants as made
from tests.factories.applications import client_of, filed
from tests.factories.checks import completed
from tests.grants.looking import text_of
from tests.pdf_checks import faults

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(settings):
    """Sentences are compared in English; the second factor has tests of its own."""
    settings.SECOND_FACTOR_REQUIRED = False
    with override("en"):
        yield


def page(person, door: str, name: str, *args, **query) -> str:
    answer = client_of(person).get(reverse(f"grants_{door}:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_completion_adds_a_version_and_changes_none():
    first = Application.objects.get(pk=filed(made.closed_call()).pk)
    done = completed(first)
    one, two = FiledVersion.objects.order_by("number")
    assert (one.number, one.sha256, one.filed_by) == (1, first.snapshot_sha256, first.created_by)
    assert one.filed_at == first.submitted_at and one.snapshot == first.snapshot
    assert (two.number, two.sha256, two.snapshot) == (2, done.snapshot_sha256, done.snapshot)
    assert fingerprint(one.snapshot) == one.sha256 != two.sha256
    assert list(laws.snapshots_are_whole()) == []
    rows = dict(receipt_facts(done)["rows"])  # drawn late, it still confirms what was filed then
    assert first.snapshot_sha256 in rows.values() and first.title in rows.values()


@pytest.mark.parametrize("step", ["update", "delete"])
def test_a_filed_version_is_never_changed(step):
    filed()
    rows = FiledVersion.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(sha256="0" * 64) if step == "update" else rows.delete()
    assert FiledVersion.objects.get().sha256 != "0" * 64


def test_what_an_older_portal_kept_becomes_the_first_version():
    application = made.application(made.closed_call())
    frozen = {"answers": {"title": "Staro"}}
    Application.objects.filter(pk=application.pk).update(snapshot=frozen, snapshot_sha256=fingerprint(frozen))
    keep_version(Application.objects.get(pk=application.pk), timezone.now(), application.created_by)
    one, two = FiledVersion.objects.filter(application=application).order_by("number")
    assert (one.snapshot, one.sha256, two.number) == (frozen, fingerprint(frozen), 2)


def test_applicant_and_checker_compare_two_versions_part_by_part():
    first = Application.objects.get(pk=filed(made.closed_call()).pk)
    done = completed(first)
    president = made.president(done.call.commission)
    for person, door in ((first.created_by, "portal"), (president, "staff")):
        listed = page(person, door, "application", done.pk)
        assert first.snapshot_sha256 in listed and done.snapshot_sha256 in listed
        assert reverse(f"grants_{door}:versions", args=[done.pk]) in listed
        shown = drawn(page(person, door, "versions", done.pk))
        assert first.snapshot_sha256 in shown and done.snapshot_sha256 in shown
        assert '<del><span class="visually-hidden">removed: </span>' in shown
        assert '<ins><span class="visually-hidden">added: </span>Čistija </ins>rijeka' in shown
        assert "No difference." in shown and "changed" in shown
    stranger = made.ngo_person()[0]
    versions = reverse("grants_portal:versions", args=[done.pk])
    assert client_of(stranger).get(versions).status_code == 404
    other = made.officer(made.body())
    assert client_of(other).get(reverse("grants_staff:versions", args=[done.pk])).status_code == 404


def test_a_replaced_application_is_compared_with_the_newer_one():
    old = filed()
    draft = replacing.begin_replacement(application=old, at=timezone.now(), by=old.created_by)
    Application.objects.filter(pk=draft.pk).update(title="Čistija rijeka")
    draft = Application.objects.get(pk=draft.pk)
    applications.submit(application=draft, at=timezone.now(), key=uuid.uuid4(), by=old.created_by)
    shown = page(old.created_by, "portal", "versions", draft.pk)
    assert old.snapshot_sha256 in shown and "Čistija" in shown
    swapped = page(old.created_by, "portal", "versions", draft.pk, old=f"{draft.pk}-1", new=f"{old.pk}-1")
    assert swapped.count("<ins>") == shown.count("<ins>")  # the older one always stands first
    odd = page(old.created_by, "portal", "versions", draft.pk, old="<b>", new="9-9")
    assert odd.count("<ins>") == shown.count("<ins>")  # an address that names no version gives the last two


def test_lines_of_tables_and_repeated_names_are_told_apart():
    def part(rows, lines):
        cells = [[(text, "") for text in line] for line in lines]
        return [Part("budget", "Budget", rows, [Table("Costs", [], cells, [])])]

    old = part([("Izjava", "Ana"), ("Izjava", "Iva")], [["Sala", "100"], ["Plakati", "50"]])
    new = part(
        [("Izjava", "Ana"), ("Izjava", "Iva"), ("Izjava", "Eva")], [["Sala", "120"], ["Plakati", "50"]]
    )
    (found,) = compared(old, new)
    assert [(each.name, each.kind) for each in found.differences] == [
        ("Izjava", "added"),
        ("Costs", "changed"),
    ]
    assert found.same == 3
    assert found.differences[1].old == [("same", "Sala · "), ("removed", "100")]
    assert found.differences[1].new == [("same", "Sala · "), ("added", "120")]
    (gone,) = compared(old, [])
    assert {each.kind for each in gone.differences} == {"removed"}


def test_the_day_of_a_receipt_is_that_of_the_office_also_after_midnight():
    row = Application.objects.get(pk=filed(made.closed_call()).pk)
    night = datetime.datetime(2026, 6, 1, 22, 30, tzinfo=datetime.UTC)  # half past midnight in the office
    Application.objects.filter(pk=row.pk).update(submitted_at=night)
    act = receipt(Job.objects.create(kind="grants.receipt", subject_id=str(row.pk)))
    assert act.issued_on == datetime.date(2026, 6, 2)


def test_the_completion_gets_a_receipt_of_its_own():
    first = Application.objects.get(pk=filed(made.closed_call()).pk)
    owner = first.created_by
    type(owner).objects.filter(pk=owner.pk).update(language="en")
    done = completed(first)
    row = CompletionRequest.objects.get()
    assert (row.number, row.receipt) == (f"DP-{timezone.localdate().year}-0001", None)
    waits = page(owner, "portal", "application", done.pk)
    assert "The receipt of the completion is being made" in waits and row.number in waits
    Email.objects.all().delete()
    job = Job.objects.get(kind="grants.completion_receipt")
    run_job(job.pk)
    act = completion_receipt(job)  # a second run issues nothing
    row.refresh_from_db()
    assert row.receipt == act == IssuedDocument.objects.get(kind="grants.completion_receipt")
    assert (act.number, act.public, act.title) == (row.number, False, "Receipt of the completion")
    data = act.file.path.read_bytes()
    assert faults(data, "3a") + faults(data, "ua1") == []
    words = " ".join(text_of(data).split())
    asked = ("Ispravite naziv.", "Title of the project")
    for said in (row.number, written(row.completed_at), done.number, *asked):
        assert said in words, said
    assert done.snapshot_sha256 in words.replace(" ", "")
    letter = Email.objects.get()
    subject = f"Completion of application {done.number} received"
    assert (letter.to, letter.subject) == ([owner.email], subject)
    for said in (row.number, written(row.completed_at), act.code, "– Project"):
        assert said in letter.message, said
    ready = page(owner, "portal", "application", done.pk)
    assert "Receipt of the completion issued" in ready and "completion is being made" not in ready
    address = reverse("grants_portal:completion_receipt", args=[done.pk])
    assert address in ready and sha256_of(b"".join(client_of(owner).get(address))) == act.sha256
    other = filed(made.closed_call()).created_by
    assert client_of(other).get(address).status_code == 404
