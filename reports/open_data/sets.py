"""The sets of open data: their columns, where their rows come from, how one row reads."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Model, Q, QuerySet, Sum

from grants.models import Application, Call, Decision, DecisionRow
from ngo_registry.models import Organisation, Party
from office.jurisdiction import current, has_feature
from office.models import AuditEvent
from reports.models import SpendingRow
from reports.queries.awards import public_rows

CHUNK = 2000
PREFIX = "360G-saradnja"  # until the office has a prefix of its own from 360Giving
DECIDED = (Call.State.DECIDED, Call.State.CLOSED)


@dataclass(frozen=True)
class DataSet:
    """One set: its columns, its objects in the order of their keys, and how an object becomes a row."""

    key: str
    columns: tuple[str, ...]
    objects: Callable[[], QuerySet[Any]]
    line: Callable[[Any], tuple[Any, ...]]
    subjects: tuple[str, ...]  # what is written in the audit trail when the data change
    feature: str = ""  # what the office must do for the set to be there

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Every row, a few thousand in memory at a time."""
        return (self.line(each) for each in self.objects().iterator(chunk_size=CHUNK))

    def version(self) -> str:
        """A tag that changes with the data."""
        last = (
            AuditEvent.objects.filter(subject__in=self.subjects).order_by("-pk").values_list("pk", flat=True)
        )
        facts: dict[str, Any] = (
            self.objects().order_by().aggregate(newest=Max("pk"), rows=Count("pk", distinct=True))
        )
        if self.key == "register":
            facts |= Organisation.objects.aggregate(changed=Max("changed_at"))
        facts |= {"event": last.first(), "columns": self.columns, "site": settings.SITE_URL}
        return hashlib.sha256(json.dumps(facts, default=str, sort_keys=True).encode()).hexdigest()[:32]


def address(path: str) -> str:
    """A public page in the first language of the office."""
    return f"{settings.SITE_URL.rstrip('/')}/{settings.OFFICE_LANGUAGES[0]}/{path}"


def org_id(organisation: Organisation) -> str:
    """Identifier by org-id.guide: the registration number, the tax number, or the publisher's own prefix and number."""
    country = current().country
    if organisation.mb:
        return f"{country}-APR-{organisation.mb}"
    if organisation.pib:
        return f"{country}-PIB-{organisation.pib}"
    return f"{PREFIX}-{organisation.number}"


def codes(rows: Any) -> str:
    """Codes of a list in their order, separated by blanks."""
    return " ".join(sorted(each.code for each in rows.all()))


def organisations() -> QuerySet[Organisation]:
    """The whole public register."""
    return Organisation.objects.select_related("municipality").prefetch_related("areas").order_by("pk")


def register_line(o: Organisation) -> tuple[Any, ...]:
    """Facts of public record only: no addresses, no people, no contacts."""
    return (
        o.pk, org_id(o), o.number, o.kind, o.name, o.name_cyrillic, o.short_name,
        o.municipality.code if o.municipality else "", codes(o.areas), o.founded_on, o.registered_on, o.status,
        o.deleted_on, o.deletion_reason, o.website, o.changed_at,
    )  # fmt: skip


def parties() -> QuerySet[Party]:
    """The register of political parties, deleted ones too."""
    return Party.objects.select_related("municipality").order_by("pk")


def party_line(p: Party) -> tuple[Any, ...]:
    """Facts of public record; of the founders only their number, no address and no person."""
    return (
        p.pk, p.number, p.name, p.short_name, p.municipality.code, p.founded_on, p.statute_on, p.programme_on, p.founders,
        p.registered_on, p.status, p.deleted_on, p.deletion_ground, p.website, address(f"parties/{p.number}/"), p.changed_at,
    )  # fmt: skip


def calls() -> QuerySet[Call]:
    """Published calls with what came of them."""
    filed = ~Q(applications__state__in=[Application.State.DRAFT, Application.State.WITHDRAWN])
    return (
        Call.objects.public()
        .select_related("body", "decision")
        .prefetch_related("areas", "decision__rows", "extensions")
        .annotate(received=Count("applications", filter=filed, distinct=True))
        .order_by("pk")
    )


def published_decision(call: Call) -> Decision | None:
    """The decision of the call, once everybody may read it."""
    decision = getattr(call, "decision", None)
    return decision if decision and decision.state == Decision.State.PUBLISHED else None


def call_line(c: Call) -> tuple[Any, ...]:
    """The first deadline and the later one; how many applied is said with the decision, never while a call is open."""
    decision = published_decision(c)
    given = [row.amount for row in decision.rows.all() if row.amount] if decision else []
    first = next(iter(c.extensions.all()), None)
    return (
        c.pk, c.number, c.body.code, c.body.name, c.year, c.title, codes(c.areas), current().currency, c.total,
        c.min_amount, c.max_amount, c.published_at, first.before if first else c.deadline,
        c.deadline if first else None, c.state, c.received if decision else None, len(given) if decision else None,
        sum(given, Decimal("0.00")) if decision else None, address(f"calls/{c.slug}/"),
    )  # fmt: skip


