"""The sentence behind each machine reason of the allocation, in the language of the reader."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from office.money import format_number
from office.templatetags.saradnja import amount, script

MONEY = {"requested", "needed", "rest", "cap", "amount", "min_amount"}
SHARES = {"floor_share", "proportional", "by_hand"}
SENTENCES = {
    "full_sum": _("Awarded the full sum asked, %(requested)s, by place on the ranking list."),
    "capped": _("Awarded %(percent)s %% of the sum asked: the greatest amount for a project is %(cap)s."),
    "rest_of_money": _("Awarded the rest of the money, %(percent)s %% of the sum asked (%(requested)s)."),
    "floor_share": _("Awarded %(percent)s %% of the sum asked (%(requested)s), the least share allowed."),
    "least_amount": _(
        "Awarded %(percent)s %% of the sum asked (%(requested)s): the least amount for a project is %(min_amount)s."
    ),
    "not_enough_money": _("Not enough money: %(needed)s is needed at least, %(rest)s is left."),
    "below_min_score": _("%(score)s points; the call asks for at least %(min_score)s."),
    "cap_below_floor": _(
        "At least %(needed)s would have to be awarded; the greatest amount for a project is %(cap)s."
    ),
    "below_min_amount": _(
        "Only %(amount)s could be awarded; the least amount for a project is %(min_amount)s."
    ),
    "proportional": _(
        "Awarded %(percent)s %% of the sum asked (%(requested)s), the same share as all others."
    ),
    "owner_rest": _(
        "Awarded %(percent)s %% of the sum asked (%(requested)s): one organisation may get at most %(cap)s."
    ),
    "area_rest": _(
        "Awarded %(percent)s %% of the sum asked (%(requested)s): one area may get at most %(cap)s."
    ),
    "owner_cap": _(
        "One organisation may get at most %(cap)s: %(needed)s is needed at least, %(rest)s is left of that."
    ),
    "area_cap": _(
        "One area may get at most %(cap)s: %(needed)s is needed at least, %(rest)s is left of that."
    ),
    "by_hand": _("Awarded %(percent)s %% of the sum asked (%(requested)s) by the commission's own reasons."),
    "not_by_hand": _("Not supported by the commission's own reasons; %(requested)s was asked."),
    "above_cap": _("%(amount)s is more than may be awarded; the most is %(cap)s."),
    "under_floor": _("%(amount)s is less than may be awarded; the least is %(needed)s."),
}


def reason_with_note(code: str, params: dict[str, Any], note: str) -> str:
    """The reason, followed by the commission's own words where it wrote some."""
    return " ".join(part for part in (reason_text(code, params), script(note)) if part)


def short_reason(code: str, params: dict[str, Any], note: str) -> str:
    """As a table says it: a share of the sum asked in figures, with the commission's own words; the rest in a sentence."""
    if code in SHARES:
        return " ".join(
            part for part in (f"{written('percent', Decimal(params['percent']))} %", script(note)) if part
        )
    return reason_with_note(code, params, note)


def reason_text(code: str, params: dict[str, Any]) -> str:
    """Why this application gets this sum, or nothing."""
    return str(SENTENCES[code]) % {name: written(name, Decimal(value)) for name, value in params.items()}


def written(name: str, value: Decimal) -> str:
    """A sum with its currency, any other number with a comma and no needless zeros."""
    if name in MONEY:
        return amount(value)
    return format_number(value, 0 if value == value.to_integral_value() else 2)
