"""Letters to applicants as official documents: completion, rejection, reply to an objection, appointment."""

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from grants.models import GrantLetter, Objection
from office.jurisdiction import current
from office.models import IssuedDocument
from office.rulebooks import from_version
from office.service import locked, service
from office.services.documents import issue_document
from office.templatetags.saradnja import day, script

Kind = GrantLetter.Kind
TITLES = {
    Kind.COMPLETION: lambda: _("Request for completion of the application"),
    Kind.REJECTION: lambda: _("Decision on the rejection of the application"),
    Kind.OBJECTION: lambda: _("Decision on the objection"),
    Kind.INSPECTION: lambda: _("Appointment for the inspection of applications"),
    Kind.REMINDER: lambda: _("Reminder of a missing report"),
}


@service
def issue_letter(*, letter: GrantLetter, by: Any) -> IssuedDocument:
    """Draw the letter once; ordered again, the same document answers."""
    letter = locked(letter)
    if letter.document_id:
        return letter.document
    language = current().languages[0]
    with translation.override(language):
        context, title = context_of(letter), TITLES[Kind(letter.kind)]()
    letter.document = issue_document(
        kind=f"grants.letter_{letter.kind}",
        template="grants/documents/letter.html",
        context=context,
        title=title,
        number=letter.number,
        subject=letter.application,
        language=language,
        by=by,
        issuer=letter.application.call.body.name,
        issued_on=timezone.localdate(letter.made_at),
    )
    letter.save(update_fields=["document"])
    return letter.document


def context_of(letter: GrantLetter) -> dict[str, Any]:
    """To whom, about which application, what is said, within how many days, what can be done against it."""
    application, call = letter.application, letter.application.call
    rules = from_version(call.rulebook)
    objection = Objection.objects.filter(letter=letter).first()
    return {
        "kind": letter.kind,
        "organisation": script(application.organisation.name),
        "seat": script(application.organisation.place),
        "call_title": script(call.title),
        "call_number": call.number,
        "application_number": application.number,
        "application_title": script(application.title),
        "filed": day(application.submitted_at),
        "text": script(letter.text),
        "law": script(letter.law),
        "days": letter.days,
        "lawsuit_days": rules.ranking.lawsuit_days.value,
        "objects": bool(rules.ranking.objection_days.value),
        "upheld": objection is not None and objection.state == Objection.State.UPHELD,
        "objection_number": objection.number if objection else "",
        "objection_day": day(objection.received_on) if objection else "",
        "signer": script(letter.made_by.full_name),
    }