def awards() -> QuerySet[DecisionRow]:
    """Rows of published decisions with money."""
    paid = Sum("contract__tranches__amount", filter=Q(contract__tranches__paid_on__isnull=False))
    return (
        DecisionRow.objects.filter(decision__state=Decision.State.PUBLISHED, outcome="awarded")
        .select_related(
            "decision__call__body", "application__organisation__municipality", "application__ranking_row"
        )
        .prefetch_related("application__municipalities", "decision__call__areas")
        .annotate(paid=paid)
        .order_by("pk")
    )


def award_line(r: DecisionRow) -> tuple[Any, ...]:
    """Who got how much for what, with the points that decided it."""
    a, call = r.application, r.decision.call
    ranking = getattr(a, "ranking_row", None)
    sheets = [*(ranking.sheet_totals if ranking else []), None, None]
    return (
        a.number, call.number, call.body.code, org_id(a.organisation), a.organisation.name, a.title, a.kind,
        *(Decimal(points) if points is not None else None for points in sheets[:2]),
        ranking.final if ranking else None, ranking.place if ranking else None, a.requested, r.amount, r.paid,
        current().currency, r.decision.number, r.decision.decided_on, a.starts_on, a.ends_on, codes(a.municipalities),
        a.state, address(f"calls/{call.slug}/"),
    )  # fmt: skip


def spending() -> QuerySet[SpendingRow]:
    """Awards of all bodies as they reported them."""
    return public_rows().select_related("spending__body__municipality").order_by("pk")


def public_name(kind: str, name: str) -> str:
    """Sole traders bear the name of a person: they stand by their number alone."""
    return "" if kind == SpendingRow.Recipient.SOLE_TRADER else name


def spending_line(r: SpendingRow) -> tuple[Any, ...]:
    """One award; sole traders by number only."""
    body = r.spending.body
    return (
        r.pk, r.spending.year, body.code, body.name, body.municipality.code if body.municipality else "",
        r.organisation_number, public_name(r.recipient_kind, r.organisation_name), r.title, r.area, r.procedure,
        r.budget_line, None, r.awarded, r.paid, r.returned, current().currency, r.source_row, r.source, r.recipient_kind,
        r.legal_basis,
    )  # fmt: skip


SPENDING_COLUMNS = (
    "id", "year", "body_id", "body", "municipality_code", "organisation_id", "organisation", "title", "area", "procedure",
    "budget_line", "planned", "awarded", "paid", "returned", "currency", "source_row", "source", "recipient_kind",
    "legal_basis",
)  # fmt: skip
REGISTER = ("ngo_registry.organisation", "ngo_registry.registerfiling", "ngo_registry.registerimport")
SETS: dict[str, DataSet] = {
    s.key: s
    for s in (
        DataSet("register", (
            "id", "org_id", "register_no", "kind", "name", "name_cyrillic", "short_name", "municipality_code", "areas",
            "date_founded", "date_registered", "status", "date_deleted", "deletion_reason", "website", "updated",
        ), organisations, register_line, REGISTER),
        DataSet("calls", (
            "id", "reference", "body_id", "body", "year", "title", "areas", "currency", "total", "min", "max", "published",
            "deadline", "extended_to", "status", "applications", "awarded_count", "awarded_sum", "url",
        ), calls, call_line, ("grants.call", "grants.decision", "office.body")),
        DataSet("awards", (
            "id", "call_id", "body_id", "organisation_id", "organisation", "title", "kind", "score_a", "score_b", "score",
            "rank", "requested", "awarded", "paid", "currency", "decision_no", "decision_date", "start", "end",
            "municipality_codes", "status", "url",
        ), awards, award_line, ("grants.decision", "grants.contract", "grants.application", "office.body")),
        DataSet("spending", SPENDING_COLUMNS, spending, spending_line, ("reports.spendingreturn", "office.body")),
        DataSet("parties", (
            "id", "register_no", "name", "short_name", "municipality_code", "date_founded", "date_statute", "date_programme",
            "founders", "date_registered", "status", "date_deleted", "deletion_ground", "website", "url", "updated",
        ), parties, party_line, ("ngo_registry.party",), "parties"),
    )
}  # fmt: skip


def offered() -> dict[str, DataSet]:
    """Sets of this office."""
    return {key: each for key, each in SETS.items() if not each.feature or has_feature(each.feature)}


def of_rows(key: str, rows: QuerySet[Model]) -> DataSet:
    """The set of spending over just these rows, as a page shows them."""
    return DataSet(
        key, SPENDING_COLUMNS, lambda: rows.select_related("spending__body__municipality"), spending_line, ()
    )
