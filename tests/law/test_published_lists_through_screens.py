"""The published lists and decisions once more, as people press them: ranking, simulator, signatures, the citizen's page.

Rules tried: ranking.aggregate, evaluation.scorers.
"""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from grants.call_checks import points
from grants.models import AllocationVariant, Call, Ranking
from office.jobs import run_job
from office.models import Job
from office.templatetags.saradnja import amount
from tests.factories import grants as made
from tests.factories.applications import client_of
from tests.law import cases
from tests.law import published_lists as lists

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_rooms_alone(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


def cells(text: str) -> str:
    """The page in one line of words."""
    return " ".join(text.replace("\u00a0", " ").split())


def shown(sums, page: str) -> list[str]:
    """Those sums that are not on the page as people read them."""
    with translation.override("cnr"):
        return [amount(each) for each in sums if " ".join(amount(each).split()) not in page]


class Commission:
    """The president at the screens of one call."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self.client = client_of(made.president(call.commission), "cnr")
        self.ranking, self.decision = self.at("ranking"), self.at("decision")
        self.client.post(self.ranking, {"action": "make"})

    def at(self, name: str) -> str:
        """The address of a room of the call."""
        return reverse(f"grants_staff:{name}", args=[self.call.pk])

    def variant(self, mode: str) -> AllocationVariant:
        """One way of giving out the money, computed in the simulator."""
        answer = self.client.post(self.at("ranking_variants"), {"mode": mode, "name": ""})
        assert answer.status_code == 302, answer.content.decode()
        return AllocationVariant.objects.get(ranking__call=self.call, mode=mode)

    def simulator(self) -> str:
        """What the simulator shows."""
        return cells(self.client.get(self.at("simulator")).content.decode())

    def decide(self, variant: AllocationVariant) -> str:
        """Chosen, confirmed, published, signed twice, published; what the citizen then reads."""
        self.publish_list(variant)
        return self.publish_decision()

    def publish_list(self, variant: AllocationVariant) -> None:
        """Chosen, confirmed, published."""
        self.client.post(self.at("ranking_variants"), {"choose": variant.pk})
        for action in ("confirm", "publish"):
            self.client.post(self.ranking, {"action": action})
        assert Ranking.objects.get(call=self.call).state == "published"

    def publish_decision(self) -> str:
        """Drafted, signed twice, published; what the citizen then reads."""
        for action in ("draft", "sign_first"):
            self.client.post(self.decision, {"action": action})
        head = client_of(made.officer(self.call.body, "body_head"), "cnr")
        head.post(self.decision, {"action": "sign"})
        self.client.post(self.decision, {"action": "publish"})
        for job in Job.objects.filter(state="queued").order_by("pk"):
            run_job(job.pk)
        call = Call.objects.get(pk=self.call.pk)
        assert call.state == "decided"
        return cells(Client().get(reverse("grants_public:call", args=[call.slug])).content.decode())


def test_bijelo_polje_in_the_screens():
    president = Commission(lists.bijelo_polje())
    variant = president.variant("floor_share")
    assert shown(cases.BIJELO_POLJE.given, president.simulator()) == []
    page = president.decide(variant)
    assert shown([*cases.BIJELO_POLJE.given, cases.BIJELO_POLJE.total], page) == []
    with translation.override("cnr"):
        scores = [points(score) for _total, score in cases.BIJELO_POLJE_SCORES]
    assert [score for score in scores if score not in page] == []


def test_ministry_of_labour_in_the_screens():
    president = Commission(lists.ministry_of_labour())
    page = president.decide(president.variant("floor_share"))
    assert shown([*cases.LABOUR.given, cases.LABOUR.total], page) == []


def test_kotor_in_the_screens():
    president = Commission(lists.kotor())
    president.variant("full")
    president.variant("floor_share")
    page = president.simulator()
    assert shown([cases.KOTOR_MAX, cases.KOTOR_MIN, Decimal("6665.80"), Decimal("7600.00")], page) == []


def test_danilovgrad_in_the_screens():
    president = Commission(lists.danilovgrad())
    rows = president.call.ranking.rows.order_by("order")
    marked = [row.application_id for row in rows][6:]
    answer = president.client.post(president.at("ranking_reserved"), {"applications": marked})
    assert answer.status_code == 302, answer.content.decode()
    page = president.decide(president.variant("full"))
    assert shown([*cases.DANILOVGRAD_AWARDS, *lists.DANILOVGRAD_SPECIAL], page) == []
    assert shown([cases.DANILOVGRAD_SUM + sum(lists.DANILOVGRAD_SPECIAL)], page) == []


def test_berane_in_the_screens():
    president = Commission(lists.berane())
    page = cells(president.client.get(president.ranking).content.decode())
    places = [page.index(f"{score:.2f}".replace(".", ",")) for _total, score in cases.BERANE_SCORES]
    assert places == sorted(places)
