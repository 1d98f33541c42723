"""Pages of an online filing and the forms on them."""

from dataclasses import dataclass
from typing import Any

from django import forms

from ngo_registry.forms.drafts import DraftFacts
from ngo_registry.forms.facts import ENTERED_KINDS, FactsForm, form_of
from ngo_registry.models import OnlineFiling, RegisterFiling

ONLINE_FACTS = frozenset(
    field.name for field in OnlineFiling._meta.fields if field.name not in {"id", "filing", "receipt"}
)


def draft(
    *names: str,
    optional: tuple[str, ...] = (),
    base: type[DraftFacts] = DraftFacts,
    extra: dict[str, forms.Field] | None = None,
    **hints: Any,
) -> type[DraftFacts]:
    """A form with columns of the filing and of its answers, in the order written."""
    own = tuple(name for name in names if name in ONLINE_FACTS)
    facts = tuple(name for name in names if name not in ONLINE_FACTS and name not in (extra or {}))
    one = form_of(RegisterFiling, facts, base=base, **hints)
    two = form_of(OnlineFiling, own, base=base, **hints)
    words = {"field_order": [*names, "version"], "optional": optional, "files": (), **(extra or {})}
    return type("OnlineForm", (one, two), words)


@dataclass(frozen=True)
class Part:
    """A page of the online filing; `people` names the list it adds to."""

    key: str
    title: Any
    form: type[FactsForm]
    people: str = ""
    law: str = ""
    lead: Any = ""
    kinds: tuple[str, ...] = ENTERED_KINDS
    optional: bool = False
