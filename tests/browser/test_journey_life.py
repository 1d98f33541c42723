"""The life of one call in Chromium: from last year's text over review, hour, questions and correction to its repetition."""

import pytest
from django.utils import translation

from grants.models import Call
from tests.browser.steps import life
from tests.browser.steps.people import Person, account
from tests.factories import grants as made

pytestmark = pytest.mark.browser
LANGUAGE = "cnr"
ASKER = "Tajana Upitna"


def commission(president):
    """A formed commission with last year's call; its president has an account."""
    body = made.body(name="Ministarstvo ekologije")
    found = made.commission(body)
    found.members.filter(role="president").update(user=president, full_name=president.full_name)
    made.closed_call(found, title=life.OLD, activities="Radionice", contact="Ana Marić, 020 123 456")
    return found


@pytest.mark.timeout(600)
def test_the_life_of_a_call(live, worker, new_page):
    """President, office, somebody who asks, a citizen without an account."""
    users = {
        "president": account("president@example.test", "Ranko Đurović", LANGUAGE, "commission_member"),
        "office": account("office@example.test", "Milica Vukotić", LANGUAGE, "office_officer"),
        "asker": account("asker@example.test", ASKER, LANGUAGE),
    }
    found = commission(users["president"])
    people = {key: Person(new_page(), live.url, LANGUAGE, user) for key, user in users.items()}
    for person in people.values():
        person.page.context.set_default_timeout(60_000)
        person.sign_in()
    president, office, asker = people.values()
    citizen = Person(new_page(), live.url, LANGUAGE)
    citizen.choose_script()
    life.citizen_watches(citizen, found.body.name)
    life.president_takes_over(president, found.title)
    life.president_asks_the_office(president)
    life.office_remarks(office)
    life.president_answers_the_office(president)
    life.office_agrees(office)
    life.president_plans_the_hour(president)
    call = Call.objects.get(title=life.TITLE)
    draft = made.application(call, state="draft")
    life.somebody_asks(asker, call.slug)
    life.president_answers(president, call.number)
    life.president_corrects_and_extends(president)
    life.citizen_reads_all(citizen, call.slug, ASKER)
    life.president_annuls_and_repeats(president)
    later = Call.objects.get(title=life.TITLE, state="published")
    life.citizen_follows_the_link(citizen, call.slug, later.slug)
    the_watcher_was_told(citizen)
    who_began_was_told(draft.created_by.email, call, later)
    told = [row.subject for row in life.mailed("asker@example.test")]
    assert len(told) == 1 and call.number in told[0]


def who_began_was_told(address: str, call: Call, later: Call) -> None:
    """The owner of a draft hears that the call is annulled and why, then where it goes on."""
    told = life.mailed(address)
    (annulled,) = [row for row in told if life.WRONG in row.message]
    (followed,) = [row for row in told if later.slug in row.message]
    assert call.number in annulled.subject and annulled.pk < followed.pk


def the_watcher_was_told(citizen: Person) -> None:
    """Published, corrected, extended, annulled, published again: one letter each, each ended by one press."""
    with translation.override(LANGUAGE):
        wanted = [
            translation.gettext(text) % {"title": life.TITLE}
            for text in (
                "New public call: %(title)s",
                "Call corrected: %(title)s",
                "Deadline extended: %(title)s",
                "Call annulled: %(title)s",
                "New public call: %(title)s",
            )
        ]
    for _second in range(30):
        told = [row.subject for row in life.mailed(life.WATCHER)][1:]
        if len(told) == len(wanted):
            break
        citizen.page.wait_for_timeout(1000)
    assert sorted(told) == sorted(wanted)
