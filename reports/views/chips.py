"""Chosen filters as chips, each with the address without it."""

from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext as _

from office.templatetags.saradnja import script
from reports.queries.awards import NOT_STATED


def chips_of(request: HttpRequest, form: Form) -> list[dict[str, str]]:
    """One chip for each filter that is set."""
    if not form.is_bound or not form.is_valid():
        return []
    chips = []
    for name, value in form.cleaned_data.items():
        if value in (None, "", False):
            continue
        query = request.GET.copy()
        query.pop(name, None)
        query.pop("page", None)
        field = form.fields[name]
        if value is True:
            label = field.label
        elif name == "body":
            label = value
        elif name == "basis":
            label = f"{field.label}: {_('not stated') if value == NOT_STATED else script(value)}"
        else:
            label = dict(getattr(field, "choices", [])).get(request.GET.get(name), value)
        chips.append({"label": str(label), "url": f"?{query.urlencode()}"})
    return chips
