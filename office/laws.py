"""Laws over many rows that no constraint can hold; each app writes its own in `<app>/laws.py`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.module_loading import autodiscover_modules

from office.queries import laws as queries

Check = Callable[[], Iterable[str]]


@dataclass(frozen=True)
class Law:
    """What must hold, and the function that gives a sentence for each place where it does not."""

    text: str
    check: Check


LAWS: list[Law] = []


def law(text: str) -> Callable[[Check], Check]:
    """Register a check: `@law("awards of a call do not exceed its sum") def f(): yield "call 3: …"`."""

    def register(check: Check) -> Check:
        LAWS.append(Law(text, check))
        return check

    return register


def all_laws() -> list[Law]:
    """Every law of every app."""
    autodiscover_modules("laws")
    return LAWS


def broken() -> Iterator[tuple[str, str]]:
    """Each broken law with the place where it is broken."""
    for each in all_laws():
        for place in each.check():
            yield each.text, place


law("every stored file lies whole on the disk")(queries.missing_files)
law("a document has the SHA-256 of its file")(queries.documents_unlike_their_file)
law("a number of one kind of document stands on one thing")(queries.doubled_numbers)
law("a role of a funding body names the body")(queries.scoped_roles_without_body)
law("somebody may give roles")(queries.nobody_in_charge)
law("a body has one name at a time")(queries.overlapping_names)
law("successors of bodies form no circle")(queries.circles_of_successors)
law("work that is over says when and how")(queries.results_without_end)
