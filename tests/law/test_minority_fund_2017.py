"""The Serbian fund for minorities, 2017: 60 applications, 9 formally invalid, 25 supported, 1,800,000 dinars, no objection.

Published numbers (see the dossier); names and points are invented. Everything goes through the portal's own verbs.
"""

from decimal import Decimal

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from grants.documents.check_list import lines
from grants.models import Application, Call, Decision, FormalCheckItem, RejectionProposal
from grants.services import calls, checks, decisions, ranking
from grants.services.check_lists import defects_of
from tests.factories import grants as made
from tests.factories import objections as after
from tests.factories.checks import rejected

pytestmark = pytest.mark.django_db
D = Decimal
FILED, INVALID, SUPPORTED, MONEY = 60, 9, 25, D(1_800_000)


@pytest.fixture
def call(settings) -> Call:
    """A closed call of a national body with sixty applications for 72,000 each."""
    settings.OFFICE_JURISDICTION = "serbia"
    call_command("load_rulebooks", verbosity=0)
    found = made.closed_call(made.commission(), total=MONEY, min_amount=D(10_000), max_amount=D(72_000))
    for _n in range(FILED):
        made.application(found, requested=D(72_000))
    return found


def test_sixty_applications_nine_invalid_twenty_five_supported(call, client):
    by, answered = made.president(call.commission), made.now()
    for n, application in enumerate(call.applications.order_by("pk")):
        items = checks.begin_check(application=application, by=by)
        bad = n % 7 == 3 and n < 7 * INVALID
        FormalCheckItem.objects.filter(application=application).update(
            answer="yes", answered_at=answered, answered_by=by
        )
        if bad:
            FormalCheckItem.objects.filter(pk=items[11].pk).update(answer="no", note="Nema potvrde.")
            rejected(Application.objects.get(pk=application.pk), "Nema potvrde.")
        else:
            checks.find_complete(application=Application.objects.get(pk=application.pk), by=by)
    call = calls.publish_check(call=Call.objects.get(pk=call.pk), by=by)
    table = list(lines(call.check_lists.get()))
    assert ([row[5] for row in table].count("no"), len(table)) == (INVALID, FILED)
    assert RejectionProposal.objects.filter(state="confirmed").count() == INVALID
    assert all(defects_of(a) for a in call.applications.filter(state="rejected"))

    complete = call.applications.filter(state="eligible").order_by("pk")
    pair = [made.evaluator(), made.evaluator()]
    for n, application in enumerate(complete):
        for slot, person in enumerate(pair, start=1):
            made.locked_sheet(application, person, slot, 99 - n)
    call.applications.filter(state="eligible").update(state="scored")
    after.publish_list(call)
    call = Call.objects.get(pk=call.pk)
    assert call.ranking.rows.count() == FILED - INVALID
    with time_machine.travel(made.now() + after.days(16), tick=False):
        officer, head = made.officer(call.body), made.officer(call.body, "body_head")
        decision = decisions.draft_decision(call=call, by=officer)
        decision = decisions.sign_first(decision=decision, by=officer)
        decision = decisions.sign_second(decision=decision, by=head)
        decisions.publish_decision(decision=decision, by=officer)
    decision = Decision.objects.get()
    won = decision.rows.filter(outcome="awarded")
    assert (won.count(), sum(row.amount for row in won), decision.unallocated) == (SUPPORTED, MONEY, D(0))
    assert set(call.applications.values_list("state", flat=True)) == {"awarded", "refused", "rejected"}
    page = client.get(reverse("grants_public:call", args=[call.slug])).content.decode()
    for number in call.applications.values_list("number", flat=True):
        assert number in page
    assert ranking.open_ties(call.ranking) == {}
