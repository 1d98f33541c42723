"""How many organisations pass the filters, from the counts that stand ready: no row of the register is read."""

from collections.abc import Collection

from django.db.models import Count, Q, Sum

from ngo_registry.models import RegisterCount


def ready_count(
    *,
    kinds: Collection[str],
    statuses: Collection[str],
    municipalities: Collection[int],
    areas: Collection[int],
) -> int | None:
    """The number as of the last refresh; nothing where no count stands ready."""
    if len(areas) > 1:
        return None  # an organisation with two of the areas would count twice
    wanted = Q(area__in=areas) if areas else Q(area__isnull=True)
    for name, values in (("kind", kinds), ("status", statuses), ("municipality", municipalities)):
        wanted &= Q(**{f"{name}__in": values}) if values else Q()
    found = RegisterCount.objects.aggregate(all_rows=Count("pk"), wanted=Sum("rows", filter=wanted))
    return (found["wanted"] or 0) if found["all_rows"] else None
