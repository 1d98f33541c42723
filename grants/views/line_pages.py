"""The page of one line that two people may have open at once: joined field by field, a conflict shown with both texts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from grants.forms import merging
from grants.line_prints import print_of_line
from grants.queries import lines as queries
from grants.services.lines import GONE
from office.refusal import Refused
from office.views.helpers import attempt, saved, sentence


@dataclass(slots=True)
class LinePage:
    """One line with its form, how it looked when the page was opened, and what both have changed."""

    make: Callable[..., Any]
    rows: Any
    pk: int | None
    stored: Any
    form: Any
    hidden: dict[str, str] = field(default_factory=dict)
    clashes: list[dict[str, Any]] = field(default_factory=list)

    @property
    def gone(self) -> bool:
        """The page was opened for a line that somebody has removed meanwhile."""
        return bool(self.pk) and self.stored is None

    def facts(self) -> dict[str, Any]:
        """What the template shows beside its own."""
        return {"form": self.form, "entry": self.stored, "hidden": self.hidden, "theirs": self.clashes}


def line_page(request: HttpRequest, make: Callable[..., Any], rows: Any, pk: int | None) -> LinePage:
    """The line of this page; one that never was in this list is not found."""
    stored = queries.line_of(rows, pk) if pk else None
    if pk and stored is None and (request.method != "POST" or not queries.is_gone(rows, pk)):
        raise Http404("the list has no such line")
    data = request.POST or None
    if data is not None and stored is not None:
        data = merging.with_picks(make, data, stored)
    page = LinePage(make, rows, pk, stored, make(data, instance=stored))
    if request.method == "POST":
        page.hidden = {
            name: request.POST[name] for name in ("opened", "seen", "anew") if name in request.POST
        }
    elif stored is not None:
        page.hidden = hidden_of(make, stored)
    return page


def hidden_of(make: Callable[..., Any], stored: Any) -> dict[str, str]:
    """How the line stands now, for the hidden fields of its page."""
    return {"opened": print_of_line(stored), "seen": merging.seen_text(make(instance=stored))}


def keep(request: HttpRequest, page: LinePage, verb: Callable[..., Any], name: str, **facts: Any) -> Any:
    """Save the line; None asks for the page again, with everything that was typed."""
    if page.gone and "anew" not in request.POST:
        return removed_meanwhile(page)
    given = {name: page.stored, "opened": request.POST.get("opened") if page.stored else None}
    try:
        done = verb(**facts, **given, **page.form.cleaned_data)
    except Refused as no:
        if no.field == "version":
            return joined(request, page, verb, name, facts, no)
        if no.field == "gone":
            return removed_meanwhile(page)
        page.form.add_error(no.field if no.field in page.form.fields else None, sentence(no))
        return None
    return True if done is None else done


def removed_meanwhile(page: LinePage) -> None:
    """Nothing that was typed is lost: saving once more adds the line anew."""
    page.form.add_error(
        None, f"{GONE} {_('What you wrote stands below; if you save again, it is added anew.')}"
    )
    page.hidden = {"anew": "1"}


def joined(
    request: HttpRequest,
    page: LinePage,
    verb: Callable[..., Any],
    name: str,
    facts: dict[str, Any],
    no: Refused,
) -> Any:
    """Fields only one of the two has changed are kept by themselves; fields both have changed are asked about."""
    stored = queries.line_of(page.rows, page.pk or 0)
    if stored is None:
        return removed_meanwhile(page)
    both = merging.joined(page.form, page.make(instance=stored), page.form.data)
    page.hidden = hidden_of(page.make, stored)
    if both.taken:
        messages.info(request, merging.TAKEN % {"fields": ", ".join(both.taken)})
    page.stored, page.clashes = stored, both.clashes
    page.form = page.make(both.data, instance=queries.line_of(page.rows, page.pk or 0))
    if not both.clashes and page.form.is_valid():
        given = {name: stored, "opened": page.hidden["opened"]}
        return attempt(request, page.form, verb, **facts, **given, **page.form.cleaned_data)
    page.form.add_error(None, sentence(no))
    return None


def remove_line(
    request: HttpRequest, rows: Any, pk: int, verb: Callable[..., Any], name: str = "part"
) -> None:
    """Take a line out; one that somebody has changed since this page was opened is looked at first."""
    found = queries.line_of(rows, pk)
    if found is None:
        if not queries.is_gone(rows, pk):
            raise Http404("the list has no such line")
        saved(request, _("Somebody else has removed it already."))
        return
    facts = {name: found, "opened": request.POST.get("opened"), "at": request.arrived_at}
    if attempt(request, None, verb, by=request.user, **facts):
        saved(request, _("Removed."))
