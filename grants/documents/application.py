"""The application in words: parts with rows and tables, the same on pages and on paper."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from grants.declarations import text_of
from grants.documents.questions import part_of_own, questions_of
from grants.documents.readings import SUM, Part, Rows, Table
from grants.forms.application_sections import SECTIONS
from grants.models import Application, BudgetLine, FundingSource
from grants.snapshot import snapshot_of
from ngo_registry.models import Organisation
from office.templatetags.saradnja import amount, day, moment, number, script


def frozen_of(application: Application) -> dict[str, Any]:
    """What was handed in; of a draft, what stands in it now."""
    return application.snapshot or snapshot_of(application)


def parts_of(frozen: dict[str, Any], *, contact: bool = True) -> list[Part]:
    """All parts in the language and script of the reader, with contact data or without."""
    gone = frozen.get("left_out", {}).get("sections", [])
    made = []
    for section in SECTIONS:
        if section.key == "documents":
            made += part_of_own(frozen)
        if section.key in BUILDERS and section.key not in gone:
            rows, tables = BUILDERS[section.key](frozen, contact)
            further = questions_of(frozen, section.key)
            made.append(Part(section.key, section.title, rows + further.rows, tables + further.tables))
    return made


def label(name: str) -> str:
    """What a field of the application is called, as a heading writes it."""
    words = str(Application._meta.get_field(name).verbose_name)
    return words[:1].upper() + words[1:]


def answered(
    frozen: dict[str, Any], *names: str, say: Callable[[Any], Any] = script
) -> list[tuple[str, str]]:
    """Names and texts of these answers, without those the call does not ask."""
    gone = [name.partition(".")[2] for name in frozen.get("left_out", {}).get("fields", [])]
    return [(label(name), say(frozen["answers"].get(name) or "")) for name in names if name not in gone]


def _organisation(frozen: dict[str, Any], contact: bool) -> tuple[Rows, list[Table]]:
    facts = frozen["organisation"]
    kind = dict(Organisation._meta.get_field("kind").flatchoices).get(facts["kind"], "")
    rows = [
        (_("Name"), script(facts["name"])),
        (_("Kind"), str(kind)),
        (_("Number in the register"), facts["number"]),
        (_("Seat"), script(", ".join(part for part in (facts["address"], facts["seat"]) if part))),
        (_("Tax number (PIB)"), facts["pib"]),
        (_("Day of entry"), iso_day(facts["registered_on"])),
    ]
    if contact:
        rows += answered(frozen, "contact_name")
        rows += answered(frozen, "contact_email", "contact_phone", say=str)
    return rows, []


def _project(frozen: dict[str, Any], contact: bool) -> tuple[Rows, list[Table]]:
    kind = Application.Kind(frozen["answers"]["kind"]).label
    rows = answered(frozen, "title")
    rows += [(label("kind"), str(kind))]
    rows += answered(frozen, "summary", "problem", "goals", "results", "target_groups")
    rows += answered(
        frozen, "direct_users", "indirect_users", say=lambda value: number(value) if value else ""
    )
    if "project.municipalities" not in frozen.get("left_out", {}).get("fields", []):
        rows += [
            (label("municipalities"), script(", ".join(frozen["municipalities"])) or _("the whole state"))
        ]
    rows += answered(frozen, "starts_on", "ends_on", say=iso_day)
    return rows, []


def _activities(frozen: dict[str, Any], contact: bool) -> tuple[Rows, list[Table]]:
    head = [(_("Activity"), ""), (_("Months"), ""), (_("Carried out by"), ""), (_("Description"), "")]
    rows = [
        [
            (script(line["name"]), ""),
            (f"{line['month_from']}–{line['month_until']}", "nowrap"),
            (script(line["carrier"]), ""),
            (script(line["description"]), ""),
        ]
        for line in frozen["activities"]
    ]
    return [], [Table(_("Activities by months of the project"), head, rows, [])] if rows else []


def _budget(frozen: dict[str, Any], contact: bool) -> tuple[Rows, list[Table]]:
    groups = dict(BudgetLine.Group.choices)
    head = [(_("Cost"), ""), (_("Quantity"), SUM), (_("Price"), SUM)]
    head += [(_("Total"), SUM), (_("Requested"), SUM), (_("From others"), SUM)]
    rows = [
        [
            (f"{script(line['description'])} ({groups[line['group']]})", ""),
            (f"{number(Decimal(line['quantity']), 2)} {script(line['unit'])}".strip(), SUM),
            *[(amount(line[name]), SUM) for name in ("price", "total", "requested", "other")],
        ]
        for line in frozen["budget"]
    ]
    foot = [(_("Together"), ""), ("", SUM), ("", SUM)]
    foot += [
        (amount(sum(Decimal(line[name]) for line in frozen["budget"])), SUM)
        for name in ("total", "requested", "other")
    ]
    sums = answered(frozen, "requested", "own_share", "other_sources", say=amount)
    states = dict(FundingSource.State.choices)
    sums += [
        (script(each["name"]), f"{amount(each['amount'])} ({states[each['state']]})")
        for each in frozen.get("sources", ())  # applications frozen earlier name none
    ]
    return sums, [Table(_("Budget of the project"), head, rows, foot)] if rows else []


def _partners(frozen: dict[str, Any], contact: bool) -> tuple[Rows, list[Table]]:
    rows = [
        (" · ".join(part for part in (script(each["name"]), each["number"]) if part), script(each["role"]))
        for each in frozen["partners"]
    ]
    return rows or [(_("Partners"), _("none"))], []


def _capacity(frozen: dict[str, Any], contact: bool) -> tuple[Rows, list[Table]]:
    return answered(frozen, "capacity", "sustainability", "visibility"), []


def _documents(frozen: dict[str, Any], contact: bool) -> tuple[Rows, list[Table]]:
    head = [(_("Document"), ""), (_("File"), ""), ("SHA-256", "")]
    rows = [
        [
            (script(each["asked"]) or _("Other document"), ""),
            (each["name"], "exact"),
            (each["sha256"][:16], "exact"),
        ]
        for each in frozen["documents"]
    ]
    return [], [Table(_("Attached documents"), head, rows, [])] if rows else []


def _declarations(frozen: dict[str, Any], contact: bool) -> tuple[Rows, list[Table]]:
    return [
        (f"{script(each['by'])}, {moment(parse_datetime(each['at']), 'short')}", str(text_of(each["kind"])))
        for each in frozen["declarations"]
    ], []


def iso_day(value: Any) -> str:
    """A day of the snapshot as the page writes it."""
    return day(datetime.date.fromisoformat(value)) if value else ""


BUILDERS = {
    "organisation": _organisation,
    "project": _project,
    "activities": _activities,
    "budget": _budget,
    "partners": _partners,
    "capacity": _capacity,
    "documents": _documents,
    "declarations": _declarations,
}
