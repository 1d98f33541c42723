"""From the score sheets to the adapted budget in Chromium: a recusal, a correction, three variants, two signatures."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest

from grants.models import Application, Call
from office.models import User
from tests.browser.axe import check_page
from tests.browser.steps import evaluation
from tests.browser.steps import marks as steps
from tests.browser.steps.people import PASSWORD, Person, account
from tests.factories import grants as made
from tests.factories import scoring

pytestmark = pytest.mark.browser
LANGUAGE = "cnr-cyrl"
MONEY = 19_800
ASKED = {steps.SHORE: 6000, steps.RIVER: 9000, steps.WOOD: 7000, steps.LAKE: 4000}
LOCKED = {steps.RIVER: (88, 82), steps.WOOD: (78, 78), steps.LAKE: (60, 60)}
SCORERS = {"evaluator": "Andrija Milić", "evaluator2": "Sanja Lukić", "evaluator3": "Bojan Zeković"}
STAFF = {
    "president": ("Ranko Đurović", "commission_member"),
    "head": ("Vesna Radović", "body_head"),
    "officer": ("Danilo Ćetković", "body_officer"),
}


@dataclass
class Around:
    """Who takes part, and the application that is scored in the browser."""

    people: dict[str, Person]
    shore: Application
    numbers: dict[str, str]


def the_call(users: dict[str, User]) -> dict[str, Application]:
    """A closed call of four: three are scored, one waits for its evaluators."""
    body = made.body(name="Ministarstvo ekologije")
    for key, (_name, role) in STAFF.items():
        users[key].grants.create(role=role, body=body, valid_from="2020-01-01")
    commission = made.commission(body)
    commission.members.filter(role="president").update(
        user=users["president"], full_name=users["president"].full_name
    )
    scorers = [made.evaluator(user=users[key], full_name=name) for key, name in SCORERS.items()]
    made.evaluators_list(*scorers)
    call = scoring.eligible_call(
        of=commission, requested=list(ASKED.values()), total=Decimal(MONEY), title=steps.CALL
    )
    call.areas.update(name="Заштита вода")
    found = dict(zip(ASKED, call.applications.order_by("pk"), strict=True))
    for title, application in found.items():
        application.title, application.snapshot = title, {}
        application.save(update_fields=["title"])
        for slot, total in enumerate(LOCKED.get(title, ()), start=1):
            made.locked_sheet(application, scorers[slot], slot, total)
    Application.objects.filter(title__in=LOCKED).update(state="scored")
    return found


def gather(new_page: Callable, url: str) -> Around:
    """Everybody at a window; the applicant is the owner of an organisation."""
    names = {key: name for key, (name, _role) in STAFF.items()}
    users = {key: account(f"{key}@example.test", name, LANGUAGE) for key, name in names.items()}
    users |= {
        key: account(f"{key}@example.test", name, LANGUAGE, "evaluator") for key, name in SCORERS.items()
    }
    found = the_call(users)
    shore = found[steps.SHORE]
    users["ngo"] = known(shore.created_by)
    people = {key: Person(new_page(), url, LANGUAGE, user) for key, user in users.items()}
    for person in people.values():
        person.page.context.set_default_timeout(30_000)
        person.sign_in()
    people["citizen"] = Person(new_page(), url, LANGUAGE)
    people["citizen"].choose_script()
    return Around(people, shore, {title: each.number for title, each in found.items()})


def known(user: User) -> User:
    """The applicant's account with the password of the tests."""
    user.set_password(PASSWORD)
    user.language = LANGUAGE
    user.save()
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


@pytest.mark.timeout(400)
def test_from_the_sheets_to_the_adapted_budget(live, worker, new_page):
    """(90 + 70) / 2 becomes (90 + 80) / 2 by a correction, equal to the second; 19,800 over four projects."""
    who = gather(new_page, live.url)
    the_sheets(who)
    sha256 = the_money(who)
    the_decision(who)
    shown = {steps.SHORE: 5400, steps.RIVER: 8100, steps.WOOD: 6300, steps.LAKE: 0}
    steps.citizen_reads_it(who.people["citizen"], shown, sha256, hidden=list(SCORERS.values()))


