"""Questions about the ranking list of a call and the variants of giving out its money."""

from collections.abc import Iterable

from grants.models import Ranking, RankingRow


def open_ties(ranking: Ranking) -> dict[int, list[RankingRow]]:
    """Rows with equal points that wait for the commission's order, by place."""
    groups: dict[int, list[RankingRow]] = {}
    waiting: Iterable[RankingRow] = ranking.rows.filter(order__isnull=True)
    for row in waiting.select_related("application__organisation").order_by("place", "pk"):
        groups.setdefault(row.place, []).append(row)
    return groups
