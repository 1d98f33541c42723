"""The desk: what waits, by its term."""

import datetime

from office.home import by_term
from office.panels import DeskItem

TODAY = datetime.date(2026, 11, 26)


def item(title: str, days: int | None) -> DeskItem:
    """A thing that is due in so many days."""
    due = None if days is None else TODAY + datetime.timedelta(days=days)
    return DeskItem(title, "/staff/", "kind", due)


def test_things_stand_below_their_term_and_empty_terms_are_left_out():
    waits = [item("a", -3), item("b", -1), item("c", 1), item("d", 7), item("e", 8), item("f", None)]
    found = [(key, [each.title for each in items]) for key, _title, items in by_term(waits, TODAY)]
    assert found == [("late", ["a", "b"]), ("week", ["c", "d"]), ("later", ["e"]), ("free", ["f"])]
    assert [key for key, _title, _items in by_term([item("g", 0)], TODAY)] == ["today"]
    assert by_term([], TODAY) == []


def test_a_moment_counts_by_its_local_day():
    late_evening = datetime.datetime(2026, 11, 25, 23, 30, tzinfo=datetime.UTC)  # half past midnight here
    found = by_term([DeskItem("a", "/staff/", "kind", late_evening)], TODAY)
    assert [key for key, _title, _items in found] == ["today"]
