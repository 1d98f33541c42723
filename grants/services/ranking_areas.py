"""To which area each application of a ranking list belongs, for the greatest sum of one area."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from grants.models import Ranking
from grants.rules import check_sits_on_commission
from grants.services.variants import held
from office.audit import record
from office.models import Area, User
from office.refusal import Refused
from office.service import service


@service
def mark_areas(*, ranking: Ranking, areas: Mapping[int, Area], by: User) -> Ranking:
    """Say to which area of the call each application belongs; variants computed before are thrown away."""
    ranking = held(ranking)
    check_sits_on_commission(by, ranking.call)
    if ranking.state != Ranking.State.DRAFT:
        raise Refused(_("The ranking list is confirmed; its order is not changed any more."))
    rows = list(ranking.rows.all())
    if {row.application_id for row in rows} != set(areas):
        raise Refused(_("Choose an area for every application of the list."))
    allowed = set(ranking.call.areas.values_list("pk", flat=True))
    if {area.pk for area in areas.values()} - allowed:
        raise Refused(_("Choose among the areas of this call."))
    for row in rows:
        row.area = areas[row.application_id]
    ranking.rows.model.objects.bulk_update(rows, ["area"])
    ranking.variants.all().delete()
    record("mark_areas", ranking, by=by, data={"applications": len(rows)})
    return ranking
