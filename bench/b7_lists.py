"""B7: the staff list of applications (50 a page) and the ranking page (8 sheets a row), 1,000 each; then ten times as many.

SIZE=20 tries the whole path on a small machine.
"""

import datetime
import os
import sys
import time
from decimal import Decimal

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import override_settings  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.measure import PLAIN, measured, page, say, with_bar  # noqa: E402
from grants.models import (  # noqa: E402
    Application,
    Assignment,
    Call,
    Commission,
    CommissionMember,
    ConflictStatement,
    Criterion,
    Ranking,
    RankingRow,
    SubCriterion,
)
from grants.services.variants import choose_variant, compare_variants  # noqa: E402
from ngo_registry.models import Organisation  # noqa: E402
from office.models import Body, RoleGrant, User  # noqa: E402
from office.rulebooks import version_for  # noqa: E402
from office.scripts import sort_key  # noqa: E402

SIZE, SHEETS = int(os.environ.get("SIZE", "1000")), 8
LIST_BAR, RANKING_BAR, TIMES = {"queries": 12}, {"p50": 300, "queries": 12}, {"ratio": 1.5}
NOW = timezone.now()
TODAY = timezone.localdate()
OLD = datetime.date(2020, 1, 1)


def people(body: Body, number: int) -> list[User]:
    """Members of the commission of this body, each with the right to score."""
    users = []
    for n in range(number):
        user = User.objects.create_user(f"{body.code}-{n}@bench.test", full_name=f"Član {n} Komisije")
        RoleGrant.objects.create(user=user, role="commission_member", body=body, valid_from=OLD)
        users.append(user)
    return users


def called(code: str) -> tuple[Call, list[User]]:
    """A closed call of a municipality whose eight members score."""
    body = Body.objects.create(code=code, kind="municipality", name=f"Opština {code}")
    members = people(body, SHEETS)
    commission = Commission.objects.create(
        body=body, year=TODAY.year, title=f"Komisija {code}", state="formed", act_number="KO-1",
        act_date=TODAY, created_by=members[0],
    )  # fmt: skip
    for n, user in enumerate(members):
        seat = CommissionMember.objects.create(
            commission=commission, user=user, full_name=user.full_name, valid_from=OLD,
            role="president" if n == 0 else "member",
        )  # fmt: skip
        ConflictStatement.objects.create(member=seat, text="Nema.", made_at=NOW, made_by=user)
    opened = NOW - datetime.timedelta(days=40)
    call = Call.objects.create(
        commission=commission, body=body, year=TODAY.year, slug=f"poziv-{code}", number=f"K-{code}",
        title=f"Javni konkurs {code}", goals="Ciljevi", total=Decimal(2_000_000), min_amount=Decimal(500),
        max_amount=Decimal(20000), state="published", published_at=opened, published_by=members[0],
        opens_at=opened, deadline=opened + datetime.timedelta(days=30), rulebook=version_for(body, NOW),
        check_published_at=NOW, check_published_by=members[0], created_by=members[0],
    )  # fmt: skip
    criterion = Criterion.objects.create(call=call, order=1, name="Kriterijum", max_points=100)
    SubCriterion.objects.bulk_create(
        SubCriterion(criterion=criterion, order=n, name=f"Mjerilo {n}", max_points=10) for n in range(1, 11)
    )
    return call, members


def applied(call: Call, number: int, state: str) -> list[Application]:
    """So many applications, each of its own organisation."""
    names = [f"Udruženje građana {call.body.code} {n} za održivi razvoj" for n in range(number)]
    organisations = Organisation.objects.bulk_create(
        Organisation(
            kind="association", number=f"{call.body.code}-{n:06d}", name=name, place="Nikšić",
            registered_on=OLD, decision_number=f"R-{n}", sort_key=sort_key(name),
        )
        for n, name in enumerate(names)
    )  # fmt: skip
    return Application.objects.bulk_create(
        Application(
            call=call, organisation=organisation, state=state, draft_code=f"{call.body.code}-{n}",
            number=f"P-{call.body.code}-{n:05d}", title=f"Zeleni put broj {n}", requested=Decimal(4000 + n % 900),
            created_by=call.created_by, submitted_at=call.deadline, submitted_by=call.created_by,
        )
        for n, organisation in enumerate(organisations)
    )  # fmt: skip


