"""Every room of the administration: opens for the administrator of the system alone, writes nothing but code lists."""

import datetime
from collections.abc import Iterable

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from office.admin import CodeListAdmin
from office.audit import record
from office.models import (
    AuditEvent,
    AuditSeal,
    Body,
    IssuedDocument,
    Job,
    NumberSeries,
    Page,
    RoleGrant,
    StoredFile,
    User,
)
from office.roles import Role
from tests.factories.office import administrator, client_of, person

pytestmark = pytest.mark.django_db
CODE_LISTS = {"office.Municipality", "office.Area"}
FORBIDDEN = 403


@pytest.fixture
def root() -> User:
    """The administrator of the system."""
    return User.objects.create_superuser("root@example.test", "x", full_name="Root", language="en")


@pytest.fixture
def rows(root) -> dict[type[Model], Model]:
    """One row of every table shown."""
    today, zero = datetime.date.today(), "0" * 64
    body = Body.objects.create(code="b", kind="national", name="B")
    stored = StoredFile.objects.create(sha256=zero, size=1, content_type="application/pdf", name="a.pdf")
    made = [
        root,
        body,
        stored,
        RoleGrant.objects.create(user=root, role=Role.ADMINISTRATOR, valid_from=today),
        Job.objects.create(kind="x", ordered_by=root),
        Page.objects.create(slug="about", language="en", title="About"),
        NumberSeries.objects.create(kind="decision", year=2026, last=1),
        IssuedDocument.objects.create(
            code="ABCD", kind="x.y", title="Akt", language="cnr", issued_on=today, file=stored, sha256=zero,
            subject="office.body", subject_id="1",
        ),
        record("change", body, by=root),
        AuditSeal.objects.create(first_id=1, last_id=1, count=1, root=zero, prev=zero, hash=zero),
    ]  # fmt: skip
    found = {type(row): row for row in made}
    return {model: found.get(model) or model._base_manager.first() for model in admin.site._registry}


def room(model: type[Model], page: str, *args: object) -> str:
    """The address of a page of this table."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def pages(rows: dict[type[Model], Model]) -> dict[str, bool]:
    """Every address of the administration and whether it opens for the administrator of the system."""
    found = {reverse("admin:index"): True, reverse("admin:jsi18n"): True}
    for model, row in rows.items():
        editable = model._meta.label in CODE_LISTS
        found |= {
            room(model, "changelist") + "?q=a&o=1": True,
            room(model, "add"): editable,
            room(model, "change", row.pk): True,
            room(model, "history", row.pk): True,
            room(model, "delete", row.pk): False,
        }
    return found


def opened(client: Client, addresses: Iterable[str]) -> set[str]:
    """Those that open."""
    return {address for address in addresses if client.get(address).status_code == 200}


def test_every_room_opens_for_the_administrator_of_the_system_and_for_nobody_else(root, rows):
    assert all(rows.values()), "a table without a row here"
    addresses = pages(rows)
    assert opened(client_of(root), addresses) == {address for address, opens in addresses.items() if opens}
    bare = Client()
    bare.force_login(User.objects.create_superuser("bez@example.test", "x", full_name="Bez"))
    gone = User.objects.create_superuser("bivsi@example.test", "x", full_name="Bivši", is_active=False)
    ngo = person("ngo")
    others = (Client(), bare, client_of(administrator()), client_of(gone), client_of(ngo))
    for number, other in enumerate(others):  # one gate stands before all rooms: they are shared out
        assert opened(other, [reverse("admin:index"), *list(addresses)[number :: len(others)]]) == set()


def test_nothing_but_code_lists_is_written_and_nothing_deleted_or_exported(root, rows):
    client = client_of(root)
    before = {model: list(model._base_manager.order_by("pk").values()) for model in rows}
    for model, row in rows.items():
        own = admin.site._registry[model]
        request = client.get(room(model, "changelist")).wsgi_request
        assert set(own.get_actions(request)) == set(), model
        writable = isinstance(own, CodeListAdmin)
        assert writable == (model._meta.label in CODE_LISTS)
        assert (own.has_add_permission(request), own.has_change_permission(request)) == (writable, writable)
        assert client.post(room(model, "delete", row.pk), {"post": "yes"}).status_code == FORBIDDEN
        client.post(
            room(model, "changelist"),
            {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"},
        )
        if not writable:
            facts = {field.name: "x" for field in model._meta.fields}
            assert client.post(room(model, "change", row.pk), facts).status_code == FORBIDDEN
            assert client.post(room(model, "add"), facts).status_code == FORBIDDEN
    events = AuditEvent.objects.count()
    assert {model: list(model._base_manager.order_by("pk").values()) for model in rows} == before
    assert events == len(before[AuditEvent])


def test_a_list_is_not_guessed_through_by_what_it_does_not_show(root):
    client = client_of(root)
    people = room(User, "changelist")
    assert client.get(f"{people}?email=root@example.test").status_code == 200
    assert client.get(f"{people}?password__startswith=a").status_code in {302, 400}
    assert client.get(f"{room(RoleGrant, 'changelist')}?user__password__startswith=a").status_code in {
        302,
        400,
    }


def test_a_password_is_changed_in_the_portal_alone(root):
    answer = client_of(root).get("/admin/password_change/")
    assert answer["Location"] == reverse("account_change_password")
