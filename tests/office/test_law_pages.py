"""The pages of the law name just the code that asks for a value of that section."""

import pytest
from django.conf import settings

from office import starter
from office.jurisdiction import known
from office.law_pages import Places, holders
from office.rulebooks.articles import lacks_article
from office.rulebooks.files import read_versions


def test_a_key_of_several_sections_is_known_by_its_section():
    places = Places(settings.BASE_DIR)
    register, ranking = (set(places.readers[section, "lawsuit_days"]) for section in ("register", "ranking"))
    assert "grants/services/decisions.py" in ranking and "ngo_registry/services/letters.py" in register
    assert not any(name.startswith("ngo_registry/") for name in ranking)
    assert not any(name.startswith("grants/") for name in register)
    assert ("council", "objection_days") not in places.readers  # nobody objects to a list of candidates


def test_a_variable_holds_the_section_it_was_given_or_is_typed_with():
    text = "def f(least: RegisterRules):\n    rules = rules_for(None, day).ranking\n    x = row.title\n"
    assert holders(text) == {"ranking": {"rules"}, "register": {"least"}}


# Values read in texts that name the act and not the article: the act itself cannot be read, so no number is guessed.
# The other versions extend these and add none of their own.
WITHOUT_ARTICLE = {
    "montenegro": """register.mode register.min_founders_association register.min_founders_foundation
        register.min_founders_party register.party_founder_age register.party_barred_offices
        register.min_resident_founders register.minor_founder_age register.decision_days
        call.budget_share_priorities call.budget_share_disability call.budget_share_eu call.formal_check_days
        contract.repay_days contract.ban_years contract.audit_years council.nomination_days council.list_days
        council.experience_years council.ngo_conditions council.candidate_conditions council.state_seats
        council.term_years council.selection programming.council_opinion filing.ban""",
    "serbia": """register.mode register.min_founders_association register.min_resident_founders
        register.minor_founder_age call.yearly_plan_due call.open_days evaluation.scored_by
        ranking.inspection_working_days ranking.objection_days ranking.objection_decision_days
        report.budget_lines""",
}
WITHOUT_ARTICLE["novi_sad"] = WITHOUT_ARTICLE["serbia"]


@pytest.mark.parametrize("office", known())
def test_only_known_values_name_an_act_without_its_article(office):
    found = {
        f"{section}.{key}"
        for version in read_versions(office)
        for section, values in version.values.items()
        for key, rule in values.items()
        if lacks_article(rule["law"], confirmed=rule["confirmed"])
    }
    assert found == set(WITHOUT_ARTICLE[office].split())
    told = (settings.BASE_DIR / "docs" / "law" / f"{office}.md").read_text(encoding="utf-8")
    assert told.count("(the number of the article is not known)") >= len(found)


def test_the_readme_and_the_start_name_the_same_logins():
    told = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
    named = {login for login, _who in starter.LOGINS} - {
        "evaluator3@demo.test"
    }  # the README says: up to the sixth
    assert sorted(login for login in named if f"`{login}`" not in told) == []
    assert {"payroll@demo.test", "candidate@demo.test"} <= named and "evaluator6@demo.test" in told
