"""What the pages of the rulebooks ask: versions with their days, and every value in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from office.jurisdiction import current
from office.models import RulebookVersion
from office.rulebooks import from_version
from office.rulebooks.articles import lacks_article
from office.rulebooks.files import OWN_KIND
from office.rulebooks.labels import KIND_LABELS, SECTION_LABELS, value_words
from office.rulebooks.shape import CriterionRule


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version in the list: whom it binds, from when until when, how much of it is unconfirmed."""

    version: RulebookVersion
    kind_label: Any
    until: date | None
    in_force: bool
    coming: bool
    unconfirmed: int


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One value of a rulebook as the page shows it."""

    key: str
    label: Any
    words: str
    criteria: tuple[CriterionRule, ...]
    law: str
    source: str
    confirmed: bool
    changed: bool
    lacks_article: bool


@dataclass(frozen=True, slots=True)
class SectionRows:
    """A section of a rulebook with its rows."""

    name: str
    label: Any
    rows: list[RuleRow]


def own_versions() -> QuerySet[RulebookVersion]:
    """Versions of this office's rulebooks, by kind of body, the newest first."""
    return RulebookVersion.objects.filter(jurisdiction=current().code).select_related("created_by")


def version_rows(today: date) -> list[VersionRow]:
    """Every version with the day the next one of its kind follows."""
    rows: list[VersionRow] = []
    following: dict[str, date] = {}
    for version in own_versions().exclude(kind__startswith=OWN_KIND):
        until = following.get(version.kind)
        in_force = version.in_force_from <= today and (until is None or today < until)
        coming = version.in_force_from > today
        unconfirmed = len(from_version(version).unconfirmed())
        rows.append(VersionRow(version, kind_label(version), until, in_force, coming, unconfirmed))
        following[version.kind] = version.in_force_from
    return rows


def kind_label(version: RulebookVersion) -> Any:
    """Which bodies a version binds, in words."""
    if version.kind.startswith(OWN_KIND):
        return gettext("one call, by its own act")
    return KIND_LABELS.get(version.kind, version.kind)


def version_before(version: RulebookVersion) -> RulebookVersion | None:
    """The version of the same kind that this one followed."""
    if version.kind.startswith(OWN_KIND):
        return (
            own_versions()
            .filter(code__startswith=version.code.partition(".")[0], kind=version.kind.removeprefix(OWN_KIND))
            .first()
        )
    return own_versions().filter(kind=version.kind, in_force_from__lt=version.in_force_from).first()


def section_rows(version: RulebookVersion, before: RulebookVersion | None = None) -> list[SectionRows]:
    """All values of a version, those that differ from the version before marked."""
    old = before.values if before else version.values
    sections = []
    for name, rules in from_version(version).sections():
        rows = []
        for key, rule in rules:
            criteria = rule.value if key == "criteria" else ()
            changed = old.get(name, {}).get(key) != version.values.get(name, {}).get(key)
            words = value_words(rule.value)
            rows.append(
                RuleRow(
                    f"{name}.{key}",
                    rule.label,
                    words,
                    criteria,
                    rule.law,
                    rule.source,
                    rule.confirmed,
                    changed,
                    lacks_article(rule.law, confirmed=rule.confirmed),
                )
            )
        sections.append(SectionRows(name, SECTION_LABELS[name], rows))
    return sections
