"""Lists that count what belongs to each row keep the order they promise."""

import pytest

from grants.queries import evaluators, guidelines, priorities, programming

COUNTED = {
    "lists of evaluators": evaluators.lists,
    "guidelines": guidelines.versions,
    "decisions on priorities": priorities.decisions,
    "programmed years": programming.cycles,
}


@pytest.mark.parametrize("name", COUNTED)
def test_a_counted_list_is_ordered_by_itself(name):
    """An aggregate drops the order of the model: the query has to name it."""
    assert COUNTED[name]().ordered
