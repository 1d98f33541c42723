"""A budget in a table: saved at once, wrong cells come back, buttons without JavaScript, two people, 500 lines."""

import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from grants.budget_merge import opened_text
from grants.documents.application import parts_of
from grants.models import Application, BudgetLine, FundingSource, ShareLimit
from grants.snapshot import snapshot_of
from tests.factories import budget as have
from tests.factories import grants as made
from tests.factories.applications import enter, filed, ready_draft
from tests.factories.registry import MembershipFactory

pytestmark = pytest.mark.django_db


def url(name, *args):
    """An address of the portal."""
    return reverse(f"grants_portal:{name}", args=args)


@pytest.fixture
def draft():
    """A draft with one line of 5,000."""
    return ready_draft()


@pytest.fixture
def ngo(client, draft):
    """A client of the person who began the draft."""
    return enter(client, draft.created_by)


def sent(draft, *rows, version=0, **more):
    """What the page sends: (key of the line, group, description, unit, quantity, price, requested)."""
    data = {"version": str(version), "opened": opened_text(draft.budget_lines.all()), "do": "save", **more}
    for n, row in enumerate(rows, start=1):
        names = ("pk", "group", "description", "unit", "quantity", "price", "requested")
        data |= {f"r{n}-{name}": str(value) for name, value in zip(names, row, strict=True)}
    return data


def stored(draft):
    """Lines as they are kept."""
    return list(draft.budget_lines.values_list("group", "description", "total", "requested", "other"))


def test_the_whole_table_is_saved_in_its_order(ngo, draft):
    old = draft.budget_lines.get()
    rows = [
        ("", "staff", "Koordinatorka", "mjesec", "6", "500,55", ""),
        (old.pk, "services", "Prevoz otpada", "tura", "3", "33,33", "50"),
        ("", "other", "", "", "", "", ""),
    ]
    answer = ngo.post(url("budget_table", draft.pk), sent(draft, *rows))
    assert answer.url == url("section", draft.pk, "budget")
    assert stored(draft) == [
        ("staff", "Koordinatorka", Decimal("3003.30"), Decimal("3003.30"), Decimal("0.00")),
        ("services", "Prevoz otpada", Decimal("99.99"), Decimal("50.00"), Decimal("49.99")),
    ]
    assert draft.budget_lines.last().pk == old.pk
    assert Application.objects.get(pk=draft.pk).requested == Decimal("3053.30")
    ngo.post(url("budget_table", draft.pk), sent(draft, version=1))
    assert stored(draft) == [] and Application.objects.get(pk=draft.pk).requested is None


@pytest.mark.parametrize(
    ("quantity", "price", "requested", "sentence"),
    [
        ("-2", "10", "", "A number below zero is not possible here: -2."),
        ("0", "10", "", "The quantity must be more than zero."),
        ("", "10", "", "Write a number here."),
        ("=2*3", "10", "", "The cell holds a formula."),
        ("9999999", "999999999", "", "Quantity times price is larger than any budget of a project."),
        ("1", "99999999999999999999", "", "This sum is too large."),
        ("1", "1.5.5", "", "is not a sum of money"),
        ("1", "1,234", "", "It is not clear which sum"),
        ("1", "10,12345", "", "has more than two decimals"),
        ("2", "10", "20,01", "You ask for more than this line costs (20,00)."),
        ("2", "10", "-1", "A number below zero"),
        ("<script>", "10", "", "&lt;script&gt;"),
    ],
)
def test_a_wrong_cell_is_said_and_nothing_typed_is_lost(ngo, draft, quantity, price, requested, sentence):
    before = stored(draft)
    rows = [("", "staff", "Ostaje ovdje", "mjesec", quantity, price, requested)]
    page = ngo.post(url("budget_table", draft.pk), sent(draft, *rows)).content.decode()
    assert sentence in page.replace("&quot;", '"') and 'value="Ostaje ovdje"' in page
    assert "Nothing is saved yet" in page and "<script>" not in page.replace("<script src", "")
    assert stored(draft) == before
    by_itself = ngo.post(url("budget_table", draft.pk), sent(draft, *rows), headers={"X-Autosave": "1"})
    assert by_itself.status_code == 400
    assert json.loads(by_itself.content) == {"message": "Not saved: 1 cell must be put right first."}


