"""Questions about public bodies."""

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
