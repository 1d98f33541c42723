"""What can be taken over from earlier applications, and what must be looked at afterwards."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.budget_sums import sums_of, verdicts
from grants.models import Application, TakenPart
from grants.queries.applications import applications_of
from grants.queries.budget import limits
from office.scripts import fold
from office.templatetags.saradnja import amount, day, script


@dataclass(frozen=True, slots=True)
class Offer:
    """One part of an earlier application: what is in it, and why it cannot be taken, if so."""

    key: str
    title: Any
    holds: str
    stands: bool  # the new application holds text here already


def earlier(application: Application) -> QuerySet[Application]:
    """Other applications of the same organisation that hold something."""
    rows = applications_of(application.organisation).exclude(pk=application.pk)
    return rows.exclude(title="", number="").exclude(call=application.call_id, state="draft")


def has_earlier(application: Application) -> bool:
    """Is there one at all?"""
    return earlier(application).exists()


def with_parts(application: Application) -> QuerySet[Application]:
    """Earlier applications with everything that may be copied."""
    return earlier(application).prefetch_related(
        "activity_lines", "budget_lines", "partners", "documents__from_wallet"
    )


def holds(row: Application, key: str) -> str:
    """What a part of an application holds, in a few words; empty when there is nothing."""
    if key == "organisation":
        return str(script(row.contact_name))
    if key == "project":
        return str(script(row.title))
    if key == "capacity":
        return _("texts") if (row.capacity + row.sustainability + row.visibility).strip() else ""
    if key == "budget":
        lines = row.budget_lines.all()
        facts = {"count": len(lines), "sum": amount(row.requested or 0)}
        return _("lines: %(count)s, requested %(sum)s") % facts if lines else ""
    if key == "documents":
        count = sum(hasattr(each, "from_wallet") for each in row.documents.all())
        return _("from the wallet: %(count)s") % {"count": count} if count else ""
    rows = {"activities": row.activity_lines, "partners": row.partners}[key].all()
    return ", ".join(str(script(each.name)) for each in rows[:3]) + (" …" if len(rows) > 3 else "")


def copied(application: Application) -> dict[str, TakenPart]:
    """Parts taken over that nobody has saved since, by their key."""
    versions = {save.key: save.version for save in application.sections.all()}
    rows = application.copied_parts.select_related("source__call", "copied_by")
    return {row.key: row for row in rows if versions.get(row.key) == row.version}


def to_look_at(application: Application, key: str, source: Application) -> list[str]:
    """What must be looked at in a part that was taken over."""
    return LOOKS[key](application, source)


def _contact(application: Application, source: Application) -> list[str]:
    return [
        _("Is %(name)s still the person the office should write to?")
        % {"name": script(application.contact_name)}
    ]


def _project(application: Application, source: Application) -> list[str]:
    notes = [
        _("Start and end are not copied: give the days of the new project."),
        _("Do the problem and the goals fit the goals of this call?"),
    ]
    if source.number:
        notes.append(_("The title is that of last time; if both projects were paid, they must differ."))
    return notes


def _activities(application: Application, source: Application) -> list[str]:
    most = application.call.months_max
    late = [line for line in application.activity_lines.all() if most and line.month_until > most]
    return [
        _("“%(name)s” lasts until month %(month)s; this call allows %(most)s months.")
        % {"name": script(line.name), "month": line.month_until, "most": most}
        for line in late
    ]


def _budget(application: Application, source: Application) -> list[str]:
    lines = application.budget_lines.all()
    counted = sums_of((line.group, line.total, line.requested) for line in lines)
    notes = [
        f"{each.text}: {each.value}, {each.said}"
        for each in verdicts(counted, limits(application.call))
        if each.fits is False
    ]
    return [*notes, _("Prices are those of %(year)s: look at each of them.") % {"year": source.call.year}]


def _partners(application: Application, source: Application) -> list[str]:
    gone = [
        each.organisation
        for each in application.partners.all()
        if each.organisation and not each.organisation.is_active
    ]
    notes = [
        _("%(name)s is not active in the register any more: %(status)s.")
        % {"name": script(each.name), "status": each.get_status_display()}
        for each in gone
    ]
    return [*notes, _("Partners must agree anew to this project.")]


def _capacity(application: Application, source: Application) -> list[str]:
    return [_("Add the projects and people of the time since.")]


def _documents(application: Application, source: Application) -> list[str]:
    today, asked = timezone.localdate(), {fold(row.name) for row in application.call.required_documents.all()}
    notes = []
    for old in source.documents.all():
        paper = old.from_wallet.paper if hasattr(old, "from_wallet") else None
        name = script(paper.title if paper else old.required.name if old.required else old.file.name)
        if paper is None:
            notes.append(_("%(name)s: not copied, it is not in the wallet.") % {"name": name})
        elif paper.expired(today):
            notes.append(
                _("%(name)s: not copied, it was valid until %(day)s.")
                % {"name": name, "day": day(paper.valid_until, "short")}
            )
        elif old.required and fold(old.required.name) not in asked:
            notes.append(_("%(name)s: not copied, this call does not ask for it.") % {"name": name})
    return notes


LOOKS = {
    "organisation": _contact,
    "project": _project,
    "activities": _activities,
    "budget": _budget,
    "partners": _partners,
    "capacity": _capacity,
    "documents": _documents,
}
