"""Citizens read points with their reasons, contracts and every table of a call, once each is public and not before."""

import csv
import io
import zipfile
from decimal import Decimal

import pytest

from grants.models import Decision, Score
from grants.queries import long_lists
from office.models import RulebookVersion
from tests.factories import grants as made

pytestmark = pytest.mark.django_db
SECRET = "Jasna veza aktivnosti i rezultata."


@pytest.fixture
def call():
    """A decided call; one of its points has a reason of its own."""
    found = made.decided_call()
    sheet = found.applications.order_by("number").first().assignments.order_by("slot").first()
    line = sheet.scores.first() or Score.objects.create(
        assignment=sheet, subcriterion=found.criteria.first().subcriteria.first(), points=Decimal(3)
    )
    Score.objects.filter(pk=line.pk).update(reason=SECRET)
    return found


def first(call):
    return call.applications.order_by("number").first()


def page_of(call) -> str:
    return f"/en/calls/{call.slug}/applications/{first(call).number}/"


def rows_of(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_the_page_of_an_application_says_points_and_reasons_without_names(client, call):
    page = client.get(page_of(call)).content.decode()
    assert SECRET in page and first(call).title in page
    assert "Evaluator 1" in page and "Evaluator 2" in page
    for sheet in first(call).assignments.all():
        assert sheet.user.full_name not in page
    assert (
        f"/calls/{call.slug}/applications/{first(call).number}/"
        in client.get(f"/en/calls/{call.slug}/").content.decode()
    )


def test_names_stand_where_the_rulebook_of_the_call_says_so(client, call):
    version = RulebookVersion.objects.get(pk=call.rulebook_id)
    version.values["evaluation"]["names_published"]["value"] = True
    version.pk, version.code, version.sha256 = None, "open-names", "1" * 64
    version.save(force_insert=True)
    type(call).objects.filter(pk=call.pk).update(rulebook=version)
    page = client.get(page_of(call)).content.decode()
    for sheet in first(call).assignments.all():
        assert sheet.user.full_name in page


@pytest.mark.parametrize("state", ["drafted", "signed"])
def test_nothing_is_read_before_the_decision_is_published(client, call, state):
    Decision.objects.filter(call=call).update(state=state, published_at=None, published_by=None)
    assert client.get(page_of(call)).status_code == 404
    for name in ("points", "results", "contracts"):
        assert client.get(f"/calls/{call.slug}/{name}.csv").status_code == 404
    packed = zipfile.ZipFile(io.BytesIO(client.get(f"/calls/{call.slug}/tables.zip").content))
    assert "points.csv" not in packed.namelist() and "steps.csv" in packed.namelist()


def test_an_application_of_another_call_or_a_draft_is_not_found(client, call):
    other = made.published_call()
    assert client.get(f"/en/calls/{other.slug}/applications/{first(call).number}/").status_code == 404
    draft = made.application(made.published_call())
    assert client.get(f"/en/calls/{call.slug}/applications/{draft.draft_code}/").status_code == 404


def test_points_as_a_table(client, call):
    rows = rows_of(client.get(f"/calls/{call.slug}/points.csv"))
    line = next(row for row in rows if row["reason"] == SECRET)
    assert (line["number"], line["sheet"], line["scored_by"]) == (first(call).number, "1", "")
    steps = rows_of(client.get(f"/calls/{call.slug}/steps.csv"))
    assert len(steps) >= 4 and {"step", "on", "due", "days_late", "law"} == set(steps[0])


def test_contracts_stand_on_the_page_of_the_call_when_signed(client, call):
    contract = made.contract(call.decision.rows.filter(outcome="awarded").first())
    page = f"/en/calls/{call.slug}/"
    assert contract.number in client.get(page).content.decode()
    (line,) = rows_of(client.get(f"/calls/{call.slug}/contracts.csv"))
    paid = sum(each.amount for each in contract.tranches.all() if each.paid_on)
    assert (line["contract"], line["amount"], Decimal(line["paid"])) == (
        contract.number,
        str(contract.amount),
        paid,
    )
    type(contract).objects.filter(pk=contract.pk).update(state="drafted", signed_on=None)
    assert contract.number not in client.get(page).content.decode()
    assert rows_of(client.get(f"/calls/{call.slug}/contracts.csv")) == []


@pytest.mark.parametrize("count", [2, 9])
def test_the_page_of_an_application_asks_equally_much_for_few_and_many(
    client, django_assert_num_queries, count
):
    call = made.decided_call(
        [(90 - n, 88 - n) for n in range(count)], requested=[1000] * count, awarded=count - 1
    )
    with django_assert_num_queries(7):
        answer = client.get(page_of(call))
    assert answer.status_code == 200


def test_a_long_list_comes_in_parts_and_its_tables_stay_whole(client, call, monkeypatch):
    address, whole = f"/en/calls/{call.slug}/", list(call.decision.rows.order_by("order", "pk"))
    short = client.get(address)
    assert [row.number for row in short.context["results"]] == [row.application.number for row in whole]
    assert 'class="pager"' not in short.content.decode() and len(whole) > 1
    monkeypatch.setattr(long_lists, "PART", 1)
    first_part, second = client.get(address), client.get(address, {"results": "2"})
    for page, row in ((first_part, whole[0]), (second, whole[1])):
        assert [each.number for each in page.context["results"]] == [row.application.number]
        assert page.context["given"] == short.context["given"]
        assert list(page.context["slots"]) == list(short.context["slots"])
    assert "?results=2#results" in first_part.content.decode()
    assert client.get(address, {"results": "x"}).status_code == 200
    table = rows_of(client.get(f"/calls/{call.slug}/results.csv"))
    assert [row["number"] for row in table] == [row.application.number for row in whole]


def test_a_long_formal_check_comes_in_parts(client, call, monkeypatch):
    type(call).objects.filter(pk=call.pk).update(
        check_published_at=call.deadline, check_published_by=call.published_by
    )
    address = f"/en/calls/{call.slug}/"
    short = client.get(address)
    monkeypatch.setattr(long_lists, "PART", 1)
    page = client.get(address, {"complete": "2"})
    assert [row.pk for row in page.context["complete"]] == [short.context["complete"][1].pk]
    assert page.context["complete"].paginator.count == len(short.context["complete"])
    assert '<details class="more" id="complete" open>' in page.content.decode()
