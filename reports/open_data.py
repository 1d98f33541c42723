"""Open data: one source of rows per set, streamed as CSV, JSON, XLSX or 360Giving; never personal data."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.conf import settings
from django.db.models import Max, QuerySet

from grants.models import Call, DecisionRow
from ngo_registry.models import Organisation
from office.jurisdiction import current
from reports.models import SpendingRow
from reports.queries.awards import public_rows

CHUNK = 2000
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class DataSet:
    """One set: its columns and where its rows come from."""

    key: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterable[tuple[Any, ...]]]


def register_rows() -> Iterator[tuple[Any, ...]]:
    """Organisations of the register, facts of public record only."""
    found = Organisation.objects.select_related("municipality").prefetch_related("areas").order_by("pk")
    for o in found.iterator(chunk_size=CHUNK):
        yield (
            o.pk, org_id(o), o.number, o.kind, o.name, o.name_cyrillic, o.short_name,
            o.municipality.code if o.municipality else "", " ".join(sorted(a.code for a in o.areas.all())), o.founded_on,
            o.registered_on, o.status, o.deleted_on, o.deletion_reason, o.website, o.changed_at.isoformat(),
        )  # fmt: skip


def call_rows() -> Iterator[tuple[Any, ...]]:
    """Published calls with what came of them."""
    calls = (
        Call.objects.public()
        .select_related("body", "decision")
        .prefetch_related("areas", "decision__rows")
        .order_by("pk")
    )
    for c in calls.iterator(chunk_size=CHUNK):
        rows = (
            [r for r in c.decision.rows.all() if r.amount]
            if hasattr(c, "decision") and c.state in {"decided", "closed"}
            else []
        )
        yield (
            c.pk, c.number, c.body.code, c.body.name, c.year, c.title,
            " ".join(sorted(a.code for a in c.areas.all())),
            current().currency, c.total, c.min_amount, c.max_amount, c.published_at.isoformat(), c.deadline.isoformat(),
            c.state, len(rows), sum((r.amount for r in rows), Decimal(0)),
            f"{settings.SITE_URL}/{settings.OFFICE_LANGUAGES[0]}/calls/{c.slug}/",
        )  # fmt: skip


def decided() -> QuerySet[DecisionRow]:
    """Rows of published decisions with money."""
    return (
        DecisionRow.objects.filter(decision__state="published", outcome="awarded")
        .select_related("decision__call__body", "application__organisation", "application__ranking_row")
        .order_by("pk")
    )


def award_rows() -> Iterator[tuple[Any, ...]]:
    """Awards of calls run in the portal."""
    for r in decided().iterator(chunk_size=CHUNK):
        application, call = r.application, r.decision.call
        ranking = getattr(application, "ranking_row", None)
        yield (
            application.number, call.number, call.body.code, org_id(application.organisation), application.organisation.name,
            application.title, application.kind, ranking.final if ranking else "", ranking.place if ranking else "",
            application.requested, r.amount, current().currency, r.decision.number, r.decision.decided_on,
            application.starts_on, application.ends_on,
            f"{settings.SITE_URL}/{settings.OFFICE_LANGUAGES[0]}/calls/{call.slug}/",
        )  # fmt: skip


def spending_rows(rows: QuerySet[SpendingRow] | None = None) -> Iterator[tuple[Any, ...]]:
    """Awards of all bodies as they reported them (or just the given ones); sole traders by number only."""
    rows = public_rows().order_by("pk") if rows is None else rows
    for r in rows.select_related("spending__body__municipality").iterator(chunk_size=CHUNK):
        body = r.spending.body
        yield (
            r.pk, r.spending.year, body.code, body.name, body.municipality.code if body.municipality else "",
            r.organisation_number, r.organisation_name, r.recipient_kind, r.title, r.area, r.procedure, r.legal_basis,
            r.budget_line, r.awarded, r.paid, r.returned, current().currency, r.source, r.source_row,
        )  # fmt: skip


SETS = {
    s.key: s
    for s in (
        DataSet("register", (
            "id", "org_id", "register_no", "kind", "name", "name_cyrillic", "short_name", "municipality_code", "areas",
            "date_founded", "date_registered", "status", "date_deleted", "deletion_reason", "website", "updated",
        ), register_rows),
        DataSet("calls", (
            "id", "reference", "body_id", "body", "year", "title", "areas", "currency", "total", "min", "max", "published",
            "deadline", "status", "awarded_count", "awarded_sum", "url",
        ), call_rows),
        DataSet("awards", (
            "id", "call_id", "body_id", "organisation_id", "organisation", "title", "kind", "score", "rank", "requested",
            "awarded", "currency", "decision_no", "decision_date", "start", "end", "url",
        ), award_rows),
        DataSet("spending", (
            "id", "year", "body_id", "body", "municipality_code", "organisation_id", "organisation", "recipient_kind",
            "title", "area", "procedure", "legal_basis", "budget_line", "awarded", "paid", "returned", "currency", "source",
            "source_row",
        ), spending_rows),
    )
}  # fmt: skip


def org_id(organisation: Organisation) -> str:
    """Identifier by org-id.guide: the registration number, the tax number, or the publisher's own prefix and number."""
    country = current().country
    if organisation.mb:
        return f"{country}-APR-{organisation.mb}"
    if organisation.pib:
        return f"{country}-PIB-{organisation.pib}"
    return f"360G-saradnja-{organisation.number}"


