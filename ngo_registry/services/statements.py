"""Founders' statements: a table is checked before anything is written, applied or given up; one is left out of the count."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ngo_registry import articles
from ngo_registry.acting import Deed
from ngo_registry.models import FounderStatement, RegisterFiling, StatementImport, StatementRow
from ngo_registry.rules import check_edits_register, is_applicant
from ngo_registry.services import filings, online
from ngo_registry.services.terms import start_clock
from ngo_registry.statements import LABELS, NEEDED, Seen, age_at, columns_of, keys_of, read_row
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.rulebooks import rules_for
from office.service import locked, service
from office.tables import read_table

MOST_ROWS = 20_000
IN_FILING = 0  # instead of a row of the table
State = StatementImport.State


def writable(filing: RegisterFiling, by: User, at: datetime.datetime) -> RegisterFiling:
    """The locked filing when this person may write its statements now: the applicant or an officer."""
    if is_applicant(by, filing, Deed.PREPARE):
        filing = online.editable(filing, at, by)
    else:
        filing = filings.editable(filing, by)
    if not filing.of_party or filing.filing_kind != RegisterFiling.Kind.ENTRY:
        raise Refused(_("Only the entry of a party has founders' statements."), law=articles.PARTIES)
    return filing


@service
def check_table(
    *, filing: RegisterFiling, data: bytes, name: str, at: datetime.datetime, by: User
) -> StatementImport:
    """Read a table and judge every row; nothing is written into the filing yet."""
    filing = writable(filing, by, at)
    table = read_table(data, name)
    columns = columns_of(table.header)
    lacking = [str(LABELS[key]) for key in NEEDED if key not in columns]
    if lacking:
        raise Refused(
            _("These columns were not found in the first row: %(columns)s.")
            % {"columns": ", ".join(lacking)},
            field="file",
        )
    for old in filing.statement_imports.filter(state=State.CHECKED):
        cancel(old, by)
    batch = StatementImport.objects.create(
        filing=filing, name=name[:255], header=table.header, columns=columns, created_by=by
    )
    rows = judged_rows(filing, table, columns, batch)
    StatementRow.objects.bulk_create(rows, batch_size=2000)
    batch.read, batch.rejected = len(rows), sum(bool(row.faults) for row in rows)
    batch.good = batch.read - batch.rejected
    if not batch.read:
        raise Refused(_("The table has a header but no rows."), field="file")
    batch.save(update_fields=["read", "rejected", "good"])
    facts = {"import": batch.pk, "read": batch.read, "rejected": batch.rejected}
    record("check statements", filing, by=by, data=facts)
    return batch


def judged_rows(
    filing: RegisterFiling, table: Any, columns: dict[str, int], batch: StatementImport
) -> list[StatementRow]:
    """Every row with its facts or its faults: cells alone, age, doubles in the table and in the filing."""
    today = timezone.localdate()
    age = rules_for(None, today).register.party_founder_age
    least_age = age.value if age.refuses else 0
    seen, rows = seen_in(filing), []
    for line, cells in table.rows:
        if len(rows) >= MOST_ROWS:
            text = _("The table has more than %(n)s rows. Divide it into several files.")
            raise Refused(text % {"n": f"{MOST_ROWS:,}".replace(",", ".")}, field="file")
        said = {key: cells[at] if at < len(cells) else "" for key, at in columns.items()}
        facts, faults = read_row(said, today)
        if not faults:
            faults = faults_among(facts, seen, line, least_age)
        plain = {key: v.isoformat() if isinstance(v, datetime.date) else v for key, v in facts.items()}
        kept = [str(cell)[:500] for cell in cells[: len(table.header)]]
        rows.append(
            StatementRow(batch=batch, line=line, cells=kept, facts={} if faults else plain, faults=faults)
        )
    return rows


def seen_in(filing: RegisterFiling) -> Seen:
    """Founders whose statements are in the filing already."""
    seen = Seen()
    for row in filing.statements.filter(set_aside=False).order_by("pk"):
        seen.repeats(keys_of(row.name, row.born_on, row.jmbg), IN_FILING)
    return seen


def faults_among(facts: dict[str, Any], seen: Seen, line: int, least_age: int) -> dict[str, str]:
    """Too young on the day of signing, or the same founder once more."""
    if age_at(facts["born_on"], facts["signed_on"]) < least_age:
        return {"born_on": _("Younger than %(age)s on the day of signing.") % {"age": least_age}}
    earlier = seen.repeats(keys_of(facts["name"], facts["born_on"], facts["jmbg"]), line)
    if earlier is None:
        return {}
    if earlier == IN_FILING:
        return {"name": _("The statement of this founder is already in the filing.")}
    return {"name": _("The same founder stands in row %(line)s.") % {"line": earlier}}


@service
def apply_table(*, batch: StatementImport, at: datetime.datetime, by: User) -> StatementImport:
    """The good rows become statements of the filing; rejected ones stay to be corrected and sent again."""
    filing = writable(batch.filing, by, at)
    batch = locked(batch)
    if batch.state != State.CHECKED:
        raise Refused(_("This table is already applied or given up."))
    seen, made, repeated = seen_in(filing), [], 0
    for row in batch.rows.filter(faults={}).order_by("line"):
        statement = statement_of(filing, row.facts)
        keys = keys_of(statement.name, statement.born_on, statement.jmbg)
        if seen.repeats(keys, row.line) is None:
            made.append(statement)
        else:
            repeated += 1
    FounderStatement.objects.bulk_create(made, batch_size=2000)
    batch.rows.filter(faults={}).delete()  # closed data are kept once
    batch.state, batch.applied_at, batch.applied_by = State.APPLIED, timezone.now(), by
    batch.good = len(made)
    batch.save(update_fields=["state", "applied_at", "applied_by", "good"])
    if is_applicant(by, filing, Deed.PREPARE):
        online.note_save(filing, "statement", None, by)
    facts = {"import": batch.pk, "added": len(made), "repeated": repeated}
    record("import statements", filing, by=by, data=facts)
    start_clock(filing, by)
    return batch


def statement_of(filing: RegisterFiling, facts: dict[str, Any]) -> FounderStatement:
    """The statement of one good row."""
    days = {name: datetime.date.fromisoformat(facts[name]) for name in ("born_on", "signed_on")}
    return FounderStatement(filing=filing, **facts | days)


@service
def give_up_table(*, batch: StatementImport, at: datetime.datetime, by: User) -> StatementImport:
    """Nothing of the table is kept."""
    writable(batch.filing, by, at)
    batch = locked(batch)
    if batch.state != State.CHECKED:
        raise Refused(_("This table is already applied or given up."))
    return cancel(batch, by)


def cancel(batch: StatementImport, by: User) -> StatementImport:
    """Its rows are deleted, the line that it was there stays."""
    batch.rows.all().delete()
    batch.state = State.CANCELLED
    batch.save(update_fields=["state"])
    record("give up statements", batch.filing, by=by, data={"import": batch.pk})
    return batch


@service
def set_aside(*, statement: FounderStatement, reason: str, by: User) -> FounderStatement:
    """An officer leaves a statement out of the count, with a reason; empty takes it in again."""
    check_edits_register(by, statement.filing)
    filing = filings.editable(statement.filing, by)
    statement = locked(statement)
    if not statement.set_aside and not reason.strip():
        raise Refused(_("Write why the statement is not counted."), field="reason")
    statement.set_aside = not statement.set_aside
    statement.set_aside_reason = reason.strip()[:200] if statement.set_aside else ""
    statement.save(update_fields=["set_aside", "set_aside_reason"])
    action = "leave out statement" if statement.set_aside else "count statement"
    record(action, filing, by=by, data={"row": statement.pk})
    start_clock(filing, by)
    return statement
