"""The scene of the rush: a call, and for every NGO an owner with a session and a draft to which nothing is missing."""

import datetime
import uuid
from decimal import Decimal

from django.conf import settings
from django.test import Client
from django.utils import timezone

from grants.models import ActivityLine, Application, BudgetLine, Call, Commission, Declaration
from ngo_registry.models import NgoMembership, Organisation
from office.models import Body, User
from office.rulebooks import version_for
from office.scripts import sort_key

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
OLD = datetime.date(2020, 1, 2)


def open_call() -> Call:
    """A published call of a ministry, open for two hours more."""
    code = f"b2-{uuid.uuid4().hex[:6]}"
    now = timezone.now()
    by = User.objects.create_user(f"{code}@example.test", full_name="Predsjednica")
    body = Body.objects.create(code=code, kind="national", name=f"Ministarstvo {code}")
    commission = Commission.objects.create(
        body=body,
        year=now.year,
        title=f"Komisija {code}",
        created_by=by,
        state="formed",
        act_number=code,
        act_date=OLD,
    )
    return Call.objects.create(
        commission=commission, body=body, year=now.year, slug=code, number=f"K-{code}", title=f"Konkurs {code}",
        goals="Ciljevi", total=Decimal(3_000_000), min_amount=Decimal(500), max_amount=Decimal(20_000),
        state="published", published_at=now, published_by=by, opens_at=now - datetime.timedelta(days=30),
        deadline=now + datetime.timedelta(hours=2), rulebook=version_for(body, now), created_by=by,
    )  # fmt: skip


def draft(call: Call, n: int) -> tuple[int, str]:
    """One NGO: the key of a draft to which nothing is missing but its last saves, and the session of its owner."""
    code, day = f"{call.slug}-{n:04d}", datetime.date(timezone.now().year + 1, 3, 1)
    person = User.objects.create_user(f"{code}@example.test", full_name=f"Osoba {n}")
    organisation = Organisation.objects.create(
        kind="association", number=code, name=f"Udruženje {code}", place="Nikšić", registered_on=OLD,
        decision_number=code, sort_key=sort_key(code),
    )  # fmt: skip
    NgoMembership.objects.create(user=person, organisation=organisation, role="owner", valid_from=OLD)
    row = Application.objects.create(
        call=call, organisation=organisation, draft_code=code, created_by=person, requested=Decimal(5000),
        title=f"Projekat {n}", summary="Sažetak.", goals="Ciljevi.", problem="Problem.", results="Rezultati.",
        target_groups="Mladi.", starts_on=day, ends_on=day + datetime.timedelta(days=150),
        contact_name="Osoba", contact_email=person.email,
    )  # fmt: skip
    ActivityLine.objects.create(application=row, order=1, name="Radionice", month_from=1, month_until=3)
    money = {"price": 5000, "total": 5000, "requested": 5000, "other": 0}
    BudgetLine.objects.create(
        application=row, order=1, group="services", description="Usluge", quantity=1, **money
    )
    for kind in Declaration.Kind:
        Declaration.objects.create(application=row, kind=kind, accepted_at=timezone.now(), accepted_by=person)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(person, backend=BACKEND)
    return row.pk, client.cookies[settings.SESSION_COOKIE_NAME].value
