"""What views of all apps share: run a service and turn a refusal into a sentence on the page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext as _

from office.refusal import Refused
from office.templatetags.saradnja import script


def sentence(no: Refused) -> str:
    """The refusal as the page prints it, with its article."""
    return f"{no.reason} ({script(no.law)})" if no.law else str(no.reason)


def attempt(request: HttpRequest, form: BaseForm | None, verb: Callable[..., Any], **facts: Any) -> Any:
    """Run the service; on a refusal put its sentence on the form (or in a message) and give None."""
    try:
        result = verb(**facts)
    except Refused as no:
        if form is not None:
            form.add_error(no.field if no.field in form.fields else None, sentence(no))
        else:
            messages.error(request, sentence(no))
        return None
    return True if result is None else result


def saved(request: HttpRequest, text: str = "") -> None:
    """Tell the person that it worked."""
    messages.success(request, text or _("Saved."))
