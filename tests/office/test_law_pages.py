"""The pages of the law name just the code that asks for a value of that section."""

from django.conf import settings

from office import starter
from office.law_pages import Places, holders


def test_a_key_of_several_sections_is_known_by_its_section():
    places = Places(settings.BASE_DIR)
    register, ranking = (set(places.readers[section, "lawsuit_days"]) for section in ("register", "ranking"))
    assert "grants/services/decisions.py" in ranking and "ngo_registry/services/letters.py" in register
    assert not any(name.startswith("ngo_registry/") for name in ranking)
    assert not any(name.startswith("grants/") for name in register)
    assert places.readers["council", "objection_days"] == []


def test_a_variable_holds_the_section_it_was_given_or_is_typed_with():
    text = "def f(least: RegisterRules):\n    rules = rules_for(None, day).ranking\n    x = row.title\n"
    assert holders(text) == {"ranking": {"rules"}, "register": {"least"}}


def test_the_readme_and_the_start_name_the_same_logins():
    told = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
    named = {login for login, _who in starter.LOGINS} - {
        "evaluator3@demo.test"
    }  # the README says: up to the sixth
    assert sorted(login for login in named if f"`{login}`" not in told) == []
    assert {"payroll@demo.test", "candidate@demo.test"} <= named and "evaluator6@demo.test" in told
