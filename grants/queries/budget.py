"""Questions the pages of a budget ask."""

from django.db.models import QuerySet

from grants.budget_sums import Limits, limits_of
from grants.models import Application, Call, SectionSave
from grants.queries.applications import applications_of
from ngo_registry.models import Organisation
from office.rulebooks import from_version


def with_budget(organisation: Organisation) -> QuerySet[Application]:
    """Applications of the organisation with their lines, sources and limits."""
    return applications_of(organisation).prefetch_related(
        "budget_lines", "funding_sources", "call__share_limits"
    )


def limits(call: Call) -> Limits:
    """What the call allows; a draft of a call has no rulebook yet."""
    return limits_of(call, from_version(call.rulebook) if call.rulebook_id else None)


def last_save(application: Application) -> SectionSave | None:
    """Who saved the budget last."""
    return application.sections.filter(key="budget").select_related("saved_by").first()
