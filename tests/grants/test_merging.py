"""Two people at one part, a session that ended while writing, very long texts: nothing is lost."""

import json

import pytest
from django.urls import reverse

from grants.models import Application, BudgetLine, SectionSave
from grants.services import applications, budget
from office.refusal import Refused
from tests.factories import grants as made
from tests.factories.applications import TEXTS, enter, ready_draft
from tests.factories.registry import MembershipFactory
from tests.threads import in_threads


def url(name, *args):
    """An address of the portal."""
    return reverse(f"grants_portal:{name}", args=args)


@pytest.fixture
def draft(db):
    """A draft with nothing missing."""
    return ready_draft()


@pytest.fixture
def ngo(client, draft):
    """A client of the person who began the draft."""
    return enter(client, draft.created_by)


def opened(client, draft, key):
    """What the hidden fields of a part say when its page is opened."""
    page = client.get(url("section", draft.pk, key)).content.decode()
    return {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("seen", "version")}


def project(**changes):
    """What the browser sends for the part “project”."""
    texts = {name: str(value) for name, value in TEXTS.items() if not name.startswith("contact")}
    return {**texts, "kind": "project", **changes}


def test_changes_of_both_in_different_fields_are_joined_by_themselves(ngo, client, draft):
    hidden = opened(ngo, draft, "project")
    colleague = MembershipFactory(organisation=draft.organisation, role="editor").user
    other = enter(type(client)(), colleague)
    other.post(url("section", draft.pk, "project"), project(goals="Ciljevi koleginice.") | hidden)
    answer = ngo.post(
        url("section", draft.pk, "project"), project(problem="Moj problem.") | hidden, follow=True
    )
    page = answer.content.decode()
    assert "Taken over from the other person, since you had not changed it: Goals." in page
    assert "Saved: Project." in page
    row = Application.objects.get(pk=draft.pk)
    assert (row.goals, row.problem) == ("Ciljevi koleginice.", "Moj problem.")
    assert row.sections.get(key="project").version == 2


def test_a_field_both_have_changed_is_asked_about(ngo, client, draft):
    hidden = opened(ngo, draft, "project")
    colleague = MembershipFactory(organisation=draft.organisation, role="editor").user
    other = enter(type(client)(), colleague)
    theirs = project(goals="Njeni ciljevi.", problem="Njen problem.", kind="programme")
    other.post(url("section", draft.pk, "project"), theirs | hidden)
    mine = project(goals="Moji ciljevi.", summary="Moj sažetak.") | hidden
    page = ngo.post(url("section", draft.pk, "project"), mine).content.decode()
    assert colleague.full_name in page and "Compare both texts" in page
    assert page.count('name="pick-') == 2 and 'name="pick-goals" value="theirs"' in page
    assert "Njeni ciljevi." in page and ">\nMoji ciljevi.</textarea>" in page
    assert ">\nNjen problem.</textarea>" in page  # only the other one has changed it
    assert Application.objects.get(pk=draft.pk).goals == "Njeni ciljevi."
    fresh = {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("seen", "version")}
    again = project(goals="Moji ciljevi.", summary="Moj sažetak.", problem="Njen problem.", kind="programme")
    ngo.post(url("section", draft.pk, "project"), again | fresh | {"pick-goals": "theirs"})
    row = Application.objects.get(pk=draft.pk)
    assert (row.goals, row.summary, row.problem) == ("Njeni ciljevi.", "Moj sažetak.", "Njen problem.")
    assert row.kind == "programme"


def test_a_wrong_field_does_not_forget_how_the_page_was_opened(ngo, client, draft):
    hidden = opened(ngo, draft, "project")
    wrong = ngo.post(
        url("section", draft.pk, "project"), project(ends_on="2020-01-01") | hidden
    ).content.decode()
    assert f'name="seen" value="{hidden["seen"]}"' in wrong


