"""A contract ends on a ground; only a breach bars the organisation, until a day, and the ban is corrected or lifted.

Rules tried: contract.ban_years, filing.ban.
"""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from post_office.models import Email

from grants.models import Application, Ban, Contract, ContractEnd
from grants.queries import tells
from grants.services import bans, contract_ends
from office.models import AuditEvent
from office.refusal import Refused
from tests.factories import filing
from tests.factories import grants as made
from tests.factories.applications import client_of, ready_draft
from tests.factories.registry import OrganisationFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
WHY = "Sredstva nenamjenski utrošena."


@pytest.fixture(autouse=True)
def english(settings):
    """Sentences are compared in English; the second factor has tests of its own."""
    settings.SECOND_FACTOR_REQUIRED = False
    with override("en"):
        yield


def url(name, *args, door="staff"):
    return reverse(f"grants_{door}:{name}", args=args)


def page(person, name, *args, door="staff") -> str:
    answer = client_of(person).get(url(name, *args, door=door))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def head_of(contract: Contract):
    return made.officer(contract.row.decision.call.body, "body_head")


def ended(ground: str = "breach", *, state: str = "active", law: str = "čl. 12 ugovora", **facts) -> Contract:
    """A contract ended before its time by an officer of its body."""
    contract = made.contract(state=state, paid=state == "active")
    by = made.officer(contract.row.decision.call.body)
    day = facts.pop("ended_on", timezone.localdate())
    contract_ends.terminate(
        contract=contract, ground=ground, law=law if ground == "breach" else "", ended_on=day, note=WHY, by=by
    )
    return Contract.objects.get(pk=contract.pk)


def told_of(contract: Contract) -> set[str]:
    """What a new application of that organisation is told."""
    earlier = contract.row.application
    draft = ready_draft(organisation=earlier.organisation, person=earlier.created_by, title="Nešto drugo")
    return {each.key for each in tells.tells_of(Application.objects.get(pk=draft.pk))} - {"sign_off"}


# The second copy of the law: which ground takes the right to apply away.
BY_HAND = {
    ("active", "breach"): True,
    ("active", "agreement"): False,
    ("active", "body"): False,
    ("active", "impossible"): False,
    ("drafted", "refused"): False,
    ("drafted", "agreement"): False,
}


@pytest.mark.parametrize(("state", "ground"), BY_HAND)
def test_only_a_breach_bars_the_organisation(state, ground):
    contract = ended(ground, state=state)
    assert (contract.state, contract.ending.ground) == ("terminated", ground)
    assert Ban.objects.filter(contract=contract).exists() is BY_HAND[state, ground]
    assert ("ban" in told_of(contract)) is BY_HAND[state, ground]


@pytest.mark.parametrize(
    ("state", "ground", "law", "words"),
    [
        ("drafted", "breach", "čl. 12", "not signed cannot be broken"),
        ("active", "refused", "", "was signed"),
        ("active", "breach", " ", "Name the article"),
    ],
)
def test_a_ground_that_cannot_be_is_refused(state, ground, law, words):
    with pytest.raises(Refused, match=words):
        ended(ground, state=state, law=law)
    assert not Contract.objects.filter(state="terminated").exists() and not Ban.objects.exists()


def test_the_ban_lasts_two_years_from_the_day_of_the_end_and_both_sides_read_it():
    day = timezone.localdate() - 20 * DAY
    contract = made.contract()
    by, owner = made.officer(contract.row.decision.call.body), contract.row.application.created_by
    Contract.objects.filter(pk=contract.pk).update(signed_on=day - DAY)
    form = page(by, "contract_end", contract.pk)
    assert "breach by the organisation" in form and "refused by the organisation" not in form
    facts = {"ground": "breach", "law": "čl. 12 ugovora", "ended_on": day.isoformat(), "note": WHY}
    lacking = client_of(by).post(url("contract_end", contract.pk), {**facts, "law": ""}).content.decode()
    assert "Name the article" in lacking
    client_of(by).post(url("contract_end", contract.pk), facts)
    ban = Ban.objects.get(contract=contract)
    assert (ban.since, ban.until, ban.law) == (day, day.replace(year=day.year + 2), "čl. 12 ugovora")
    until = f"{ban.until.day}\xa0{ban.until:%B %Y}"
    for seen in (
        page(by, "contract", contract.pk),
        page(owner, "contract", contract.pk, door="portal"),
        page(owner, "contracts", door="portal"),
        page(owner, "begin", made.published_call().slug, door="portal"),
    ):
        assert "may not apply" in seen and until in seen
    assert WHY in page(owner, "contract", contract.pk, door="portal")
    subjects = [each.subject for each in Email.objects.all() if owner.email in each.to]
    assert len(subjects) == 2  # the end of the contract, the ban


