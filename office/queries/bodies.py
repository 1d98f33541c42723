"""Questions about public bodies."""

import datetime

from django.db.models import Q, QuerySet

from office.models import Body, Municipality


def bodies(*, words: str = "", kind: str = "", day=None) -> QuerySet[Body]:
    """Bodies by a present or former name or code, by kind, those that exist on a day."""
    found = Body.objects.select_related("parent", "successor").prefetch_related("names")
    if words:
        named = Q(name__icontains=words) | Q(code__icontains=words) | Q(short_name__icontains=words)
        found = found.filter(named | Q(pk__in=Body.objects.filter(names__name__icontains=words).values("pk")))
    if kind:
        found = found.filter(kind=kind)
    if day:
        found = found.active(day)
    return found


def successors(body: Body | None = None) -> QuerySet[Body]:
    """Bodies that may take over the work of this one."""
    return Body.objects.exclude(pk=body.pk) if body else Body.objects.all()


def present_municipalities() -> QuerySet[Municipality]:
    """Municipalities that exist today."""
    return Municipality.objects.filter(valid_until__isnull=True)


def heirs(day: datetime.date) -> dict[int, int]:
    """For each body that had ended by that day, who does its work then: successors followed to the last one."""
    ended = dict(
        Body.objects.filter(valid_until__lt=day, successor__isnull=False).values_list("pk", "successor")
    )
    found = {}
    for start in ended:
        at, met = start, {start}
        while at in ended and ended[at] not in met:
            at = ended[at]
            met.add(at)
        found[start] = at
    return found


def predecessors_of(body: Body) -> list[Body]:
    """Bodies whose work this one took over, theirs too; in the order of their names."""
    before: dict[int, list[int]] = {}
    for pk, successor in Body.objects.filter(successor__isnull=False).values_list("pk", "successor"):
        before.setdefault(successor, []).append(pk)
    found: set[int] = set()
    waiting = [body.pk]
    while waiting:
        new = [pk for pk in before.get(waiting.pop(), []) if pk not in found and pk != body.pk]
        found.update(new)
        waiting += new
    return list(Body.objects.filter(pk__in=found)) if found else []
