"""Who receives the assets of an organisation that ends: found in the register by number or name, else kept as text."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ngo_registry.forms.facts import FactsForm
from ngo_registry.models import AssetsTo, Organisation
from ngo_registry.queries.suggest import suggestions
from ngo_registry.same_names import same_named

HINTS = {
    "assets_recipient": _(
        "Of an organisation its number in the register or its whole name, in any script; of an institution its name."
    ),
    "assets_seat": _("Of an institution: place and state. Of an organisation it is read from the register."),
    "assets_statute": _(
        "As in the statute, for example “another organisation that helps children”; empty when it names nobody."
    ),
}


class AssetsFacts(FactsForm):
    """A form on which the recipient of the assets is looked for in the register."""

    assets_unlisted = forms.BooleanField(
        label=_("The organisation that receives the assets is not in this register"),
        required=False,
        help_text=_("Then its name is kept as it is written and an officer looks who that is."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [name for name in self.fields if name != "assets_unlisted"]
        if "assets_recipient" in names:
            names.insert(names.index("assets_recipient") + 1, "assets_unlisted")
        self.order_fields(names)

    def clean(self) -> dict[str, Any]:
        """The recipient from the register takes its name and seat from there; a deleted one is found too."""
        data = super().clean()
        if "assets_recipient" not in self.fields:
            return data
        words, unlisted = data.get("assets_recipient", "").strip(), data.pop("assets_unlisted", False)
        asked = bool(words) and data.get("assets_to") == AssetsTo.ORGANISATION and not unlisted
        known = recipient(words) if asked else None
        data["assets_organisation"] = known
        if asked and known is None:
            self.add_error("assets_recipient", not_found(words))
        if known:
            data["assets_recipient"], data["assets_seat"] = known.name[:300], known.seat[:200]
        return data


def not_found(words: str) -> str:
    """What to do when no organisation has this number or name, with those that are like it."""
    like = "; ".join(f"{row.name} ({row.number})" for row in suggestions(words, limit=3))
    if like:
        return gettext(
            "No organisation has this number or exactly this name. Like it are: %(like)s. Write the number of the "
            "right one, or tick below that it is not in the register."
        ) % {"like": like}
    return gettext(
        "No organisation has this number or exactly this name. Correct it, or tick below that it is not in the "
        "register."
    )


def recipient(words: str) -> Organisation | None:
    """The organisation of this number or of exactly this name."""
    return Organisation.objects.filter(number__iexact=words).first() or same_named(words)
