"""Template words of official documents."""

from django import template
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from office.codes import grouped
from office.money import NO_BREAK

register = template.Library()


@register.filter
def long_date(day) -> str:
    """22. novembar 2026. godine: a date as acts write it, in the language of the act."""
    if day is None:
        return ""
    if hasattr(day, "astimezone"):
        day = timezone.localtime(day).date()
    facts = {"day": day.day, "month": MONTHS[day.month], "year": day.year}
    return (_("%(day)d %(month)s %(year)d") % facts).replace(" ", NO_BREAK, 1)


@register.filter
def grouped_code(code: str) -> str:
    """A verification code as it is printed: 7K3M 9QXT 2HAB."""
    return grouped(code)


@register.filter
def document_status(document) -> str:
    """The status of a document in the words of the verification page."""
    if document.status == "valid":
        return _("holds")
    if document.status == "replaced":
        return _("replaced by a newer document")
    return _("revoked, no longer holds")


@register.filter
def document_tone(document) -> str:
    """The tone of a document's status for the status tag."""
    return {"valid": "good", "replaced": "warn"}.get(document.status, "bad")
