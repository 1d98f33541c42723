"""A line two people work on: taken as it stands now, refused when it is not the one the page showed."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.line_prints import print_of_line
from office.models import User
from office.refusal import Refused
from office.templatetags.saradnja import script

GONE = _("Somebody else has removed this entry since you opened its page.")
CHANGED = _(
    "Somebody else has changed this entry since you opened its page. Compare both texts and save again."
)
LOOK_FIRST = _(
    "Somebody else has changed this entry since you opened this page. Look at it as it stands now before you remove it."
)


def present(line: Any, opened: str | None, words: Any = CHANGED) -> Any:
    """The line as it is stored now; a refusal when it is gone, or another than its page showed (`opened`).

    Called under the lock of what the line belongs to; without `opened` only a line that is gone is refused.
    """
    stored = type(line)._base_manager.filter(pk=line.pk).first()
    if stored is None:
        raise Refused(GONE, field="gone")
    if opened is not None and print_of_line(stored) != opened:
        raise Refused(words, field="version")
    return stored


def changed_by(saves: Any, key: str, by: User) -> Any:
    """Who has saved the list last and when, where that was not this person."""
    last = saves.filter(key=key).select_related("saved_by").first()
    if last is None or last.saved_by_id == by.pk:
        return CHANGED
    return _("%(name)s saved this part at %(time)s. Compare both texts and save again.") % {
        "name": script(last.saved_by.full_name),
        "time": timezone.localtime(last.saved_at).strftime("%H:%M"),
    }