@pytest.mark.parametrize(("ago", "banned"), [(2 * 365 - 2, True), (2 * 366 + 1, False)])
def test_the_ban_ends_after_two_years(ago, banned):
    contract = made.contract()
    day = timezone.localdate() - ago * DAY
    Contract.objects.filter(pk=contract.pk).update(signed_on=day)
    contract_ends.terminate(
        contract=contract, ground="breach", law="čl. 12", ended_on=day, note=WHY, by=head_of(contract)
    )
    assert ("ban" in told_of(contract)) is banned


def test_a_ban_is_lifted_and_corrected_by_the_head_with_the_reason():
    contract = ended()
    ban, head = contract.bans.get(), head_of(contract)
    officer = made.officer(contract.row.decision.call.body)
    for verb, facts in ((bans.lift_ban, {}), (bans.correct_ban, {"since": ban.since, "until": ban.since})):
        with pytest.raises(Refused, match="by the head of the body"):
            verb(ban=ban, note="Greška.", by=officer, **facts)
        with pytest.raises(Refused, match="Write the reason"):
            verb(ban=ban, note=" ", by=head, **facts)
    assert "Lift the ban" not in page(officer, "ban", ban.pk)
    assert client_of(officer).get(url("ban_lift", ban.pk)).status_code in {403, 404}
    longer = {"since": ban.since.isoformat(), "until": (ban.until + DAY).isoformat(), "note": "Duže."}
    answer = client_of(head).post(url("ban_correct", ban.pk), longer).content.decode()
    assert "longer than the law says" in answer and "Zakon o NVO" in answer
    shorter = {**longer, "until": (ban.until - 30 * DAY).isoformat()}
    client_of(head).post(url("ban_correct", ban.pk), shorter)
    assert Ban.objects.get().until == ban.until - 30 * DAY
    client_of(head).post(url("ban_lift", ban.pk), {"note": "Sud je poništio raskid."})
    ban.refresh_from_db()
    assert (ban.lifted_by, ban.lift_reason) == (head, "Sud je poništio raskid.")
    assert "ban" not in told_of(contract)
    events = AuditEvent.objects.filter(subject="grants.ban", subject_id=str(ban.pk)).order_by("pk")
    assert [each.action for each in events] == ["enter_ban", "correct_ban", "lift_ban"]
    assert "Sud je poništio raskid." in page(head, "ban", ban.pk)
    assert "was lifted" in page(contract.row.application.created_by, "contract", contract.pk, door="portal")
    with pytest.raises(Refused, match="was lifted"):
        bans.lift_ban(ban=ban, note="Opet.", by=head)


def test_a_corrected_ground_takes_the_ban_with_it_and_back():
    contract = ended()
    head = head_of(contract)
    with pytest.raises(Refused):
        contract_ends.correct_ground(
            contract=contract, ground="body", note="x", by=made.officer(contract.row.decision.call.body)
        )
    facts = {"ground": "body", "law": "", "note": "Opština nije platila."}
    client_of(head).post(url("contract_ground", contract.pk), facts)
    assert ContractEnd.objects.get().ground == "body" and "ban" not in told_of(contract)
    contract_ends.correct_ground(contract=contract, ground="breach", law="čl. 9", note="Ipak.", by=head)
    assert contract.bans.count() == 2 and "ban" in told_of(contract)
    contract_ends.correct_ground(contract=contract, ground="breach", law="čl. 10", note="Član.", by=head)
    assert contract.bans.get(lifted_at=None).law == "čl. 10"


