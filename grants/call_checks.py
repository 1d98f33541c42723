"""What the rulebook says of a drafted call: remarks, some of which stop its publication."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from grants.models import Call
from office.money import share
from office.rulebooks import Rules


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence on a call with its article; `stops` when it may not be published so."""

    text: Any
    law: str = ""
    stops: bool = False


def stops_publication(remarks: Iterable[Remark]) -> list[Remark]:
    """The remarks that stand in the way of publication."""
    return [remark for remark in remarks if remark.stops]


def remarks_on(call: Call, rules: Rules) -> list[Remark]:
    """Everything worth saying before the call is published, in the order of the form."""
    return [*_on_money(call, rules), *_on_criteria(call), *_on_terms(call, rules), *_on_unconfirmed(rules)]


def _on_money(call: Call, rules: Rules) -> list[Remark]:
    remarks = []
    if call.item:
        given = sum(
            (c.total for c in call.item.calls.exclude(pk=call.pk).exclude(state=Call.State.CANCELLED)),
            Decimal(0),
        )
        if given + call.total > call.item.amount:
            remarks.append(
                Remark(
                    _("The calls under this item of the decision exceed its amount by %(sum)s.")
                    % {"sum": given + call.total - call.item.amount},
                    law=_("decision on priority areas"),
                    stops=True,
                )
            )
    most = rules.call.max_share_per_project
    if most.value is not None and call.max_amount > share(call.total, most.value):
        remarks.append(
            Remark(
                _("The greatest amount for a project is above %(percent)s %% of the call's money.")
                % {"percent": most.value},
                law=most.law,
                stops=most.confirmed,
            )
        )
    least = rules.call.min_share_per_project
    if least.value is not None and call.min_amount < share(call.total, least.value):
        remarks.append(
            Remark(
                _("The least amount for a project is below %(percent)s %% of the call's money.")
                % {"percent": least.value},
                law=least.law,
                stops=least.confirmed,
            )
        )
    return remarks


def _on_criteria(call: Call) -> list[Remark]:
    remarks = []
    criteria = list(call.criteria.prefetch_related("subcriteria"))
    if not criteria:
        return [Remark(_("The call has no criteria."), stops=True)]
    for criterion in criteria:
        total = sum((sub.max_points for sub in criterion.subcriteria.all()), Decimal(0))
        if total != criterion.max_points:
            remarks.append(
                Remark(
                    _("“%(name)s”: the sub-criteria give %(sum)s points, the criterion %(max)s.")
                    % {
                        "name": criterion.name,
                        "sum": total.normalize(),
                        "max": criterion.max_points.normalize(),
                    },
                    law=criterion.law,
                    stops=True,
                )
            )
    whole = sum((criterion.max_points for criterion in criteria), Decimal(0))
    if whole != 100:
        remarks.append(
            Remark(_("The criteria give %(sum)s points in all, not 100.") % {"sum": whole.normalize()})
        )
    return remarks


def _on_terms(call: Call, rules: Rules) -> list[Remark]:
    remarks = []
    if not call.required_documents.exists():
        remarks.append(Remark(_("The call asks for no documents.")))
    if not call.areas.exists():
        remarks.append(Remark(_("Choose at least one area of public interest."), stops=True))
    limit = rules.call.max_applications
    if limit.value is not None and call.max_applications > limit.value:
        remarks.append(
            Remark(
                _("More applications per NGO than the usual %(count)s.") % {"count": limit.value},
                law=limit.law,
                stops=limit.confirmed,
            )
        )
    if rules.call.publish_by.value is not None:
        remarks.append(
            Remark(
                _("Calls are published by %(day)s; the days late are shown to the public.")
                % {"day": rules.call.publish_by.value.in_year(call.year).strftime("%d.%m.%Y.")},
                law=rules.call.publish_by.law,
            )
        )
    return remarks


def _on_unconfirmed(rules: Rules) -> list[Remark]:
    return [
        Remark(_("Not confirmed by a source: %(rule)s.") % {"rule": rule.label})
        for key, rule in rules.unconfirmed()
        if key.startswith(("call.", "evaluation.", "ranking.")) and rule.value is not None
    ]
