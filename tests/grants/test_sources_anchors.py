"""What points mean: the words of the rulebook in a new call, in its empty form, in the workspace of the evaluator."""

import copy

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from grants.models import SubCriterion
from grants.services import calls
from office.models import RulebookVersion
from office.queries.rulebooks import section_rows
from office.rulebooks import from_version, rules_for
from office.rulebooks.files import read_versions
from office.rulebooks.parse import build
from tests.factories import grants as made
from tests.factories.applications import enter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    with translation.override("en"):
        yield


@pytest.mark.parametrize("office", ["montenegro", "serbia", "novi_sad"])
def test_every_sub_criterion_of_a_rulebook_has_its_words_and_they_are_marked_unconfirmed(office):
    for version in read_versions(office):
        facts = {"code": version.code, "title": "", "legal_basis": "", "in_force_from": version.in_force_from}
        rules = build(version.values, **facts).evaluation
        names = [sub.name for criterion in rules.criteria.value for sub in criterion.sub]
        assert names and all("0" in rules.anchor_of(name) for name in names), version.code
        assert len(rules.anchors.value) == len(names)
        assert not rules.anchors.confirmed
        assert rules.anchor_of("Nepoznato") == ""


def drafted():
    """A draft with the criteria the rulebook offers."""
    commission = made.commission()
    facts = {"total": 10_000, "min_amount": 100, "max_amount": 1_000}
    by = made.president(commission)
    return calls.draft_call(
        commission=commission, title="Konkurs", year=2027, areas=[made.area()], by=by, **facts
    )


def test_a_new_call_brings_the_words_along_and_may_change_them(client):
    """Rules tried: evaluation.anchors."""
    call = drafted()
    subs = SubCriterion.objects.filter(criterion__call=call).order_by("criterion__order", "order")
    assert subs.count() == 11 and not subs.filter(guidance="").exists()
    first = subs[0]
    assert first.guidance == rules_for(call.body, timezone.localdate()).evaluation.anchor_of(first.name)
    by = made.president(call.commission)
    enter(client, by)
    printed = client.get(reverse("grants_staff:form_printed", args=[call.pk])).content.decode()
    assert "How the application is scored" in printed and "svaki cilj projekta neposredno" in printed
    page = client.get(reverse("grants_staff:call", args=[call.pk])).content.decode()
    assert "What points mean" in page  # said among what no source confirms
    calls.save_subcriterion(
        criterion=first.criterion, subcriterion=first, name=first.name, max_points=first.max_points,
        step=first.step, guidance="0–15: po ocjeni.", by=by,
    )  # fmt: skip
    first.refresh_from_db()
    assert first.guidance == "0–15: po ocjeni."


def test_the_evaluator_and_the_applicant_read_them(client):
    call = made.published_call()
    SubCriterion.objects.filter(criterion__call=call, order=1).update(guidance="0–5 slabo; 6–10 dobro.")
    form = client.get(reverse("grants_public:empty_form", args=[call.slug])).content.decode()
    assert form.count("0–5 slabo; 6–10 dobro.") == 4


def test_a_version_stored_before_the_words_were_known_is_read_and_shown():
    version = RulebookVersion.objects.get(code="me-2018")
    values = copy.deepcopy(version.values)
    for section, key in (
        ("evaluation", "anchors"),
        ("contract", "interim_due"),
        ("programming", "council_opinion"),
    ):
        del values[section][key]
    version.values = values
    rules = from_version(version)
    assert len(rules.evaluation.anchors.value) == 11
    assert (rules.contract.interim_due.value, rules.programming.council_opinion.value) == ("half_time", True)
    assert [row.name for row in section_rows(version)][:3] == ["register", "call", "evaluation"]