def test_sums_and_limits_are_counted_without_saving(ngo, draft):
    ShareLimit.objects.create(call=draft.call, part="administration", percent=10)
    ShareLimit.objects.create(call=draft.call, part="own", percent=Decimal("12.5"))
    rows = [
        ("", "administration", "Kirija", "mjesec", "10", "200,00", ""),
        ("", "staff", "Rad", "mjesec", "10", "900", "8.900"),
    ]
    page = ngo.post(url("budget_table", draft.pk), sent(draft, *rows, do="count")).content.decode()
    assert "€900.00 above the greatest amount" in page  # 10,900 of at most 10,000
    assert "Administrative costs: at most 10 % of the whole budget" in page.replace(
        "administrative", "Administrative"
    )
    assert "€900.00 too much" in page  # 2,000 of 11,000: 1,100 is allowed
    assert "€1,275.00 too little" in page  # 100 of 11,000: 1,375 is the least
    assert draft.budget_lines.count() == 1
    assert url("budget_table", draft.pk)  # the page is the same address, so a reload forgets nothing stored


def test_buttons_add_remove_and_move_without_javascript(ngo, draft):
    rows = [
        ("", "staff", "Prva", "", "1", "1", ""),
        ("", "staff", "Druga", "", "1", "2", ""),
        ("", "travel", "Treća", "", "1", "3", ""),
    ]
    address = url("budget_table", draft.pk)

    def order(do):
        page = ngo.post(address, sent(draft, *rows, do=do)).content.decode()
        return sorted(
            (page.index(f'value="{name}"'), name)
            for name in ("Prva", "Druga", "Treća")
            if f'value="{name}"' in page
        )

    assert [name for _at, name in order("down:1")] == ["Druga", "Prva", "Treća"]
    assert [name for _at, name in order("up:1")] == ["Prva", "Druga", "Treća"]
    assert [name for _at, name in order("remove:2")] == ["Prva", "Treća"]
    assert [name for _at, name in order("remove:77")] == ["Prva", "Druga", "Treća"]
    page = ngo.post(address, sent(draft, *rows, do="add:staff")).content.decode()
    assert page.count('name="r4-group" value="staff"') == 1
    assert draft.budget_lines.count() == 1


def test_more_than_500_lines_are_refused_with_a_sentence(ngo, draft):
    rows = [("", "staff", f"Trošak {n}", "", "1", "1", "") for n in range(501)]
    page = ngo.post(url("budget_table", draft.pk), sent(draft, *rows)).content.decode()
    assert "A budget has at most 500 lines; this one would have 501." in page
    assert 'value="Trošak 500"' in page and draft.budget_lines.count() == 1
    ngo.post(url("budget_table", draft.pk), sent(draft, *rows[:500]))
    assert draft.budget_lines.count() == 500
    again = ngo.post(
        url("entry_new", draft.pk, "budget"),
        {"group": "staff", "description": "Još", "quantity": 1, "price": 1},
    )
    assert "A list has at most 500 lines." in again.content.decode()


def test_it_saves_itself_and_tells_the_page_the_keys_of_new_lines(ngo, draft):
    address, head = url("budget_table", draft.pk), {"X-Autosave": "1"}
    rows = [("", "staff", "Nova", "", "2", "10", "")]
    said = json.loads(ngo.post(address, sent(draft, *rows), headers=head).content)
    line = draft.budget_lines.get()
    assert said["version"] == 1 and said["set"]["r1-pk"] == str(line.pk)
    rows = [(line.pk, "staff", "Nova", "", "3", "10", "")]
    said = json.loads(ngo.post(address, sent(draft, *rows, version=1), headers=head).content)
    assert (said["version"], draft.budget_lines.get().pk) == (2, line.pk)
    assert draft.budget_lines.get().total == 30
    late = ngo.post(address, sent(draft, *rows, version=1), headers=head)
    assert late.status_code == 409 and draft.created_by.full_name in late.content.decode()


