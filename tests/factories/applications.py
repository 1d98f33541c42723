"""Applications as an NGO leaves them: a draft with nothing missing, a check list answered."""

import datetime
import uuid

from django.test import Client
from django.utils import timezone

from grants.models import Application, ApplicationDocument, BudgetLine, Declaration
from grants.services import applications
from office.models import StoredFile
from tests.factories import grants as made

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TEXTS = {
    "title": "Čista rijeka",
    "summary": "Sažetak projekta o rijeci.",
    "problem": "Rijeka je zagađena.",
    "goals": "Očistiti obalu.",
    "results": "Deset kilometara čiste obale.",
    "target_groups": "Stanovnici opštine.",
    "starts_on": datetime.date(2026, 9, 1),
    "ends_on": datetime.date(2027, 2, 28),
    "contact_name": "Marija Marić",
    "contact_email": "marija.maric@example.test",
    "contact_phone": "067 111 222",
}


def ready_draft(call=None, *, requested=5000, person=None, organisation=None, **facts) -> Application:
    """A draft that may be submitted: every part is filled."""
    call = call or made.published_call()
    if organisation is None:
        person, organisation = made.ngo_person()
    draft = Application.objects.create(
        **{
            "call": call,
            "organisation": organisation,
            "draft_code": f"N-{next(made.count)}",
            "created_by": person,
            "requested": requested,
            **TEXTS,
            **facts,
        }
    )
    draft.activity_lines.create(order=1, name="Čišćenje obale", month_from=1, month_until=3)
    BudgetLine.objects.create(
        application=draft,
        order=1,
        group="services",
        description="Prevoz otpada",
        unit="tura",
        quantity=1,
        price=requested,
        total=requested,
        requested=requested,
    )
    for required in call.required_documents.all():
        attach(draft, required)
    for kind in Declaration.Kind:
        Declaration.objects.create(
            application=draft, kind=kind, accepted_at=timezone.now(), accepted_by=person
        )
    return draft


def attach(application: Application, required=None) -> ApplicationDocument:
    """A paper given with the application (its bytes are not kept)."""
    stored = StoredFile.objects.create(
        sha256="a" * 64, size=9, content_type="application/pdf", name="statut.pdf"
    )
    return ApplicationDocument.objects.create(
        application=application,
        required=required,
        file=stored,
        added_at=timezone.now(),
        added_by=application.created_by,
    )


def filed(call=None, **facts) -> Application:
    """An application handed in through the portal's own verb, a day before the deadline."""
    draft = ready_draft(call, **facts)
    at = draft.call.deadline - datetime.timedelta(days=1)
    return applications.submit(application=draft, at=at, key=uuid.uuid4(), by=draft.created_by)


def enter(client, person, language="en"):
    """A client of this person, in a language."""
    person.language = language
    person.save(update_fields=["language"])
    client.force_login(person, backend=BACKEND)
    return client


def client_of(person, language="en"):
    """A browser of its own for this person, in a language."""
    return enter(Client(), person, language)
