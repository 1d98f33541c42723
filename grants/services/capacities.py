"""What an evaluator states about time and knowledge."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Evaluator, EvaluatorCapacity
from grants.workflows.decision import check_keeps_list
from office.audit import record
from office.models import Area, User
from office.refusal import Refused
from office.service import locked, service


@service
def state_capacity(
    *,
    evaluator: Evaluator,
    areas: list[Area],
    at_once: int | None = None,
    in_year: int | None = None,
    by: User,
) -> EvaluatorCapacity:
    """State areas of knowledge and how many projects the person takes on; nothing stated means no limit."""
    evaluator = locked(evaluator)
    if by.pk != evaluator.user_id:
        check_keeps_list(by, None)
    if at_once is not None and in_year is not None and at_once > in_year:
        raise Refused(_("At the same time cannot be more than in a year."), field="at_once")
    evaluator.areas.set(areas)
    facts = {"at_once": at_once, "in_year": in_year, "stated_at": timezone.now(), "stated_by": by}
    capacity, _made = EvaluatorCapacity.objects.update_or_create(evaluator=evaluator, defaults=facts)
    record("state_capacity", evaluator, by=by, data={"at_once": at_once, "in_year": in_year})
    return capacity
