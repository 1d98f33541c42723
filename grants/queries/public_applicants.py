"""Who applied, as far as the public may read it."""

from collections.abc import Mapping

from django.core.paginator import Page
from django.db.models import QuerySet
from django.utils import timezone

from grants.models import Application, Call
from grants.queries.long_lists import part
from office.rulebooks import from_version


def applicants_public(call: Call) -> bool:
    """The public may read who applied: with the list of the formal check, or earlier where the rulebook says so."""
    if call.check_published_at is not None:
        return True
    rule = from_version(call.rulebook).filing.applicants_published
    return rule.value == "after_deadline" and call.deadline < timezone.now()


def applicants(call: Call) -> QuerySet[Application]:
    """Everything that was handed in and not withdrawn, in the order of arrival."""
    rows = call.applications.filed().select_related("organisation").defer("snapshot")
    return rows.order_by("submitted_at", "pk")


def applicants_part(call: Call, asked: Mapping[str, str]) -> Page | None:
    """The asked part of the applicants before the list of the formal check says more of them."""
    if call.check_published_at is not None or not applicants_public(call):
        return None
    return part(applicants(call), asked, "applicants")
