"""The administration: for administrators with a second factor; code lists are edited, records only read."""

import pytest
from django.contrib import admin
from django.test import Client
from django.utils import translation

from office.admin_words import unnamed
from office.audit import timeline
from office.models import Area, Job, User
from tests.factories.office import administrator, client_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def root() -> Client:
    """A superuser's browser."""
    return client_of(User.objects.create_superuser("root@example.test", "x", full_name="Root", language="en"))


def test_only_superusers_with_a_second_factor_come_in():
    assert Client().get("/admin/", follow=True).redirect_chain[-1][0].startswith("/accounts/login/")
    assert client_of(administrator()).get("/admin/").status_code in {302, 403}
    bare = Client()
    bare.force_login(User.objects.create_superuser("r@example.test", "x", full_name="R"))
    assert bare.get("/admin/")["Location"] == "/accounts/2fa/"


def test_own_sign_in_of_the_administration_is_closed():
    User.objects.create_superuser("root@example.test", "secret", full_name="Root")
    answer = Client().post("/admin/login/", {"username": "root@example.test", "password": "secret"})
    assert answer["Location"].startswith("/accounts/login/") and "sessionid" not in answer.cookies
    assert client_of(person()).get("/admin/login/").status_code in {302, 403}


def test_packages_show_nothing_here():
    labels = {model._meta.app_label for model in admin.site._registry}
    assert labels <= {"office", "ngo_registry", "council", "grants", "reports"}


def test_code_list_is_edited_with_an_audit_line_and_not_deleted(root):
    facts = {"code": "zz", "name": "Žene", "name_cyrillic": "", "name_en": "", "law": "", "order": 1}
    assert root.post("/admin/office/area/add/", facts).status_code == 302
    area = Area.objects.get(code="zz")
    assert [event.action for event in timeline(area)] == ["create"]
    assert root.post(f"/admin/office/area/{area.pk}/delete/", {"post": "yes"}).status_code == 403


def test_records_are_read_only_and_lead_to_the_office(root):
    job = Job.objects.create(kind="x")
    assert f"/staff/jobs/{job.pk}/" in root.get("/admin/office/job/").content.decode()
    page = f"/admin/office/job/{job.pk}/change/"
    assert root.get(page).status_code == 200
    assert root.post(page, {"state": "done"}).status_code == 403
    assert root.get("/admin/office/job/add/").status_code == 403
    job.refresh_from_db()
    assert job.state == "waiting"


def test_every_field_shown_has_a_name_in_the_languages_of_the_office():
    shown = [model for model in admin.site._registry if unnamed(model)]
    assert {model._meta.label: unnamed(model) for model in shown} == {}
    with translation.override("sr"):
        assert str(Job._meta.get_field("lease_until").verbose_name) == "преузето до"
