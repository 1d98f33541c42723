"""Versions of rulebooks: loaded from their files or added in a screen, never changed afterwards."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from office.audit import record
from office.jurisdiction import current
from office.models import RulebookVersion
from office.refusal import Refused
from office.roles import Permission
from office.rulebooks.files import OWN_KIND, FileVersion
from office.rulebooks.parse import RulebookError, build, dump
from office.rulebooks.shape import Rules
from office.service import service


def digest(values: Mapping[str, Any], in_force_from: date) -> str:
    """SHA-256 of what a version says, the same for the same values and day."""
    text = json.dumps([in_force_from.isoformat(), values], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@service
def load_versions(*, jurisdiction: str, versions: list[FileVersion], by: Any) -> int:
    """Store the versions that are new; RulebookError when a stored one was changed in its file."""
    new = 0
    stored = RulebookVersion.objects.in_bulk([version.code for version in versions], field_name="code")
    for version in versions:
        sha256 = digest(version.values, version.in_force_from)
        known = stored.get(version.code)
        if known is None:
            row = RulebookVersion.objects.create(
                code=version.code,
                jurisdiction=jurisdiction,
                kind=version.kind,
                title=version.title,
                legal_basis=version.legal_basis,
                in_force_from=version.in_force_from,
                values=version.values,
                sha256=sha256,
                created_by=by,
            )
            record("rulebook.loaded", row, by=by, data={"code": row.code, "sha256": sha256})
            new += 1
        elif known.sha256 != sha256 and says_otherwise(known, version):
            raise RulebookError(changed_sentence(jurisdiction, known, version))
    return new


def says_otherwise(known: RulebookVersion, version: FileVersion) -> bool:
    """Does the file contradict what is stored? What the portal learned later of a value or its source does not."""
    return known.in_force_from != version.in_force_from or any(
        is_other(row, version.values[name][key])
        for name, section in known.values.items()
        for key, row in section.items()
        if key in version.values.get(name, {})
    )


def is_other(stored: Mapping[str, Any], written: Mapping[str, Any]) -> bool:
    """Another value or article; where a value was read and whether it is certain may become known later."""
    return any(stored.get(part) != written.get(part) for part in ("value", "law"))


def changed_sentence(jurisdiction: str, known: RulebookVersion, version: FileVersion) -> str:
    """Which value of a stored version its file now says otherwise, and what to do."""
    where = next(
        (
            f"{name}.{key}"
            for name, section in version.values.items()
            for key, row in section.items()
            if is_other(known.values.get(name, {}).get(key, row), row)
        ),
        "in_force_from",
    )
    return (
        f"{jurisdiction}.toml [{version.code}]: {where} differs from the stored version, "
        "which never changes. "
        "Restore it and write the new value in a new [[rulebook]] with its own code and day."
    )


@service
def add_version(
    *,
    base: RulebookVersion,
    code: str,
    title: str,
    legal_basis: str,
    in_force_from: date,
    values: Mapping[str, Any],
    by: Any,
) -> RulebookVersion:
    """A new version follows the base from a day on, on its own legal basis; the base stays as it was."""
    check_may_add(by)
    check_follows(base, code, legal_basis, in_force_from)
    facts = {"code": code, "title": title, "legal_basis": legal_basis, "in_force_from": in_force_from}
    try:
        whole = dump(build(values, **facts))
    except RulebookError as error:
        raise Refused(str(error)) from error
    changes = changed_keys(base.values, whole)
    if not changes:
        raise Refused(_("Nothing differs from the version before: change at least one value."))
    row = RulebookVersion.objects.create(
        **facts,
        jurisdiction=base.jurisdiction,
        kind=base.kind,
        values=whole,
        sha256=digest(whole, in_force_from),
        created_by=by,
    )
    record("rulebook.added", row, by=by, note=legal_basis, data={"follows": base.code, "changed": changes})
    return row


@service
def freeze_own(*, base: RulebookVersion, rules: Rules, number: int, act: str, by: Any) -> RulebookVersion:
    """A version for one call alone: the base with the call's own values; it binds no body and nothing else."""
    values = dump(rules)
    row = RulebookVersion.objects.create(
        code=f"{base.code[:28]}.{number}",
        jurisdiction=base.jurisdiction,
        kind=f"{OWN_KIND}{base.kind}",
        title=base.title,
        legal_basis=f"{base.legal_basis}; {act}",
        in_force_from=base.in_force_from,
        values=values,
        sha256=digest(values, base.in_force_from),
        created_by=by,
    )
    changes = changed_keys(base.values, values)
    record("rulebook.own", row, by=by, note=act, data={"follows": base.code, "changed": changes})
    return row


def check_may_add(by: Any) -> None:
    """Only those who keep the rulebooks add a version."""
    if not by.can(Permission.MANAGE_RULEBOOKS):
        raise Refused(_("Only a person who keeps the rulebooks may add a version."))


def check_follows(base: RulebookVersion, code: str, legal_basis: str, in_force_from: date) -> None:
    """A version has its own code and legal basis and comes into force after all others of its kind."""
    if base.jurisdiction != current().code:
        raise Refused(_("This rulebook belongs to another office."))
    if RulebookVersion.objects.filter(code=code).exists():
        raise Refused(_("This code is taken: versions are never changed, give a new code."), field="code")
    if not legal_basis.strip():
        raise Refused(_("Give the legal basis: the act and its gazette number."), field="legal_basis")
    others = RulebookVersion.objects.select_for_update().filter(
        jurisdiction=base.jurisdiction, kind=base.kind
    )
    if any(other.in_force_from >= in_force_from for other in others):
        raise Refused(_("The version must come into force after the one before it."), field="in_force_from")


def changed_keys(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Dotted keys whose value, article, source or certainty differs."""
    return [
        f"{name}.{key}"
        for name, section in after.items()
        for key, row in section.items()
        if before.get(name, {}).get(key) != row
    ]
