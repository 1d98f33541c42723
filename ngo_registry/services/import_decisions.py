"""A person says whether a doubtful row speaks of an organisation of the register, and which municipality is meant."""

from django.utils import timezone
from django.utils.translation import gettext as _

from ngo_registry.importing import compare
from ngo_registry.models import ImportRow, Organisation, RegisterImport
from ngo_registry.rules import check_imports
from ngo_registry.services.import_rows import COUNTED, count, judging, run, said, weigh
from office.audit import record
from office.models import Municipality, User
from office.refusal import Refused
from office.scripts import fold
from office.service import locked, service


@service
def decide_row(
    *, row: ImportRow, decision: str, organisation: Organisation | None = None, by: User
) -> ImportRow:
    """The same, another one, or later; nothing is written into the register before the file is applied."""
    check_imports(by, None)
    batch = locked(row.batch)
    if batch.state != RegisterImport.State.CHECKED:
        raise Refused(_("Rows are decided before the file is applied."))
    row = locked(row)
    if row.outcome != ImportRow.Outcome.DOUBTFUL and not row.decision:
        raise Refused(_("This row is not doubtful."))
    if decision not in ImportRow.Decision.values:
        raise Refused(_("Choose one of the three answers."))
    if decision == ImportRow.Decision.SAME and organisation is None:
        raise Refused(_("Say which of the organisations it is."))
    refuse_twice(row, organisation)
    row.decision = decision
    row.chosen = organisation if decision == ImportRow.Decision.SAME else None
    row.decided_at, row.decided_by = timezone.now(), by
    row.outcome = ImportRow.Outcome.DOUBTFUL if decision == ImportRow.Decision.LATER else ""
    row.organisation, row.matched_by, row.changes = None, "", {}
    row.save()
    if row.outcome == "":
        judge(batch, row)
    count(batch)
    batch.register_seen = ""  # other rows of the file may now be judged otherwise
    counts = ["created", "updated", "unchanged", "doubtful", "rejected", "remarked", "matched"]
    batch.save(update_fields=[*counts, "register_seen"])
    chosen = row.chosen.number if row.chosen else ""
    record("decide_row", batch, by=by, data={"row": row.line, "decision": decision, "organisation": chosen})
    row.refresh_from_db()
    return row


def refuse_twice(row: ImportRow, organisation: Organisation | None) -> None:
    """An organisation stands once in a list."""
    others = ImportRow.objects.filter(batch=row.batch_id, organisation=organisation).exclude(pk=row.pk)
    first = others.exclude(outcome=ImportRow.Outcome.GONE).first() if organisation else None
    if first:
        raise Refused(
            _("Row %(line)s of this file already speaks of this organisation.") % {"line": first.line}
        )


def judge(batch: RegisterImport, row: ImportRow) -> None:
    """Say of the decided row what it would do; the whole file is compared anew when it is applied."""
    for statement in (*compare.MATCHES, *compare.CLASHES):
        run(
            statement,
            batch,
            **said(batch, _("Its numbers belong to two different organisations of the register.")),
        )
    for statement, facts in judging(batch):
        run(statement, batch, **facts)
    row.refresh_from_db()


@service
def name_municipalities(
    *, batch: RegisterImport, named: dict[tuple[int, str], Municipality], by: User
) -> RegisterImport:
    """What the file writes in these cells is this municipality; remembered for the source, the rows weighed anew."""
    check_imports(by, None)
    batch = locked(batch)
    if batch.state != RegisterImport.State.CHECKED:
        raise Refused(_("Municipalities are named before the file is applied."))
    rows, known = 0, {}
    for (position, text), municipality in named.items():
        said_so = batch.rows.filter(remarks__has_key=str(position), **{f"cells__{position}": text})
        rows += said_so.exclude(outcome=ImportRow.Outcome.REJECTED).update(
            municipality_id=municipality.pk, remarks={}
        )
        known[fold(text)] = municipality.code
    if not rows:
        raise Refused(_("Choose a municipality for at least one of the names."))
    if batch.source:
        source = locked(batch.source)
        source.municipalities = source.municipalities | known
        source.save(update_fields=["municipalities", "changed_at"])
    weigh(batch)
    batch.save(update_fields=[name for name in COUNTED if name not in ("read", "seconds")])
    record("name_municipalities", batch, by=by, data={"rows": rows})
    return batch
