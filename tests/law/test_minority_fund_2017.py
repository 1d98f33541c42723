"""The Serbian fund for minorities, 2017: 60 applications, 9 formally invalid, 25 supported, 1,800,000 dinars, no objection.

Published numbers (see the dossier); names and points are invented. Every member of the commission scores; what the
commission presses (check lists, their publication, ranking, simulator, signatures) is pressed in the screens, and the
citizen's page is read. The fund let three days go by for objections; the rulebook knows eight for every body of the
state, so the test waits eight, and on the day before it is refused.
"""

import csv
import datetime
import io
from decimal import Decimal

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from grants.models import (
    Application,
    Call,
    CheckList,
    Criterion,
    Decision,
    FormalCheckItem,
    Ranking,
    SubCriterion,
)
from grants.queries.objections import terms_of
from grants.services import checks
from tests.factories import grants as made
from tests.factories import scoring
from tests.factories.applications import client_of
from tests.factories.checks import rejected
from tests.law.test_published_lists_through_screens import Commission, cells, shown

pytestmark = pytest.mark.django_db
D = Decimal
FILED, INVALID, SUPPORTED, MONEY, EACH = 60, 9, 25, D(1_800_000), D(72_000)
NO_PAPER = "Nema potvrde."


@pytest.fixture(autouse=True)
def _fund(settings, empty_cache):
    settings.OFFICE_JURISDICTION = "serbia"
    settings.SECOND_FACTOR_REQUIRED = False
    call_command("load_rulebooks", verbosity=0)


@pytest.fixture
def call() -> Call:
    """A closed call with one measure of a hundred points and sixty applications for 72,000 each."""
    found = made.closed_call(total=MONEY, min_amount=D(10_000), max_amount=EACH)
    SubCriterion.objects.filter(criterion__call=found).delete()
    Criterion.objects.filter(call=found).delete()
    only = Criterion.objects.create(call=found, order=1, name="Vrijednost programa", max_points=100)
    SubCriterion.objects.create(criterion=only, order=1, name="Ukupno", max_points=100)
    for _n in range(FILED):
        made.application(found, requested=EACH)
    return found


def check_all(call: Call, client: Client) -> None:
    """Nine lack a paper: their check lists are answered on their pages, and two people reject them."""
    by, answered = made.president(call.commission), made.now()
    for n, application in enumerate(call.applications.order_by("pk")):
        items = checks.begin_check(application=application, by=by)
        if n % 7 == 3 and n < 7 * INVALID:
            sent = {f"{item.key}-answer": "yes" for item in items}
            sent |= {f"{item.key}-note": "Pregledano." for item in items if checks.needs_note(item, "yes")}
            sent |= {f"{items[-1].key}-answer": "no", f"{items[-1].key}-note": NO_PAPER}
            address = reverse("grants_staff:check", args=[application.pk])
            assert client.post(address, sent).status_code == 302
            rejected(Application.objects.get(pk=application.pk), NO_PAPER)
        else:
            facts = {"answer": "yes", "answered_at": answered, "answered_by": by}
            FormalCheckItem.objects.filter(application=application).update(**facts)
            checks.find_complete(application=application, by=by)
    client.post(reverse("grants_staff:publish_check", args=[call.pk]))


def test_sixty_applications_nine_invalid_twenty_five_supported(call):
    commission = client_of(made.president(call.commission), "sr-latn")
    check_all(call, commission)
    assert CheckList.objects.get().rows.count() == FILED
    table = Client().get(reverse("grants_files:check_table", args=[call.slug, 1]))
    rows = list(csv.reader(io.StringIO(b"".join(table).decode("utf-8-sig"))))
    assert ([row[5] for row in rows].count("no"), len(rows)) == (INVALID, FILED + 1)

    complete = FILED - INVALID
    scoring.score_by_members(call, [[D(99 - n)] * 3 for n in range(complete)])
    assert set(call.applications.values_list("state", flat=True)) == {"scored", "rejected"}
    president = Commission(Call.objects.get(pk=call.pk))
    variant = president.variant("full")
    assert variant.rows.filter(amount=EACH).count() == SUPPORTED
    assert shown([MONEY], president.simulator()) == []
    president.publish_list(variant)
    ranked = Ranking.objects.get()
    assert (ranked.rows.count(), ranked.rows.order_by("order").first().sheet_totals) == (
        complete,
        ["99.00"] * 3,
    )

    terms = terms_of(Call.objects.get(pk=call.pk))
    last = datetime.datetime.combine(terms.object_until, datetime.time(12), tzinfo=made.now().tzinfo)
    officer = made.officer(call.body)  # the body decides by the list of its commission
    with time_machine.travel(last, tick=False):
        president.client = client_of(officer, "cnr")
        president.client.post(president.decision, {"action": "draft"})
        refused = president.client.post(president.decision, {"action": "sign_first"}, follow=True)
        assert "Prigovori na rang listu mogu se" in cells(refused.content.decode())
        assert Decision.objects.get().first_signed_at is None
    with time_machine.travel(last + datetime.timedelta(days=1), tick=False):
        president.client = client_of(officer, "cnr")
        page = president.publish_decision()
    decision = Decision.objects.get()
    won = decision.rows.filter(outcome="awarded")
    assert (won.count(), sum(row.amount for row in won), decision.unallocated) == (SUPPORTED, MONEY, D(0))
    assert set(call.applications.values_list("state", flat=True)) == {"awarded", "refused", "rejected"}
    assert shown([EACH, MONEY], page) == []
    assert [
        number for number in call.applications.values_list("number", flat=True) if number not in page
    ] == []