def test_two_people_at_one_budget_lose_nothing(ngo, client, draft):
    have.lines(draft, 4)
    mine, theirs, both, gone, _kept = draft.budget_lines.all()
    opened = opened_text(draft.budget_lines.all())

    def row(line, price=None, quantity=None):
        return (
            line.pk,
            line.group,
            line.description,
            line.unit,
            quantity or line.quantity,
            price or line.price,
            "",
        )

    colleague = MembershipFactory(organisation=draft.organisation, role="editor").user
    other = enter(type(client)(), colleague)
    lines = [
        row(mine),
        row(theirs, "7"),
        row(both, "8"),
        ("", "other", "Dodala koleginica", "", "1", "5", ""),
    ]
    other.post(url("budget_table", draft.pk), sent(draft, *lines))
    assert draft.budget_lines.count() == 4  # the fourth and fifth line are removed
    asked = [
        row(mine, "4000"),
        row(theirs),
        row(both, "9"),
        row(gone),
        ("", "travel", "Moja nova", "", "1", "6", ""),
    ]
    page = ngo.post(url("budget_table", draft.pk), sent(draft, *asked) | {"opened": opened}).content.decode()
    assert f"{colleague.full_name} saved this budget at" in page and "3 changes of theirs are joined" in page
    for text in ("4000", 'value="7,00"', 'value="Dodala koleginica"', 'value="Moja nova"'):
        assert text in page
    assert "Lines you both have changed" in page and f'name="keep-{both.pk}"' in page
    assert f'value="{gone.description}"' not in page  # untouched here, removed there
    assert 'name="version" value="1"' in page
    again = [row(mine, "4000"), row(both, "9")]
    choice = {f"keep-{both.pk}": "theirs"}
    ngo.post(url("budget_table", draft.pk), sent(draft, *again, version=1) | choice)
    assert list(draft.budget_lines.values_list("price", flat=True)) == [Decimal(4000), Decimal(8)]


def test_a_line_removed_here_and_changed_there_stands_again(ngo, draft):
    line = draft.budget_lines.get()
    opened = opened_text([line])
    BudgetLine.objects.filter(pk=line.pk).update(description="Promijenjeno")
    draft.sections.create(key="budget", version=3, saved_at=made.now(), saved_by=draft.created_by)
    page = ngo.post(
        url("budget_table", draft.pk), sent(draft, version=2) | {"opened": opened}
    ).content.decode()
    assert "You removed this line, the other person changed it" in page and 'value="Promijenjeno"' in page


def test_queries_do_not_grow_with_the_lines(ngo, draft):
    counts = {}
    for name in ("budget_table", "budget_workbook"):
        ngo.get(url(name, draft.pk))  # what is remembered for all is remembered
    for more in (2, 497):
        have.lines(draft, more)
        for name in ("budget_table", "budget_paste", "budget_workbook"):
            with CaptureQueriesContext(connection) as seen:
                assert ngo.get(url(name, draft.pk)).status_code == 200
            counts.setdefault(name, []).append(len(seen))
        with CaptureQueriesContext(connection) as seen:
            assert ngo.get(url("section", draft.pk, "budget")).status_code == 200
        counts.setdefault("section", []).append(len(seen))
    assert draft.budget_lines.count() == 500
    assert counts == {
        "budget_table": [11, 11],
        "budget_paste": [10, 10],
        "budget_workbook": [7, 7],
        "section": [21, 21],
    }


def test_saving_needs_as_many_statements_for_500_lines_as_for_three(ngo, draft):
    counts = []
    for number in (3, 500):
        rows = [("", "staff", f"Trošak {n}", "", "1", "1", "") for n in range(number)]
        save = draft.sections.filter(key="budget").first()
        data = sent(draft, *rows, version=save.version if save else 0)
        with CaptureQueriesContext(connection) as seen:
            assert ngo.post(url("budget_table", draft.pk), data).status_code == 302
        counts.append(len(seen))
    assert counts == [28, 28]


def test_other_sources_are_named_and_summed(ngo, draft):
    page = ngo.post(
        url("source_new", draft.pk), {"name": "", "amount": "-3", "state": "asked"}
    ).content.decode()
    assert "This field is required." in page and "must be at least 0,01" in page
    ngo.post(
        url("source_new", draft.pk), {"name": "Opština Kolašin", "amount": "1.200,50", "state": "secured"}
    )
    ngo.post(url("source_new", draft.pk), {"name": "Donator", "amount": "300", "state": "asked"})
    assert Application.objects.get(pk=draft.pk).other_sources == Decimal("1500.50")
    ngo.post(url("section", draft.pk, "budget"), {"own_share": "1", "other_sources": "7", "version": "2"})
    row = Application.objects.get(pk=draft.pk)
    assert (row.own_share, row.other_sources) == (1, Decimal("1500.50"))
    source = FundingSource.objects.get(name="Donator")
    ngo.post(url("source", draft.pk, source.pk), {"name": "Donator", "amount": "200", "state": "secured"})
    assert Application.objects.get(pk=draft.pk).other_sources == Decimal("1400.50")
    ngo.post(url("source_remove", draft.pk, source.pk))
    assert Application.objects.get(pk=draft.pk).other_sources == Decimal("1200.50")
    assert "Opština Kolašin" in ngo.get(url("section", draft.pk, "budget")).content.decode()


