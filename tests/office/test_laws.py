"""`check_office`: laws over many rows, each broken one named with its place."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from office.laws import all_laws, broken
from office.models import Body, BodyName, Job, StoredFile
from office.roles import Role
from tests.factories.office import administrator, person

pytestmark = pytest.mark.django_db
DAY = datetime.date


def test_all_laws_hold_on_a_fresh_office(capsys):
    administrator()
    call_command("check_office")
    assert capsys.readouterr().out == f"All {len(all_laws())} laws hold.\n"


def test_every_app_brings_its_laws():
    homes = {law.check.__module__.split(".")[0] for law in all_laws()}
    assert {"office", "council", "grants"} <= homes


def test_each_broken_law_is_named(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    file = StoredFile.objects.create(sha256="a" * 64, size=3, content_type="x", name="a.pdf")
    person("scoped", Role.BODY_OFFICER)
    body = Body.objects.create(code="b", kind="national", name="B")
    other = Body.objects.create(code="c", kind="national", name="C", successor=body)
    Body.objects.filter(pk=body.pk).update(successor=other)
    BodyName.objects.create(body=body, name="N1", valid_from=DAY(2010, 1, 1), valid_until=DAY(2012, 1, 1))
    BodyName.objects.create(body=body, name="N2", valid_from=DAY(2011, 1, 1), valid_until=DAY(2013, 1, 1))
    job = Job.objects.create(kind="x", state="failed", finished_at=timezone.now())
    with pytest.raises(CommandError) as no:
        call_command("check_office")
    assert no.value.returncode == 1
    assert sorted(place for _text, place in broken()) == sorted(
        [
            f"file {file.pk} (a.pdf): not on the disk",
            "scoped@example.test: body_officer for no body",
            "nobody may give roles",
            "b: “N1” and “N2” at the same time",
            f"body {other.pk}: its successors form a circle",
            f"body {body.pk}: its successors form a circle",
            f"job {job.pk}: failed without its end or its sentence",
        ]
    )


def test_file_of_another_size_is_found(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    file = StoredFile.objects.create(sha256="b" * 64, size=3, content_type="x", name="b.pdf")
    file.path.parent.mkdir(parents=True)
    file.path.write_bytes(b"ab")
    assert [place for _text, place in broken()] == [f"file {file.pk} (b.pdf): has another size on the disk"]