def scored(call: Call, members: list[User], applications: list[Application]) -> None:
    """Eight locked sheets each with ten points and reasons, the ranking list and both variants."""
    seats = {seat.user_id: seat for seat in call.commission.members.all()}
    Assignment.objects.bulk_create(
        (
            Assignment(
                application=application, user=user, member=seats[user.pk], slot=slot, state="submitted",
                assigned_at=NOW, assigned_by=members[0], declared_at=NOW, declared_by=user, total=50 + n % 50,
                locked_at=NOW, locked_by=user, sha256="0" * 64,
            )
            for n, application in enumerate(applications)
            for slot, user in enumerate(members, start=1)
        ),
        batch_size=2000,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO grants_score (assignment_id, subcriterion_id, points, reason, saved_at) "
            "SELECT a.id, s.id, 5, 'Obrazloženje bodova.', now() FROM grants_assignment a "
            "JOIN grants_application p ON p.id = a.application_id, grants_subcriterion s "
            "JOIN grants_criterion c ON c.id = s.criterion_id WHERE p.call_id = %s AND c.call_id = %s",
            [call.pk, call.pk],
        )
    ranking = Ranking.objects.create(call=call, made_at=NOW, made_by=members[0])
    RankingRow.objects.bulk_create(
        RankingRow(
            ranking=ranking, application=application, place=n, order=n, final=Decimal(99) - n % 90,
            sheet_totals=[str(50 + (n + k * 7) % 45) for k in range(SHEETS)],
        )
        for n, application in enumerate(applications, start=1)
    )  # fmt: skip
    choose_variant(variant=compare_variants(ranking=ranking, by=members[0])[1], by=members[0])


def fill(times: int) -> tuple[Call, User, User]:
    """One body with the long list, one with the ranking, both so many times as large."""
    code = f"b7-{SIZE}x{times}"
    found = Call.objects.filter(number=f"K-{code}r").select_related("created_by").first()
    if found is None:
        began = time.monotonic()
        with transaction.atomic():  # a run that is stopped leaves nothing half filled
            listed, _members = called(f"{code}l")
            applied(listed, SIZE * times, "submitted")
            found, members = called(f"{code}r")
            scored(found, members, applied(found, SIZE * times, "scored"))
            officer = User.objects.create_user(f"{code}-officer@bench.test", full_name="Službenik")
            RoleGrant.objects.create(user=officer, role="body_officer", body=listed.body, valid_from=OLD)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"filled ×{times} in {time.monotonic() - began:.1f} s", file=sys.stderr)  # noqa: T201
    return found, found.created_by, User.objects.get(email=f"{code}-officer@bench.test")


def main() -> None:
    """Both pages at both sizes, and how many times longer the large one takes."""
    medians: dict[str, list[float]] = {"staff list of applications": [], "ranking page": []}
    for times in (1, 10):
        call, president, officer = fill(times)
        pages = {
            "staff list of applications": (officer, reverse("grants_staff:applications"), LIST_BAR),
            "ranking page": (president, reverse("grants_staff:ranking", args=[call.pk]), RANKING_BAR),
        }
        for name, (user, address, bar) in pages.items():
            medians[name].append(measured(f"B7 {name}", SIZE * times, page(address, user), bar=bar))
    for name, (one, ten) in medians.items():
        line = {"workload": f"B7 {name}: ten times as many", "ratio": round(ten / one, 2)}
        say(with_bar(line, TIMES))


if __name__ == "__main__":
    with override_settings(STORAGES={"default": settings.STORAGES["default"], "staticfiles": PLAIN}):
        main()