def test_the_form_that_saves_itself_tells_what_it_saved(ngo, draft):
    hidden = opened(ngo, draft, "capacity")
    answer = ngo.post(
        url("section", draft.pk, "capacity"), {"capacity": "Novo"} | hidden, headers={"X-Autosave": "1"}
    )
    said = json.loads(answer.content)
    assert said["version"] == 1 and said["set"]["seen"] == opened(ngo, draft, "capacity")["seen"]


def test_who_is_signed_out_gets_the_text_back(client, draft):
    text = "Dugo pisani tekst o rijeci."
    page = client.post(url("section", draft.pk, "project"), project(summary=text, version="0", seen="x"))
    assert page.status_code == 401 and page["Cache-Control"] == "private, no-store"
    shown = page.content.decode()
    assert "Nothing is lost" in shown or "nije izgubljeno" in shown or "Ništa" in shown
    assert text in shown and "/accounts/login/?next=" in shown
    assert Application.objects.get(pk=draft.pk).summary == TEXTS["summary"]
    rows = {"r1-pk": "7", "r1-group": "staff", "r1-description": "Rad", "r1-quantity": "2", "r1-price": "3"}
    table = client.post(url("budget_table", draft.pk), rows).content.decode()
    assert "staff\tRad\t2\t3" in table
    by_itself = client.post(url("section", draft.pk, "project"), project(), headers={"X-Autosave": "1"})
    assert by_itself.status_code == 401
    assert json.loads(by_itself.content)["url"].startswith("/accounts/login/?next=")
    hostile = client.post(url("section", draft.pk, "project"), {"summary": "<script>alert(1)</script>"})
    assert "<script>alert" not in hostile.content.decode()
    assert client.get(url("section", draft.pk, "project")).status_code == 302


def test_two_hundred_pages_in_one_field_are_refused_with_a_sentence(ngo, draft):
    long = "Riječ po riječ. " * 40_000  # some 640,000 characters
    hidden = opened(ngo, draft, "project")
    page = ngo.post(url("section", draft.pk, "project"), project(summary=long) | hidden).content.decode()
    assert "1500" in page and "Riječ po riječ." in page
    assert Application.objects.get(pk=draft.pk).summary == TEXTS["summary"]


def heard_of(count, work):
    """What each of several people heard."""
    heard = []

    def one(number):
        try:
            work(number)
            heard.append("done")
        except Refused:
            heard.append("refused")

    in_threads(count, one)
    return sorted(heard)


def test_two_saves_of_one_part_at_the_same_moment(fresh_database):
    draft = ready_draft()
    people = [draft.created_by, MembershipFactory(organisation=draft.organisation, role="editor").user]
    applications.save_section(
        application=draft, key="capacity", version=0, at=made.now(), by=people[0], capacity="Prvo"
    )

    def save(number):
        applications.save_section(
            application=draft,
            key="capacity",
            version=1,
            at=made.now(),
            by=people[number],
            capacity=f"Od {number}",
        )

    assert heard_of(2, save) == ["done", "refused"]
    kept = SectionSave.objects.get(key="capacity")
    assert kept.version == 2
    assert Application.objects.get(pk=draft.pk).capacity == f"Od {people.index(kept.saved_by)}"


def test_two_first_saves_of_one_budget_at_the_same_moment(fresh_database):
    draft = ready_draft()
    people = [draft.created_by, MembershipFactory(organisation=draft.organisation, role="editor").user]

    def save(number):
        facts = dict.fromkeys(("price", "total", "requested"), 10 + number)
        lines = [
            (
                None,
                {
                    "group": "staff",
                    "description": f"Od {number}",
                    "unit": "",
                    "quantity": 1,
                    "other": 0,
                    **facts,
                },
            )
        ]
        budget.save_budget(application=draft, lines=lines * 3, version=0, at=made.now(), by=people[number])

    assert heard_of(2, save) == ["done", "refused"]
    winner = people.index(SectionSave.objects.get(key="budget").saved_by)
    assert set(BudgetLine.objects.values_list("description", flat=True)) == {f"Od {winner}"}
    assert Application.objects.get(pk=draft.pk).requested == 3 * (10 + winner)