def test_a_contract_ended_with_an_older_portal_bars_nobody_until_its_ground_is_written():
    contract = made.contract()
    Contract.objects.filter(pk=contract.pk).update(state="terminated")
    by = made.officer(contract.row.decision.call.body)
    assert "ban" not in told_of(contract)
    assert "On what ground this contract ended is not written down" in page(by, "contract", contract.pk)
    facts = {"ground": "breach", "law": "čl. 12", "note": WHY}
    client_of(by).post(url("contract_ground", contract.pk), facts)
    assert ContractEnd.objects.get().ended_on == timezone.localdate() and "ban" in told_of(contract)


def test_a_ban_from_before_the_portal_is_entered_with_its_paper():
    body, organisation = made.body(), OrganisationFactory()
    owner, _organisation = made.ngo_person(organisation)
    officer = made.officer(body)
    facts = {
        "body": body.pk, "number": organisation.number, "contract_number": "UG-12/2025", "law": "čl. 12",
        "since": (timezone.localdate() - 100 * DAY).isoformat(), "reason": WHY,
    }  # fmt: skip
    lacking = client_of(officer).post(url("ban_new"), facts).content.decode()
    assert "Choose a file first." in lacking and not Ban.objects.exists()
    unknown = {**facts, "number": "0000", "document": filing.upload()}
    assert (
        "No organisation in the register" in client_of(officer).post(url("ban_new"), unknown).content.decode()
    )
    old = {**facts, "since": "2020-01-01", "document": filing.upload()}
    assert "would have ended already" in client_of(officer).post(url("ban_new"), old).content.decode()
    client_of(officer).post(url("ban_new"), {**facts, "document": filing.upload()})
    ban = Ban.objects.get()
    assert (ban.number, ban.organisation, ban.contract) == ("UG-12/2025", organisation, None)
    again = client_of(officer).post(url("ban_new"), {**facts, "document": filing.upload()}).content.decode()
    assert "entered already" in again and Ban.objects.count() == 1
    assert any(owner.email in each.to and WHY in each.message for each in Email.objects.all())
    assert "UG-12/2025" in page(owner, "contracts", door="portal")
    draft = ready_draft(organisation=organisation, person=owner)
    assert "ban" in {each.key for each in tells.tells_of(draft)}


def test_every_body_reads_a_ban_and_its_paper_only_who_needs_it():
    body, organisation = made.body(), OrganisationFactory()
    officer, other = made.officer(body), made.officer(made.body())
    ban = bans.enter_ban(
        body=body, number=organisation.number, contract_number="UG-1", since=timezone.localdate(), law="čl. 12",
        reason=WHY, document=filing.upload(), by=officer,
    )  # fmt: skip
    assert organisation.name in page(other, "bans") and "UG-1" in page(other, "ban", ban.pk)
    paper = url("ban_paper", ban.pk)
    assert client_of(officer).get(paper).getvalue()[:5] == b"%PDF-"
    assert client_of(other).get(paper).status_code == 404
    call = made.closed_call()
    made.application(call, organisation=organisation)
    checker = made.president(call.commission)
    assert client_of(checker).get(paper).getvalue()[:5] == b"%PDF-"
    assert paper in page(checker, "ban", ban.pk)
    with pytest.raises(Refused, match="do not do this work"):
        bans.enter_ban(
            body=body, number=organisation.number, contract_number="UG-2", since=timezone.localdate(), law="x",
            reason=WHY, document=filing.upload(), by=other,
        )  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_bans_asks_the_same_for_few_and_many(count, django_assert_num_queries):
    body = made.body()
    officer = made.officer(body)
    for n in range(count):
        bans.enter_ban(
            body=body, number=OrganisationFactory().number, contract_number=f"UG-{n}",
            since=timezone.localdate(), law="čl. 12", reason=WHY, document=filing.upload(), by=officer,
        )  # fmt: skip
    client = client_of(officer)
    client.get(url("bans"))
    with django_assert_num_queries(5):
        client.get(url("bans"))
