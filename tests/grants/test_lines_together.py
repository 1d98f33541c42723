"""Two people at one line of a list: joined field by field, a conflict with both texts, nothing lost."""

import re

import pytest
from django.urls import reverse

from grants.line_prints import print_of_line
from grants.models import ActivityLine, Declaration, FundingSource, WalletPaper
from grants.services import budget, parts, wallet
from office.refusal import Refused
from tests.factories import grants as made
from tests.factories.applications import enter, ready_draft
from tests.factories.budget import paper
from tests.factories.registry import MembershipFactory, OrganisationFactory
from tests.threads import in_threads


def url(name, *args):
    """An address of the portal."""
    return reverse(f"grants_portal:{name}", args=args)


@pytest.fixture
def draft(db):
    """A draft with nothing missing."""
    return ready_draft()


@pytest.fixture
def two(client, draft):
    """Two people of the organisation, each with a client."""
    colleague = MembershipFactory(organisation=draft.organisation, role="editor").user
    return enter(client, draft.created_by), enter(type(client)(), colleague)


def sent(page):
    """Everything the form of a page sends as it stands."""
    html = page.content.decode()
    form = html[html.rindex("<form method", 0, html.index('name="opened"')) :]
    form = form[: form.index("</form>")]
    fields = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form))
    fields |= dict(re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?([^<]*)</textarea>', form))
    for name, inside in re.findall(r'<select[^>]*name="([^"]+)".*?>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)"[^>]*selected', inside)
        fields[name] = chosen[1] if chosen else ""
    return {name: text for name, text in fields.items() if not name.startswith(("csrf", "pick-"))}


def test_changes_of_both_in_different_fields_of_an_activity_are_joined(two, draft):
    line = draft.activity_lines.get()
    address = url("entry", draft.pk, "activities", line.pk)
    mine, theirs = (sent(each.get(address)) for each in two)
    assert two[1].post(address, theirs | {"carrier": "Petar"}).status_code == 302
    page = two[0].post(address, mine | {"month_until": "5"}, follow=True).content.decode()
    assert "Taken over from the other person, since you had not changed it: Carried out by." in page
    line.refresh_from_db()
    assert (line.carrier, line.month_until) == ("Petar", 5)


def test_a_field_both_have_changed_is_shown_with_both_texts_and_chosen(two, draft):
    line = draft.activity_lines.get()
    address = url("entry", draft.pk, "activities", line.pk)
    mine, theirs = (sent(each.get(address)) for each in two)
    two[1].post(address, theirs | {"name": "Njen naziv", "description": "Njen opis", "carrier": "Ona"})
    answer = two[0].post(address, mine | {"name": "Moj naziv", "description": "Moj opis"})
    page = answer.content.decode()
    assert "Compare both texts" in page and page.count('value="theirs"') == 2
    assert "Njen naziv" in page and "Moj naziv" in page and 'value="Ona"' in page
    line.refresh_from_db()
    assert (line.name, line.description) == ("Njen naziv", "Njen opis")
    again = sent(answer) | {"pick-name": "theirs", "pick-description": "mine"}
    assert two[0].post(address, again).status_code == 302
    line.refresh_from_db()
    assert (line.name, line.description, line.carrier) == ("Njen naziv", "Moj opis", "Ona")


@pytest.mark.parametrize(
    ("key", "relation", "change", "field"),
    [
        ("budget", "budget_lines", {"price": "4.000,00", "requested": "4.000,00"}, "price"),
        ("partners", "partners", {"role": "Moja uloga"}, "role"),
    ],
)
def test_costs_and_partners_are_not_overwritten(two, draft, key, relation, change, field):
    draft.partners.create(organisation=OrganisationFactory(), name="Zelena obala", role="Akcije")
    line = getattr(draft, relation).get()
    address = url("entry", draft.pk, key, line.pk)
    mine, theirs = (sent(each.get(address)) for each in two)
    other = {"price": "3.000,00", "requested": "3.000,00"} if key == "budget" else {"role": "Njena uloga"}
    assert two[1].post(address, theirs | other).status_code == 302
    kept = str(getattr(type(line).objects.get(pk=line.pk), field))
    page = two[0].post(address, mine | change).content.decode()
    assert "Compare both texts" in page and change[field] in page
    assert str(getattr(type(line).objects.get(pk=line.pk), field)) == kept


def test_a_source_and_a_paper_of_the_wallet_are_compared_too(two, draft):
    source = draft.funding_sources.create(order=1, name="Donator", amount=100)
    kept = paper(draft.organisation, draft.created_by, title="Statut")
    for address, name in (
        (url("source", draft.pk, source.pk), "name"),
        (url("wallet_paper", kept.pk), "title"),
    ):
        mine, theirs = (sent(each.get(address)) | {"state": "asked"} for each in two)
        assert two[1].post(address, theirs | {name: "Njeno"}).status_code == 302
        page = two[0].post(address, mine | {name: "Moje"}).content.decode()
        assert "Compare both texts" in page and "Njeno" in page and "Moje" in page
    assert FundingSource.objects.get().name == "Njeno" and WalletPaper.objects.get().title == "Njeno"


def test_a_line_removed_meanwhile_is_added_anew_and_no_text_is_lost(two, draft):
    line = draft.activity_lines.get()
    address = url("entry", draft.pk, "activities", line.pk)
    mine = sent(two[0].get(address))
    two[1].post(url("entry_remove", draft.pk, "activities", line.pk), {"opened": print_of_line(line)})
    answer = two[0].post(address, mine | {"description": "Dugo pisano."})
    page = answer.content.decode()
    assert "Somebody else has removed this entry" in page and "Dugo pisano." in page
    assert not draft.activity_lines.exists()
    two[0].post(address, mine | {"description": "Dugo pisano.", "anew": "1"})
    assert draft.activity_lines.get().description == "Dugo pisano."
    assert two[0].get(address).status_code == 404


def test_a_line_changed_meanwhile_is_looked_at_before_it_is_removed(two, draft):
    line, document = draft.activity_lines.get(), draft.documents.get()
    address = url("entry_remove", draft.pk, "activities", line.pk)
    seen = {"opened": print_of_line(line)}
    ActivityLine.objects.update(name="Sasvim drugo")
    page = two[0].post(address, seen, follow=True).content.decode()
    assert "before you remove it" in page and draft.activity_lines.exists()
    line.refresh_from_db()
    two[0].post(address, {"opened": print_of_line(line)})
    assert not draft.activity_lines.exists()
    assert "has removed it already" in two[1].post(address, seen, follow=True).content.decode()
    two[0].post(url("document_remove", draft.pk, document.pk))
    again = two[1].post(url("document_remove", draft.pk, document.pk), follow=True).content.decode()
    assert "has removed it already" in again


def test_declarations_of_both_hold(two, draft):
    Declaration.objects.filter(application=draft).delete()
    address = url("section", draft.pk, "declarations")
    opened = {"opened": ""}
    assert '<input type="hidden" name="opened"' in two[0].get(address).content.decode()
    two[1].post(address, opened | {"accuracy": "on"})
    two[0].post(address, opened | {"earlier_funds": "on"})
    assert set(draft.declarations.values_list("kind", flat=True)) == {"accuracy", "earlier_funds"}
    two[0].post(address, {"opened": "accuracy,earlier_funds", "earlier_funds": "on"})
    assert set(draft.declarations.values_list("kind", flat=True)) == {"earlier_funds"}


def heard(*works):
    """What each of several people heard, at the same moment."""
    said = {}

    def one(number):
        try:
            works[number]()
            said[number] = "done"
        except Refused as no:
            said[number] = no.field

    in_threads(len(works), one)
    return [said[number] for number in range(len(works))]


def test_two_saves_of_one_line_at_the_same_moment(fresh_database):
    draft = ready_draft()
    people = [draft.created_by, MembershipFactory(organisation=draft.organisation, role="editor").user]
    line = draft.activity_lines.get()
    facts = {"application": draft, "line": line, "opened": print_of_line(line), "at": made.now()}

    def save(number):
        return lambda: parts.save_activity(
            **facts, name=f"Od {number}", month_from=1, month_until=2, by=people[number]
        )

    said = heard(save(0), save(1))
    assert sorted(said) == ["done", "version"]
    assert ActivityLine.objects.get().name == f"Od {said.index('done')}"


def test_change_against_removal_at_the_same_moment(fresh_database):
    draft = ready_draft()
    source = draft.funding_sources.create(order=1, name="Donator", amount=100)
    source.refresh_from_db()
    facts = {"source": source, "opened": print_of_line(source), "at": made.now(), "by": draft.created_by}
    said = heard(
        lambda: budget.save_source(application=draft, **facts, name="Drugi", amount=50, state="asked"),
        lambda: budget.remove_source(**facts),
    )
    draft.refresh_from_db()
    if said == ["gone", "done"]:
        assert not draft.funding_sources.exists() and draft.other_sources == 0
    else:
        assert said == ["done", "version"] and draft.other_sources == 50


def test_two_changes_of_one_paper_at_the_same_moment(fresh_database):
    draft = ready_draft()
    kept = WalletPaper.objects.get(pk=paper(draft.organisation, draft.created_by, title="Statut").pk)
    facts = {"paper": kept, "opened": print_of_line(kept), "by": draft.created_by}
    said = heard(*[lambda n=n: wallet.change_paper(**facts, title=f"Od {n}") for n in range(2)])
    assert sorted(said) == ["done", "version"]
    assert WalletPaper.objects.get().title == f"Od {said.index('done')}"
