"""The gallery of components: what a page of the portal can be built from, shown with its parameters."""

import datetime
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.doors import staff
from office.refusal import Refused
from office.roles import Permission
from office.templatetags.saradnja import script

ORDER = (
    "status_tag",
    "facts",
    "tiles",
    "deadline",
    "steps",
    "task_list",
    "timeline",
    "offers",
    "filter_bar",
    "table",
    "pager",
    "empty_state",
    "file_row",
    "notice",
    "job_progress",
    "language_text",
    "error_summary",
    "confirmation",
)
COMMENT = re.compile(r"{% comment %}(.*?){% endcomment %}", re.DOTALL)


class SampleForm(forms.Form):
    """One field of each kind, for looking at."""

    title = forms.CharField(
        label=_("Title of the project"), help_text=_("At most 120 characters."), max_length=120
    )
    kind = forms.ChoiceField(
        label=_("Kind of support"),
        choices=[("project", _("Project")), ("programme", _("Programme"))],
        widget=forms.RadioSelect,
    )
    town = forms.ChoiceField(
        label=_("Municipality"),
        choices=lambda: [("", _("– choose –")), ("niksic", script("Nikšić")), ("bar", script("Bar"))],
    )
    summary = forms.CharField(
        label=_("Summary"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 1500, "data-counter": ""}),
    )
    statute = forms.FileField(label=_("Statute"), help_text=_("PDF, up to 10 MB."))
    accept = forms.BooleanField(label=_("I confirm that the data are true"))


class SampleFilter(forms.Form):
    """A search with one choice."""

    q = forms.CharField(label=_("Name, number or place"), required=False)
    town = forms.ChoiceField(
        label=_("Municipality"),
        required=False,
        choices=lambda: [("", _("all")), ("niksic", script("Nikšić"))],
    )


def _progress() -> dict[str, Any]:
    """Samples of what shows time and order."""
    now = timezone.now()
    return {
        "at": now + datetime.timedelta(days=22, hours=6),
        "steps": [
            {"title": _("Organisation"), "state": "done", "url": "#steps"},
            {"title": _("Project"), "state": "current"},
            {"title": _("Budget"), "state": "upcoming"},
        ],
        "sections": [
            {"title": _("Organisation"), "url": "#task_list", "label": _("Completed"), "state": "completed"},
            {
                "title": _("Project"),
                "url": "#task_list",
                "label": _("In progress"),
                "state": "in_progress",
                "current": True,
            },
            {
                "title": _("Budget"),
                "url": "#task_list",
                "label": _("Has errors"),
                "state": "error",
                "note": _("The sum is above the largest amount by 350.00 €."),
            },
            {"title": _("Statements"), "label": _("Cannot start yet"), "state": "waiting"},
        ],
        "events": [
            {"at": now - datetime.timedelta(days=9), "title": _("The call is published"), "law": "čl. 32v"},
            {
                "at": now - datetime.timedelta(days=1),
                "title": _("The application is submitted"),
                "actor": "Marija P.",
            },
            {
                "at": (now + datetime.timedelta(days=22)).date(),
                "title": _("The deadline of the call"),
                "future": True,
            },
        ],
        "job": SimpleNamespace(
            pk=1, state="running", get_state_display=_("running"), done=312, total=1240, text="", is_over=True
        ),
    }


def samples(number: int) -> dict[str, Any]:
    """Everything the components need, invented."""
    return {
        "rows": [
            (_("Number"), "2431"),
            (_("Seat"), script("Nikšić")),
            (_("Founded"), datetime.date(2011, 3, 4)),
            (_("Website"), ""),
        ],
        "tiles": [
            {"value": "3.412.000 €", "label": _("awarded"), "url": "#tiles", "note": _("this year")},
            {"value": "284", "label": _("projects"), "url": "#tiles"},
        ],
        "offers": [
            SimpleNamespace(name="accept", label=_("Accept the report"), note_required=False, refusal=None),
            SimpleNamespace(
                name="return", label=_("Return for completion"), note_required=True, refusal=None
            ),
            SimpleNamespace(
                name="close",
                label=_("Close the contract"),
                note_required=False,
                refusal=Refused(_("The final report is not accepted yet."), law="čl. 32lj"),
            ),
        ],
        "head": [_("Organisation"), _("Points"), _("Asked for")],
        "table_rows": [
            [script("Zeleni put"), "94,50", "19.850,00 €"],
            [script("Žena danas"), "79,50", "20.000,00 €"],
        ],
        "numbers": [1, 2],
        "foot": [_("Total"), "", "39.850,00 €"],
        "page": Paginator(range(240), 10).get_page(number),
        "chips": [{"label": script("Nikšić"), "url": "#filter_bar"}],
        "filter_form": SampleFilter(auto_id="filter_%s"),
        "form": SampleForm(),
        "wrong_form": SampleForm({"summary": "…"}, prefix="wrong"),
        **_progress(),
    }


def documented() -> list[dict[str, str]]:
    """Name of each component with the comment at the top of its file."""
    folder = Path(settings.BASE_DIR) / "templates" / "components"
    found = []
    for name in ORDER:
        match = COMMENT.search((folder / f"{name}.html").read_text(encoding="utf-8"))
        found.append(
            {
                "name": name,
                "use": match.group(1).strip() if match else "",
                "sample": f"office/staff/samples/{name}.html",
            }
        )
    return found


@staff(Permission.ENTER_STAFF)
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component with its parameters."""
    number = request.GET.get("page", "12")
    return render(
        request, "office/staff/components.html", {"components": documented(), "sample": samples(number)}
    )