def test_a_broken_share_stands_in_the_way_of_submitting(ngo, draft):
    ShareLimit.objects.create(call=draft.call, part="services", percent=50)
    page = ngo.get(url("section", draft.pk, "budget")).content.decode()
    assert "services: at most 50 % of the whole budget: €5,000.00, €2,500.00 too much." in page
    answer = ngo.post(url("submit", draft.pk), {"key": "0b1f7f60-58ea-4d38-9a56-5fb4a4a8f7a1"}, follow=True)
    assert "too much" in answer.content.decode()
    assert Application.objects.get(pk=draft.pk).state == "draft"


def addresses(draft, source):
    """Every address of a budget with the method that matters."""
    return [
        ("GET", "budget_table"), ("POST", "budget_table"), ("GET", "budget_paste"), ("POST", "budget_paste"),
        ("GET", "budget_upload"), ("POST", "budget_upload"), ("GET", "budget_workbook"), ("GET", "source_new"),
        ("POST", "source_new"), ("GET", "source", source.pk), ("POST", "source_remove", source.pk),
    ]  # fmt: skip


def test_doors_of_the_budget(client, draft):
    source = draft.funding_sources.create(order=1, name="Donator", amount=5)
    stranger, _organisation = made.ngo_person()
    for method, name, *rest in addresses(draft, source):
        address = url(name, draft.pk, *rest)
        answer = getattr(client, method.lower())(address)
        assert answer.status_code == 302, (method, name)
    enter(client, stranger)
    for method, name, *rest in addresses(draft, source):
        assert getattr(client, method.lower())(url(name, draft.pk, *rest)).status_code == 404, (method, name)


def test_a_filed_budget_is_read_and_not_changed(client):
    row = filed()
    source = row.funding_sources.create(order=1, name="Donator", amount=5)
    enter(client, row.created_by)
    before = stored(row)
    for method, name, *rest in addresses(row, source):
        data = sent(row, ("", "staff", "Novo", "", "1", "1", "")) | {
            "text": have.SHEET,
            "do": "keep",
            "name": "X",
            "amount": "1",
            "state": "asked",
        }
        answer = getattr(client, method.lower())(url(name, row.pk, *rest), data if method == "POST" else None)
        assert answer.status_code in {200, 302}, name
    assert stored(row) == before and row.funding_sources.get() == source


def test_the_call_limits_shares_and_says_so_everywhere(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    call = made.draft_call()
    address = reverse("grants_staff:call_budget_limits", args=[call.pk])
    assert client.get(address).status_code == 302
    enter(client, ready_draft().created_by)
    assert client.get(address).status_code == 403
    enter(client, made.president(made.draft_call().commission))
    assert client.get(address).status_code == 404
    enter(client, made.president(call.commission))
    wrong = client.post(address, {"administration": "101", "own": "-1"}).content.decode()
    assert "must not exceed 100,00" in wrong and "must be at least 0,00" in wrong
    client.post(address, {"administration": "20", "own": "12,5", "staff": ""})
    kept = {row.part: row.percent for row in call.share_limits.all()}
    assert kept == {"administration": Decimal(20), "own": Decimal("12.50")}
    assert 'value="20,00"' in client.get(address).content.decode()
    page = client.get(reverse("grants_staff:call", args=[call.pk])).content.decode()
    assert page.count("Administrative costs: at most 20 % of the whole budget") == 2
    call.state, call.published_at, call.published_by = (
        "published",
        made.now(),
        made.president(call.commission),
    )
    call.opens_at = call.published_at
    call.deadline, call.number, call.rulebook = (
        call.opens_at.replace(year=2030),
        "K-7",
        made.rulebook(call.body),
    )
    call.save()
    said = client.post(address, {"own": "5"}).content.decode()
    assert "The limits of a published call are not changed any more." in said
    page = client.get(reverse("grants_public:call", args=[call.slug])).content.decode()
    assert "12.50 % of the whole budget" in page


def test_named_sources_are_handed_in_with_the_application(client, draft):
    draft.funding_sources.create(order=1, name="Opština Kolašin", amount=Decimal("0.01"), state="secured")
    frozen = snapshot_of(Application.objects.get(pk=draft.pk))
    assert frozen["sources"] == [{"name": "Opština Kolašin", "amount": "0.01", "state": "secured"}]
    with override("en"):
        rows = next(part for part in parts_of(frozen) if part.key == "budget").rows
        assert rows[-1] == ("Opština Kolašin", "€0.01 (secured)")
    frozen.pop("sources")  # as applications were frozen before
    assert parts_of(frozen)
