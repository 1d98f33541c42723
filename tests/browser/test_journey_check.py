"""A city's call after its preliminary list in Chromium: an objection changes the list; a court annuls the decision."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from django.utils import timezone

from grants.models import Application, Call, Ranking
from office.models import Area, RoleGrant, User
from tests import databases, processes
from tests.browser.axe import faults
from tests.browser.steps import objecting
from tests.browser.steps.calendar import days_pass
from tests.browser.steps.people import PASSWORD, Person, account
from tests.factories import grants as made
from tests.factories import objections as after

pytestmark = pytest.mark.browser
OFFICE, LANGUAGE, TITLE = "novi_sad", "sr", "Конкурс за програме културе"


@pytest.fixture
def live(settings, django_db_setup, django_db_blocker) -> Iterator[processes.Served]:
    """The portal of the city, served with a real worker."""
    settings.OFFICE_JURISDICTION = OFFICE
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        name = stack.enter_context(databases.clone("objections"))
        stack.enter_context(processes.celery_worker(name, OFFICE_JURISDICTION=OFFICE))
        yield stack.enter_context(processes.served(name, OFFICE_JURISDICTION=OFFICE))


@dataclass
class Around:
    """Who takes part, and the call."""

    call: Call
    president: Person
    officer: Person
    head: Person
    ngo: Person
    last: Application
    citizen: Person


def window(new_page: Callable, url: str, user: User) -> Person:
    """A person at a window, with the password of the tests."""
    user.set_password(PASSWORD)
    user.language = LANGUAGE
    user.save()
    user.emailaddress_set.get_or_create(email=user.email, defaults={"verified": True, "primary": True})
    person = Person(new_page(), url, LANGUAGE, user)
    person.sign_in()
    return person


def gather(new_page: Callable, url: str) -> Around:
    """A published preliminary list with 90, 80 and 79 points; the third will object."""
    call = after.listed_call(((90, 90, 90), (80, 80, 80), (79, 79, 79)), title=TITLE)
    Area.objects.filter(calls=call).update(name="Култура")
    last = call.applications.order_by("-pk").first()
    people = []
    for key, name, role in (
        ("officer", "Vera Nikolić", "body_officer"),
        ("chief", "Goran Lukić", "body_head"),
    ):
        user = account(f"{key}@example.test", name, LANGUAGE)
        RoleGrant.objects.create(user=user, role=role, body=call.body, valid_from="2020-01-01")
        people.append(window(new_page, url, user))
    citizen = Person(new_page(), url, LANGUAGE)
    citizen.choose_script()
    return Around(
        call,
        window(new_page, url, made.president(call.commission)),
        *people,
        window(new_page, url, last.created_by),
        last,
        citizen,
    )


@pytest.mark.timeout(400)
def test_an_objection_changes_the_list_and_a_judgment_the_decision(live, new_page):
    """From the applicant's own sheets to the second decision."""
    who = gather(new_page, live.url)
    first_list = who.call.ranking.number
    objecting.ngo_sees_its_sheets_and_objects(who.ngo, who.last.title)
    assert faults(who.ngo.page) == []
    objecting.president_upholds(who.president, "10")
    days_pass(16, Ranking.objects.get())
    objecting.president_makes_the_new_list(who.president, TITLE, "81")
    objecting.citizen_reads_what_changed(who.citizen, TITLE, first_list)
    assert faults(who.citizen.page) == []
    old = objecting.officer_and_head_decide(who.officer, who.head, TITLE)
    objecting.officer_enters_the_judgment(who.officer, TITLE, timezone.localdate())
    new = objecting.officer_and_head_decide(who.officer, who.head, TITLE)
    assert old != new
    objecting.citizen_reads_both_decisions(who.citizen, TITLE, old, new)
    assert Call.objects.get().state == "decided"
