"""Rules a call sets itself by the act of its body: shown with the act, frozen at publication, nobody else is bound."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from grants.call_checks import remarks_on
from grants.call_sums import changed_parts, sums_of
from grants.models import Call, OwnRule
from grants.queries.calls import rulebook_of, rules_of
from grants.services import call_start, calls
from grants.services.call_start import from_call
from grants.services.own_rules import set_own_rules
from office.models import RulebookVersion
from office.queries import rulebooks
from office.refusal import Refused
from office.rulebooks import from_version, rules_for, version_for
from office.rulebooks.files import completed
from tests.factories import grants as made

pytestmark = pytest.mark.django_db
ACT = "čl. 12 Odluke o raspodjeli sredstava"
OWN = {"ranking.aggregate": "sum", "ranking.objection_days": 3, "evaluation.scorers": 5}


@pytest.fixture(autouse=True)
def _english(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    with translation.override("en"):
        yield


def ready() -> tuple[Call, object]:
    """A draft that may be published, and the president of its commission."""
    call = made.draft_call()
    return call, made.president(call.commission)


def test_own_values_are_frozen_with_the_call_and_bind_no_other():
    call, by = ready()
    set_own_rules(call=call, values={**OWN, "ranking.decimals": None}, law=ACT, by=by)
    rules = rules_of(call)
    assert (rules.ranking.aggregate.value, rules.ranking.aggregate.law) == ("sum", ACT)
    assert (rules.ranking.objection_days.value, rules.evaluation.scorers.value) == (3, 5)
    calls.publish_call(call=call, by=by)
    call = Call.objects.select_related("rulebook", "body").get(pk=call.pk)
    frozen = from_version(call.rulebook)
    base = version_for(call.body, timezone.localdate())
    assert (frozen.ranking.aggregate.value, frozen.ranking.objection_days.value) == ("sum", 3)
    assert (call.rulebook.code, call.rulebook.kind) == (f"{base.code}.{call.pk}", f"call:{base.kind}")
    assert ACT in call.rulebook.legal_basis
    assert rules_for(call.body, timezone.localdate()).ranking.aggregate.value == "mean"
    assert version_for(call.body, timezone.localdate()) == base
    other = made.draft_call()
    calls.publish_call(call=other, by=made.president(other.commission))
    other.refresh_from_db()
    assert other.rulebook == version_for(other.body, timezone.localdate())


def test_a_frozen_version_of_a_call_learns_later_values_from_the_rulebook_of_its_kind():
    call, by = ready()
    set_own_rules(call=call, values=OWN, law=ACT, by=by)
    calls.publish_call(call=call, by=by)
    version = RulebookVersion.objects.get(calls=call)
    values = {name: dict(section) for name, section in version.values.items()}
    known = values["contract"].pop("interim_due")
    facts = {"jurisdiction": version.jurisdiction, "code": version.code, "kind": version.kind}
    whole = completed(values, **facts)
    assert whole["contract"]["interim_due"] == known and whole["ranking"]["aggregate"]["value"] == "sum"
    today = timezone.localdate()
    assert version.code not in [row.version.code for row in rulebooks.version_rows(today)]
    before = rulebooks.version_before(version)
    assert before == version_for(call.body, today)
    changed = [
        row.key for section in rulebooks.section_rows(version, before) for row in section.rows if row.changed
    ]
    assert sorted(changed) == sorted(OWN)


@pytest.mark.parametrize(
    ("values", "law", "field"),
    [
        ({"ranking.aggregate": "sum"}, " ", "law"),
        ({"ranking.objection_days": 0}, ACT, "objection_days"),
        ({"ranking.objection_days": 91}, ACT, "objection_days"),
        ({"evaluation.scorers": 21}, ACT, "scorers"),
        ({"ranking.decimals": 5}, ACT, "decimals"),
        ({"contract.ban_years": 1}, ACT, None),
    ],
)
def test_what_cannot_be_set_is_refused(values, law, field):
    call, by = ready()
    with pytest.raises(Refused) as no:
        set_own_rules(call=call, values=values, law=law, by=by)
    assert (no.value.field or None) == field
    assert not call.own_rules.exists()


def test_only_those_who_work_on_the_draft_set_them_and_only_in_a_draft():
    call, _by = ready()
    with pytest.raises(Refused):
        set_own_rules(call=call, values=OWN, law=ACT, by=made.officer(made.body()))
    published = made.published_call()
    with pytest.raises(Refused):
        set_own_rules(call=published, values=OWN, law=ACT, by=made.president(published.commission))
    with pytest.raises(IntegrityError, match="own_rule_rests_on_an_act"), transaction.atomic():
        OwnRule.objects.create(call=call, key="ranking.decimals", value=1, law="")


def test_a_departure_from_a_confirmed_rule_is_named_and_an_opinion_on_the_draft_notices_it():
    call, by = ready()
    before = sums_of(call)
    set_own_rules(call=call, values={"evaluation.scorers": 5, "ranking.objection_days": 3}, law=ACT, by=by)
    assert changed_parts(call, before) == ["criteria"]
    said = [remark for remark in remarks_on(call, rules_of(call)) if "itself" in remark.text]
    assert [(remark.text, remark.law, remark.stops) for remark in said] == [
        (
            "The call sets “Score sheets for an application” itself: 5; by the rulebook it is 2.",
            rulebook_of(call).evaluation.scorers.law,
            False,
        )
    ]
    set_own_rules(call=call, values={}, law="", by=by)
    assert changed_parts(call, before) == []


def test_the_next_call_takes_them_over():
    call, by = ready()
    set_own_rules(call=call, values=OWN, law=ACT, by=by)
    calls.publish_call(call=call, by=by)
    call.refresh_from_db()
    later = call_start.start_call(commission=call.commission, source=from_call(call), title="Ponovo", by=by)
    assert {row.key: row.value for row in later.own_rules.all()} == OWN


def test_in_pages(client):
    call, by = ready()
    client.force_login(by)
    page = reverse("grants_staff:call_own_rules", args=[call.pk])
    facts = {"aggregate": "sum", "objection_days": "3"}
    refused = client.post(page, facts)
    assert refused.status_code == 200 and refused.context["form"].errors["law"]
    assert client.post(page, {**facts, "objection_days": "tri"}).context["form"].errors["objection_days"]
    assert client.post(page, {**facts, "law": ACT}).status_code == 302
    file = client.get(reverse("grants_staff:call", args=[call.pk])).content.decode()
    assert file.count(ACT) >= 2 and page in file
    assert client.get(page).context["form"].initial == {} and 'value="3"' in client.get(page).content.decode()
    calls.publish_call(call=Call.objects.get(pk=call.pk), by=by)
    call.refresh_from_db()
    client.logout()
    with translation.override("en"):
        public = client.get(reverse("grants_public:call", args=[call.slug])).content.decode()
    assert "sum of the sheets" in public and public.count(ACT) == 2
    client.force_login(made.officer(made.body()))
    assert client.get(page).status_code == 404
