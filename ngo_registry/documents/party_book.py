"""The columns of the book of the register of parties; of its founders only how many there are."""

from django.utils.translation import gettext as _

from ngo_registry.models import PartyEntry
from ngo_registry.party_facts_in_words import label, shown

SEAT = ("address", "place", "municipality")
# Facts an entry begins with, in the order of the book; the seat stands among them, the rest behind them.
FIRST, AFTER_SEAT = (
    ("name", "short_name", "sign", "sign_text"),
    ("represented_by", "founded_on", "statute_on"),
)
IN_COLUMNS = frozenset({*FIRST, *SEAT, *AFTER_SEAT, "programme_on", "status"})


def party_columns_of(line: PartyEntry) -> list[tuple[str, str]]:
    """The columns of an entry in their order, then every other fact that was entered."""
    facts = {name: new for name, (_old, new) in line.facts.items()}
    seat = ", ".join(dict.fromkeys(str(facts[name]) for name in SEAT if facts.get(name))) or "–"
    rest = [name for name, value in facts.items() if value not in (None, "") and name not in IN_COLUMNS]
    return [
        (_("No. of entry"), line.party.number),
        (_("Day of entry"), shown("registered_on", line.on.isoformat())),
        *((label(name), shown(name, facts.get(name))) for name in FIRST),
        (_("Seat"), seat),
        *((label(name), shown(name, facts.get(name))) for name in (*AFTER_SEAT, "programme_on")),
        (label("founders"), str(line.party.founders)),
        *((label(name), shown(name, facts[name])) for name in rest),
    ]
