"""What the receipt and the printed application show."""

import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from grants.documents.application import frozen_of, parts_of
from grants.models import Application
from grants.queries.filed_versions import first_filed
from grants.services.applications import written
from office.documents import render_pdf
from office.jurisdiction import current
from office.templatetags.saradnja import amount, script


def receipt_facts(application: Application) -> dict[str, Any]:
    """The facts a receipt confirms, in the active language: of what was filed then, whatever was completed later."""
    organisation, call = application.organisation, application.call
    frozen, sha256 = first_filed(application)
    return {
        "application": application,
        "rows": [
            (_("Number of the application"), application.number),
            (_("Received"), written(application.submitted_at)),
            (_("Applicant"), f"{script(organisation.name)} ({organisation.number})"),
            (_("Public call"), f"{call.number}, {script(call.title)}"),
            (_("Title of the project"), script(frozen["answers"]["title"])),
            (_("Requested amount"), amount(Decimal(frozen["answers"]["requested"]))),
            (_("Attached documents"), str(len(frozen["documents"]))),
            (_("Fingerprint of the application (SHA-256)"), sha256),
        ],
        "deadline": written(call.deadline),
    }


def day_of(application: Application) -> datetime.date:
    """The day its papers bear: when it was handed in, or begun."""
    return (application.submitted_at or application.created_at).astimezone(current().calendar.zone).date()


def application_pdf(application: Application, language: str, *, contact: bool = True) -> bytes:
    """The whole application on paper, with contact data or without; a draft says that it is one."""
    day = day_of(application)
    with override(language):
        title = _("Application: %(title)s") % {"title": script(application.title or application.draft_code)}
        facts = {
            "application": application,
            "number": application.number,
            "call": application.call,
            "draft": not application.number,
            "filed": written(application.submitted_at) if application.submitted_at else "",
            "parts": parts_of(frozen_of(application), contact=contact),
        }
    return render_pdf("grants/documents/application.html", facts, language=language, created=day, title=title)
