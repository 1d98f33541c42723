"""Verbs are marked @service: one transaction, named arguments, a person who does it, a sentence that says what."""

import importlib
import inspect

import pytest

from tests.architecture.code import in_room, names

SERVICES = in_room("services")


def verbs(module: str) -> dict[str, object]:
    """Public functions written in the module that say by whom they are done."""
    loaded = importlib.import_module(module)
    return {
        name: value
        for name, value in vars(loaded).items()
        if inspect.isfunction(value) and value.__module__ == module and not name.startswith(("_", "check_"))
    }


def done_by(verb: object) -> bool:
    """Does the function ask, by name, who does it?"""
    by = inspect.signature(verb).parameters.get("by")
    return by is not None and by.kind is by.KEYWORD_ONLY


@pytest.mark.parametrize("module", SERVICES)
def test_what_is_done_by_a_person_is_a_service(module):
    unmarked = [
        name
        for name, verb in verbs(module).items()
        if done_by(verb) and not getattr(verb, "is_service", False)
    ]
    assert unmarked == []


@pytest.mark.parametrize("module", in_room("views", "tasks", "management"))
def test_rooms_above_call_services_only(module):
    unmarked = []
    for name, _line, _inside in names(module):
        home, _dot, verb = name.rpartition(".")
        if home in SERVICES and not verb.startswith("_"):
            found = getattr(importlib.import_module(home), verb)
            if inspect.isfunction(found) and "by" in inspect.signature(found).parameters:
                unmarked += [] if getattr(found, "is_service", False) else [name]
    assert unmarked == []


@pytest.mark.parametrize("module", SERVICES)
def test_service_says_in_a_sentence_what_it_does(module):
    silent = [
        name
        for name, verb in verbs(module).items()
        if getattr(verb, "is_service", False) and not (verb.__doc__ or "").strip().endswith((".", "…"))
    ]
    assert silent == []


@pytest.mark.parametrize("module", SERVICES)
def test_service_knows_no_request(module):
    knowing = [
        name for name, verb in verbs(module).items() if "request" in inspect.signature(verb).parameters
    ]
    assert knowing == []