def the_sheets(who: Around) -> None:
    """One of two steps aside, another takes the place; the gap of 20 points; a correction."""
    president, number = who.people["president"], who.numbers[steps.SHORE]
    aside, second, instead = (who.people[key] for key in SCORERS)
    steps.president_gives_it_to_two(president, [aside, second])
    steps.evaluator_steps_aside(aside, number)
    steps.president_picks_another(president, number, instead)
    instead.page.clock.install()
    steps.evaluator_states_no_conflict(instead, number)
    steps.evaluator_scores_by_keys(instead, 90)
    steps.evaluator_locks(instead, number)
    steps.evaluator_states_no_conflict(second, number)
    evaluation.evaluator_scores(second, 70, instead)
    steps.president_sees_the_gap(president, number, 20)
    steps.evaluator_asks_for_a_correction(second, number)
    steps.president_allows_it(president)
    steps.evaluator_corrects(second, number, {6: 10, 7: 5}, 80)


def the_money(who: Around) -> str:
    """Three ways of giving 19,800 to 6,000, 9,000, 7,000 and 4,000, counted by hand; gives the hash of the third."""
    president = who.people["president"]
    steps.president_orders_the_equals(president, "85", first=steps.SHORE)
    steps.president_computes(president, steps.MODES)
    check_page(president.page)
    money = president.money
    full, floor, shared = (steps.figures(president, at) for at in range(3))
    # in full: 6,000 and 9,000 leave 4,800, less than 80 % of 7,000, so it is passed over; 4,000 fits, 800 are left
    assert full[:4] == [money(19_800), full[1], full[2], money(800)]
    assert full[1].startswith("3 / 4") and full[2].startswith(money(19_000))
    assert full[-2].startswith("1 ") and money(7000) in full[-2]
    # 80 % to all: 4,800, 7,200 and 5,600 leave 2,200, less than 3,200; nobody before the last is passed over
    assert floor[3] == money(2200) and floor[2].startswith(money(17_600))
    assert floor[4].startswith("1 ") and money(5600) in floor[4]
    assert floor[5].startswith("3 ") and money(1200 + 1800 + 4000) in floor[5]
    # in proportion: the three whom 80 % reaches asked 22,000, so each gets 90 %
    assert shared[3] == money(0) and shared[2].startswith(money(19_800))
    assert shared[4].startswith("1 ") and money(6300) in shared[4]
    assert shared[5].startswith("3 ") and money(600 + 900 + 4000) in shared[5]
    got = {title: steps.given(president, title) for title in ASKED}
    sums = {
        steps.SHORE: (6000, 4800, 5400),
        steps.RIVER: (9000, 7200, 8100),
        steps.WOOD: (0, 5600, 6300),
        steps.LAKE: (4000, 0, 0),
    }
    for title, row in sums.items():
        told = [
            text.startswith(money(sum) if sum else "–") for text, sum in zip(got[title], row, strict=True)
        ]
        assert told == [True] * 3, (title, got[title])
    sha256 = steps.president_chooses(president, "Srazmjerno")
    steps.president_publishes_the_list(president)
    return sha256


def the_decision(who: Around) -> None:
    """Two signatures, letters, and 5,400 instead of 6,000 in the budget of the first."""
    president, officer, ngo = (who.people[key] for key in ("president", "officer", "ngo"))
    number = who.numbers[steps.SHORE]
    steps.president_drafts_and_signs(president, who.numbers[steps.LAKE])
    steps.head_signs_second(who.people["head"])
    steps.president_reads_and_sends(president, number, 5400, letters=4)
    steps.letters_are_delivered(ngo, ngo.user.email)
    steps.officer_asks_the_budgets(officer)
    steps.ngo_adapts(ngo, number, 5400)
    steps.officer_accepts(officer, number)
    assert Call.objects.get().state == "decided"
