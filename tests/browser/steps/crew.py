"""The people of a journey, each at a window of one's own; their roles are made, everything else they do themselves."""

from collections.abc import Callable
from dataclasses import dataclass

from ngo_registry.models import Organisation
from office.models import Body
from tests.browser.steps.people import Person, account
from tests.factories.registry import MembershipFactory, OrganisationFactory


@dataclass
class Crew:
    """Who takes part."""

    body: Body
    organisation: Organisation
    officer: Person
    head: Person
    ministry: Person
    president: Person
    official: Person
    member: Person
    ngo: Person
    ngo2: Person
    evaluator: Person
    evaluator2: Person
    citizen: Person


ROLES = {
    "officer": ("Milica Vukotić", ("registry_officer", "office_officer")),
    "head": ("Vesna Radović", ("registry_head", "office_head")),
    "ministry": ("Danilo Ćetković", ("body_officer",)),
    "president": ("Ranko Đurović", ()),
    "official": ("Nada Šćepanović", ()),
    "member": ("Sanja Knežević", ()),
    "ngo": ("Ivana Perović", ()),
    "ngo2": ("Petar Vujović", ()),
    "evaluator": ("Luka Đukić", ("evaluator",)),
    "evaluator2": ("Mira Žižić", ("evaluator",)),
}


def gather(new_page: Callable, url: str, language: str) -> Crew:
    """Accounts with their roles, a ministry, an NGO that is years old; everybody but the citizen signs in."""
    body = Body.objects.create(code="mek", kind="national", name="Ministarstvo ekologije")
    people = {}
    for key, (name, roles) in ROLES.items():
        of = body if key == "ministry" else None
        user = account(f"{key}@example.test", name, language, *roles, body=of)
        people[key] = Person(new_page(), url, language, user)
        people[key].sign_in()
    organisation = OrganisationFactory(
        name="Udruženje „Bistra rijeka“", number="2019-0007", registered_on="2019-05-02", place="Kolašin"
    )
    MembershipFactory(user=people["ngo2"].user, organisation=organisation)
    citizen = Person(new_page(), url, language)
    citizen.choose_script()
    return Crew(body=body, organisation=organisation, citizen=citizen, **people)
