"""Questions about the yearly list of independent evaluators."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from grants.models import (
    Application,
    Assignment,
    Candidacy,
    Evaluator,
    EvaluatorList,
    EvaluatorListChange,
    EvaluatorListEntry,
)
from office.models import Area, User
from office.scripts import fold


def list_in_force(year: int) -> EvaluatorList | None:
    """The last adopted version of the year."""
    return EvaluatorList.objects.filter(year=year, state="adopted").order_by("-version").first()


def lists() -> QuerySet[EvaluatorList]:
    """All versions, newest first, with the number of people on each."""
    rows = EvaluatorList.objects.select_related("document__file").annotate(people=Count("entries"))
    return rows.order_by("-year", "-version")  # counting drops the order of the model


def adopted() -> QuerySet[EvaluatorList]:
    """Adopted versions with their places, newest first."""
    return list_pages().filter(state="adopted").order_by("-year", "-version")


def other_versions(found: EvaluatorList) -> list[EvaluatorList]:
    """Adopted versions of the same year beside this one."""
    return list(adopted().filter(year=found.year).exclude(pk=found.pk))


@dataclass(frozen=True)
class Compared:
    """What one version has that another has not."""

    added: list[str]
    removed: list[str]
    same: int


def chosen_other(found: EvaluatorList, others: list[EvaluatorList], asked: str) -> EvaluatorList | None:
    """The version to compare with: the one asked for, else the one before."""
    named = [each for each in others if str(each.version) == asked]
    before = [each for each in others if each.version < found.version]
    return next(iter(named or before), None)


def compared(new: EvaluatorList, old: EvaluatorList) -> Compared:
    """People of one version against another, by the order of the lists."""
    now = {entry.evaluator_id: entry.evaluator.full_name for entry in new.entries.all()}
    then = {entry.evaluator_id: entry.evaluator.full_name for entry in old.entries.all()}
    return Compared(
        [name for pk, name in now.items() if pk not in then],
        [name for pk, name in then.items() if pk not in now],
        len(now.keys() & then.keys()),
    )


def changes_of(evaluators: EvaluatorList) -> list[EvaluatorListChange]:
    """Changes this version made, each with its reason and day."""
    return list(evaluators.changes.select_related("evaluator").order_by("kind", "pk"))


def draft_facts(evaluators: EvaluatorList) -> dict[str, Any]:
    """Who stood on the version before, which accepted candidates are not on this one, what it changes."""
    before = EvaluatorListEntry.objects.filter(
        list__year=evaluators.year, list__version=evaluators.version - 1
    )
    ready = Candidacy.objects.filter(state="accepted", call__year=evaluators.year).exclude(
        evaluator__entries__list=evaluators
    )
    gone = evaluators.changes.filter(kind="removed").values("evaluator")
    return {
        "stood": set(before.values_list("evaluator", flat=True)),
        "ready": ready.exclude(evaluator__in=gone).count(),
        "changes": changes_of(evaluators),
    }


def live_areas() -> QuerySet[Area]:
    """Areas of public interest that still hold."""
    today = timezone.localdate()
    return Area.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=today)).order_by(
        "order", "name"
    )


def list_pages() -> QuerySet[EvaluatorList]:
    """Versions with their places and people in order."""
    return lists().prefetch_related(Prefetch("entries", _entries()))


def entries() -> QuerySet[EvaluatorListEntry]:
    """Places on lists, to be found by their number."""
    return EvaluatorListEntry.objects.select_related("list", "evaluator")


def people() -> QuerySet[Evaluator]:
    """Everybody ever entered, with areas and whether the person is on the list in force."""
    return (
        Evaluator.objects.select_related("user", "bars_checked_by")
        .prefetch_related("areas", "statements")
        .order_by("full_name", "pk")
    )


def own_entry(user: User) -> Evaluator | None:
    """The evaluator behind an account; members of commissions who score are none."""
    return people().filter(user=user).first()


def people_marked(year: int) -> QuerySet[Evaluator]:
    """The same people, each with `listed`: on the list in force this year."""
    current = list_in_force(year)
    entry = EvaluatorListEntry.objects.filter(evaluator=OuterRef("pk"), list=current)
    return people().annotate(listed=Exists(entry))


def not_on(evaluators: EvaluatorList) -> QuerySet[Evaluator]:
    """People who could still be put on this version."""
    return Evaluator.objects.exclude(entries__list=evaluators).order_by("full_name", "pk")


def pickable(year: int) -> QuerySet[Evaluator]:
    """People of the list in force, in the order of the list."""
    current = list_in_force(year)
    return Evaluator.objects.filter(entries__list=current).order_by("entries__order")


def pickable_for(application: Application, year: int) -> QuerySet[Evaluator]:
    """People of the list in force who do not score this application and stated no conflict for it."""
    taken = application.assignments.exclude(state=Assignment.State.VOID).values("user")
    refused = application.assignments.filter(refusal__isnull=False).values("user")
    return pickable(year).exclude(user__in=taken).exclude(user__in=refused)


@dataclass(frozen=True)
class PublicVersion:
    """An adopted version as citizens read it: who came, who left, why."""

    evaluators: EvaluatorList
    adopted_on: datetime.date
    added: list[str]
    removed: list[str]
    names: list[str]


def found_on_list(text: str) -> list[EvaluatorListEntry]:
    """Places on the newest adopted list whose person's name has every word; one statement."""
    newest = EvaluatorList.objects.filter(state="adopted").order_by("-year", "-version").values("pk")[:1]
    rows = EvaluatorListEntry.objects.filter(list__in=newest).select_related("list", "evaluator")
    words = fold(text).split()
    return [entry for entry in rows if all(word in fold(entry.evaluator.full_name) for word in words)]


def public_versions() -> dict[int, list[PublicVersion]]:
    """Adopted versions by year, newest first, each compared with the one before it."""
    adopted = EvaluatorList.objects.filter(state="adopted").select_related("document")
    years: dict[int, list[PublicVersion]] = {}
    before: set[str] = set()
    for each in adopted.prefetch_related(Prefetch("entries", _entries())).order_by("year", "version"):
        names = [entry.evaluator.full_name for entry in each.entries.all()]
        if each.year not in years:
            before = set(names)
        version = PublicVersion(
            each,
            timezone.localdate(each.adopted_at),
            [name for name in names if name not in before],
            sorted(before - set(names)),
            names,
        )
        years.setdefault(each.year, []).insert(0, version)
        before = set(names)
    return dict(sorted(years.items(), reverse=True))


def _entries() -> QuerySet[EvaluatorListEntry]:
    return EvaluatorListEntry.objects.select_related("evaluator__user").order_by("order")