def plain(value: Any) -> Any:
    """A value as open data writes it: point decimals, ISO dates, empty for unknown."""
    if value is None:
        return ""
    return (
        value.isoformat()
        if hasattr(value, "isoformat")
        else str(value)
        if isinstance(value, Decimal)
        else value
    )


def safe(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula is quoted."""
    value = plain(value)
    return (
        f"'{value}"
        if isinstance(value, str) and value.startswith(DANGEROUS) and not is_number(value)
        else value
    )


def is_number(text: str) -> bool:
    """Numbers may begin with a minus."""
    return text.lstrip("+-").replace(".", "", 1).isdigit()


def as_csv(data: DataSet) -> Iterator[str]:
    """RFC 4180, UTF-8 without BOM, row by row."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    for row in _with_head(data):
        writer.writerow([safe(value) for value in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _with_head(data: DataSet) -> Iterator[tuple[Any, ...]]:
    yield data.columns
    yield from data.rows()


def as_json(data: DataSet) -> Iterator[str]:
    """A list of objects, object by object."""
    yield "["
    for number, row in enumerate(data.rows()):
        facts = {
            name: plain(value) if value != "" else None for name, value in zip(data.columns, row, strict=True)
        }
        yield ("," if number else "") + "\n" + json.dumps(facts, ensure_ascii=False)
    yield "\n]\n"


def as_xlsx(data: DataSet) -> bytes:
    """A workbook in constant memory: identifiers as text, sums as numbers."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(data.key)
    for column, name in enumerate(data.columns):
        sheet.write_string(0, column, name)
    for number, row in enumerate(data.rows(), start=1):
        for column, value in enumerate(row):
            if isinstance(value, Decimal):
                sheet.write_number(number, column, value)
            elif value not in (None, ""):
                sheet.write_string(number, column, str(plain(value)))
    meta = book.add_worksheet("Meta")
    for number, (name, value) in enumerate(
        (("publisher", current().name.en), ("licence", "CC0-1.0"), ("set", data.key))
    ):
        meta.write_string(number, 0, name)
        meta.write_string(number, 1, value)
    book.close()
    return out.getvalue()


def as_360giving() -> Iterator[str]:
    """Awards by the 360Giving standard 1.4, grant by grant; sums keep the digits of the decision."""
    yield '{"version": "1.4", "grants": ['
    for number, row in enumerate(decided().iterator(chunk_size=CHUNK)):
        yield ("," if number else "") + "\n" + grant_of(row)
    yield "\n]}\n"


def grant_of(row: DecisionRow) -> str:
    """One grant; its sums are written with the digits of the decimal."""
    application, call = row.application, row.decision.call
    facts = {
        "id": f"360G-saradnja-{application.number}",
        "title": application.title,
        "description": application.summary or application.title,
        "currency": current().currency,
        "amountAppliedFor": f"@@{application.requested}@@",
        "amountAwarded": f"@@{row.amount}@@",
        "awardDate": row.decision.decided_on.isoformat(),
        "recipientOrganization": [
            {"id": org_id(application.organisation), "name": application.organisation.name}
        ],
        "fundingOrganization": [{"id": f"360G-saradnja-{call.body.code}", "name": call.body.name}],
        "grantProgramme": [{"code": call.number, "title": call.title}],
        "fromOpenCall": "Yes",
    }
    return json.dumps(facts, ensure_ascii=False).replace('"@@', "").replace('@@"', "")


def version_of(key: str) -> str:
    """A tag that changes with the data of a set."""
    newest = {
        "register": lambda: Organisation.objects.aggregate(a=Max("changed_at"), b=Max("pk")),
        "calls": lambda: Call.objects.aggregate(
            a=Max("published_at"), b=Max("pk"), c=Max("decision__published_at")
        ),
        "awards": lambda: DecisionRow.objects.aggregate(a=Max("decision__published_at"), b=Max("pk")),
        "spending": lambda: public_rows().aggregate(
            a=Max("pk"), b=Max("spending__accepted_at"), c=Max("spending__submitted_at")
        ),
    }[key]()
    return hashlib.sha256(json.dumps(newest, default=str).encode()).hexdigest()[:32]
