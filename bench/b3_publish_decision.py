"""B3: a decision of a thousand applications as the worker publishes it: letters prepared, outcomes, page, letters sent."""

import os
import time
from collections.abc import Callable
from decimal import Decimal

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import override_settings  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from post_office.models import Email  # noqa: E402

from bench.b7_lists import OLD, applied, called  # noqa: E402
from bench.measure import PLAIN, measured, page, say  # noqa: E402
from grants.models import Call, Decision, DecisionRow, Ranking, RankingRow  # noqa: E402
from grants.services.decision_letters import prepare_letters  # noqa: E402
from grants.services.publication import LETTERS, order_publication  # noqa: E402
from grants.services.variants import choose_variant, make_variant  # noqa: E402
from office.jobs import run_job  # noqa: E402
from office.models import Job, RoleGrant, User  # noqa: E402

SIZE = int(os.environ.get("SIZE", "1000"))
BAR = {"seconds": 60}


def signed() -> tuple[Decision, User]:
    """A call with so many scored applications, its published list and its decision with both signatures."""
    code = f"b3-{int(time.time())}"
    call, members = called(code)
    Call.objects.filter(pk=call.pk).update(total=Decimal(SIZE) * 2500)
    call.refresh_from_db()
    president, now = members[0], timezone.now()
    applications = applied(call, SIZE, "scored")
    ranking = Ranking.objects.create(call=call, made_at=now, made_by=president)
    RankingRow.objects.bulk_create(
        RankingRow(ranking=ranking, application=each, place=n, order=n, final=90, sheet_totals=["90", "90"])
        for n, each in enumerate(applications, start=1)
    )
    variant = make_variant(ranking=ranking, mode="full", by=president)
    choose_variant(variant=variant, by=president)
    Ranking.objects.filter(pk=ranking.pk).update(
        state="published", number=f"L-{code}", confirmed_at=now, confirmed_by=president, published_at=now,
        published_by=president,
    )  # fmt: skip
    head = User.objects.create_user(f"{code}-head@bench.test", full_name="Rukovodilac")
    RoleGrant.objects.create(user=head, role="body_head", body=call.body, valid_from=OLD)
    decision = Decision.objects.create(
        call=Call.objects.get(pk=call.pk), variant=variant, state="signed", number=f"O-{code}",
        decided_on=timezone.localdate(), unallocated=variant.unallocated, legal_remedy="Tužba.",
        drafted_at=now, drafted_by=president, first_signed_at=now, first_signed_by=president,
        second_signed_at=now, second_signed_by=head,
    )  # fmt: skip
    DecisionRow.objects.bulk_create(
        DecisionRow(
            decision=decision, application_id=row.application_id, order=row.order, outcome=row.outcome,
            amount=row.amount, reason="Po mjestu na rang listi i raspoloživom novcu.",
        )
        for row in variant.rows.all()
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return decision, president


def timed(name: str, work: Callable[[], object]) -> None:
    """One line with the seconds of a step."""
    began = time.monotonic()
    work()
    seconds = round(time.monotonic() - began, 2)
    say(
        {
            "workload": f"B3 {name}",
            "n": SIZE,
            "seconds": seconds,
            "bar": BAR,
            "held": seconds <= BAR["seconds"],
        }
    )


def main() -> None:
    """Prepare, order, publish, send; then the page of the call."""
    decision, president = signed()
    timed("letters prepared", lambda: prepare_letters(decision=decision, by=president))
    orders: list[Job] = []
    timed("publication ordered", lambda: orders.append(order_publication(decision=decision, by=president)))
    timed("outcomes and page published", lambda: run_job(orders[0].pk))
    sending = Job.objects.get(kind=LETTERS, subject_id=str(decision.pk))
    timed("letters sent", lambda: run_job(sending.pk))
    sent = decision.letters.filter(sent_at__isnull=False).count()
    emails = Email.objects.filter(pk__in=decision.letters.values("email")).count()
    say({"workload": "B3 letters in the outbox", "n": sent, "emails": emails})
    slug = decision.call.slug
    measured(
        "B3 public page of the call", SIZE, page(reverse("grants_public:call", args=[slug]), None), rounds=5
    )


if __name__ == "__main__":
    with override_settings(STORAGES={"default": settings.STORAGES["default"], "staticfiles": PLAIN}):
        main()
