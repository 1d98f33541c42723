"""Questions about the guidelines for evaluators: versions, differences, who confirmed which."""

import difflib
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from grants.models import Evaluator, EvaluatorListEntry, Guideline, GuidelineReading
from office.models import User

S = Guideline.State


def versions() -> QuerySet[Guideline]:
    """All versions, newest first, with how many people confirmed each."""
    rows = Guideline.objects.select_related("file", "published_by").annotate(confirmed=Count("readings"))
    return rows.order_by("-version")


def published() -> QuerySet[Guideline]:
    """Versions anybody may read."""
    return versions().filter(state=S.PUBLISHED)


def in_force() -> Guideline | None:
    """The newest published version."""
    return published().order_by("-version").first()


def before(guideline: Guideline) -> Guideline | None:
    """The published version before this one."""
    return published().filter(version__lt=guideline.version).order_by("-version").first()


def has_confirmed(user: User, guideline: Guideline) -> bool:
    """Did the person confirm having read this version?"""
    return GuidelineReading.objects.filter(guideline=guideline, user=user).exists()


def unread_by(user: User) -> Guideline | None:
    """The version in force when the person, an evaluator, has not confirmed it."""
    found = in_force() if Evaluator.objects.filter(user=user).exists() else None
    return found if found and not has_confirmed(user, found) else None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: same, added or removed against the version before."""

    kind: str
    text: str


def differences(new: Guideline, old: Guideline | None) -> list[Line]:
    """Paragraphs of the new version against the old one, in order."""
    before = old.text.splitlines() if old else []
    kinds = {" ": "same", "+": "added", "-": "removed"}
    lines = difflib.ndiff(before, new.text.splitlines())
    return [Line(kinds[line[0]], line[2:]) for line in lines if line[0] in kinds and line[2:].strip()]


def readings(guideline: Guideline) -> list[tuple[str, object]]:
    """People of the newest adopted list with the moment they confirmed, or None."""
    newest = EvaluatorListEntry.objects.filter(list__state="adopted").order_by(
        "-list__year", "-list__version"
    )
    first = newest.values("list")[:1]
    entries = EvaluatorListEntry.objects.filter(list__in=first).select_related("evaluator").order_by("order")
    read = dict(GuidelineReading.objects.filter(guideline=guideline).values_list("user", "read_at"))
    return [(entry.evaluator.full_name, read.get(entry.evaluator.user_id)) for entry in entries]
