"""The list of complete and incomplete applications: frozen with its defects on the day of publication."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from grants.conditions import condition_text
from grants.models import Application, Call, CheckList, CheckListRow, FormalCheckItem
from office.jobs import order_job
from office.jurisdiction import current
from office.models import User
from office.numbers import next_number

DRAW = "grants.check_list"
S = Application.State


def freeze_list(call: Call, by: User) -> CheckList:
    """The next edition of the list, with a row for every application that was checked; its document follows."""
    made = CheckList.objects.create(
        call=call,
        edition=call.check_lists.count() + 1,
        number=next_number("check_list", year=timezone.localdate().year, body=call.body),
        published_at=timezone.now(),
        published_by=by,
    )
    states = [*Application.COMPETING, S.REJECTED]
    applications = call.applications.filter(state__in=states).select_related("completion")
    rows = applications.prefetch_related("check_items__own").order_by("submitted_at", "pk")
    with override(current().languages[0]):
        CheckListRow.objects.bulk_create(
            [_row(made, application, order) for order, application in enumerate(rows, start=1)]
        )
    order_job(DRAW, subject=made, by=by)
    return made


def _row(made: CheckList, application: Application, order: int) -> CheckListRow:
    """Complete, or incomplete with the conditions that are not met; notes of the check stay with the office."""
    rejected = application.state == S.REJECTED
    completion = getattr(application, "completion", None)
    return CheckListRow(
        list=made,
        application=application,
        order=order,
        complete=not rejected,
        completed_late=completion is not None and completion.completed_at is not None,
        defects=defects_of(application) if rejected else "",
        law=application.rejection_law if rejected else "",
    )


def _unmet(item: FormalCheckItem) -> str:
    """The condition, and what the system found where it found it not met (papers, sums, days; no people)."""
    text = str(condition_text(item))
    return f"{text} ({item.evidence})" if item.automatic is False and item.evidence else text


def defects_of(application: Application) -> str:
    """The conditions that are not met, in the words of the list; where none is marked, the term that passed."""
    failed = [
        _unmet(item) for item in application.check_items.all() if item.answer == FormalCheckItem.Answer.NO
    ]
    return "\n".join(failed) or _("The application was not completed within the term.")
