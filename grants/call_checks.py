"""What the rulebook says of a drafted call: remarks, some of which stop its publication."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grants.call_life_checks import life_remarks
from grants.call_rest import counted_calls, rest_link
from grants.models import Call
from grants.own_rules import lines_of
from grants.remarks import Remark
from office.jurisdiction import has_feature
from office.money import format_number, share
from office.rulebooks import Rules, due_in, rules_for
from office.templatetags.saradnja import amount


def stops_publication(remarks: Iterable[Remark]) -> list[Remark]:
    """The remarks that stand in the way of publication."""
    return [remark for remark in remarks if remark.stops]


def remarks_on(call: Call, rules: Rules) -> list[Remark]:
    """Everything worth saying before the call is published, in the order of the form."""
    return [
        *_on_basics(call, rules),
        *_on_item(call),
        *_on_shares(call, rules),
        *_on_texts(call),
        *_on_criteria(call, rules),
        *_on_own_rules(call),
        *_on_documents(call),
        *life_remarks(call, rules),
        *_on_unconfirmed(rules),
    ]


def points(value: Decimal, places: int | None = None) -> str:
    """Points without needless zeros, as people write them; in a column all with as many decimals (`places_of`)."""
    return format_number(value, places_of([value]) if places is None else places)


def places_of(values: Iterable[Decimal | None]) -> int:
    """Decimals a column of points needs: none when all are whole."""
    return 2 if any(value is not None and value != value.to_integral_value() for value in values) else 0


def _money(value: Decimal) -> str:
    return amount(value)


def _on_basics(call: Call, rules: Rules) -> list[Remark]:
    remarks = []
    if not call.areas.exists():
        remarks.append(Remark(_("Choose at least one area of public interest."), stops=True, step="basics"))
    if (
        rules.call.budget_share_priorities.value is not None
        and has_feature("priorities")
        and not call.item_id
    ):
        remarks.append(
            Remark(
                _("The call stands under no item of the decision on priority areas."),
                law=rules.call.budget_share_priorities.law,
                step="basics",
            )
        )
    if rules.call.publish_by.value is not None:
        day = due_in(rules.call.publish_by.value, call.year)
        remarks.append(
            Remark(
                _("Calls are published by %(day)s; the days late are shown to the public.")
                % {"day": date_format(day, "SHORT_DATE_FORMAT")},
                law=rules.call.publish_by.law,
            )
        )
    return remarks


def _on_item(call: Call) -> list[Remark]:
    """Published calls under one item together stay within its sum; drafts beside it only warn."""
    if not call.item_id:
        return []
    others = [other for other in counted_calls(call.item) if other.pk != call.pk]
    if link := rest_link(call):
        others = [other for other in others if other.pk != link.earlier_id]  # its money is what is left there
    published = sum((c.total for c in others if c.state != Call.State.DRAFT), Decimal(0))
    drafted = sum((c.total for c in others if c.state == Call.State.DRAFT), Decimal(0))
    over = published + call.total - call.item.amount
    law = _("decision on priority areas")
    if over > 0:
        text = _("With this call the calls under this item of the decision exceed its amount by %(sum)s.")
        return [Remark(text % {"sum": _money(over)}, law=law, stops=True, step="money")]
    if over + drafted > 0:
        text = _("With the other drafts under this item its amount would be exceeded by %(sum)s.")
        return [Remark(text % {"sum": _money(over + drafted)}, law=law, step="money")]
    return []


def _on_shares(call: Call, rules: Rules) -> list[Remark]:
    remarks = []
    most, least = rules.call.max_share_per_project, rules.call.min_share_per_project
    if most.value is not None and call.max_amount > share(call.total, most.value):
        text = _("The greatest amount for a project is above %(percent)s %% of the call's money, %(sum)s.")
        facts = {"percent": points(most.value), "sum": _money(share(call.total, most.value))}
        remarks.append(_by_rule(text % facts, most, "money"))
    if least.value is not None and call.min_amount < share(call.total, least.value):
        text = _("The least amount for a project is below %(percent)s %% of the call's money, %(sum)s.")
        facts = {"percent": points(least.value), "sum": _money(share(call.total, least.value))}
        remarks.append(_by_rule(text % facts, least, "money"))
    limit = rules.call.max_applications
    if limit.value is not None and call.max_applications > limit.value:
        text = _("More applications per NGO than the usual %(count)s.") % {"count": limit.value}
        remarks.append(_by_rule(text, limit, "money"))
    return remarks


def _by_rule(text: str, rule, step: str) -> Remark:
    """A confirmed rule stops; one without a source warns and says so."""
    return Remark(text, law=rule.law, stops=rule.confirmed, step=step, unconfirmed=not rule.confirmed)


def _on_texts(call: Call) -> list[Remark]:
    parts = [
        (call.goals, _("The goals of the call are not written."), True),
        (call.legal_basis, _("The legal basis is not written."), False),
        (call.activities, _("The eligible activities are not written."), False),
        (call.target_groups, _("The target groups are not written."), False),
        (call.contact, _("No contact for questions is given."), False),
    ]
    return [Remark(text, stops=stops, step="texts") for value, text, stops in parts if not value.strip()]


def _on_criteria(call: Call, rules: Rules) -> list[Remark]:
    remarks = []
    criteria = list(call.criteria.prefetch_related("subcriteria"))
    if not criteria:
        return [Remark(_("The call has no criteria."), stops=True, step="criteria")]
    for criterion in criteria:
        total = sum((sub.max_points for sub in criterion.subcriteria.all()), Decimal(0))
        if total != criterion.max_points:
            text = _("“%(name)s”: the sub-criteria give %(sum)s points, the criterion %(max)s.")
            facts = {"name": criterion.name, "sum": points(total), "max": points(criterion.max_points)}
            remarks.append(Remark(text % facts, law=criterion.law, stops=True, step="criteria"))
    whole = sum((criterion.max_points for criterion in criteria), Decimal(0))
    if whole != 100:
        text = _("The criteria give %(sum)s points in all, not 100.") % {"sum": points(whole)}
        remarks.append(Remark(text, law=rules.evaluation.criteria.law, step="criteria"))
    if call.min_score is not None and call.min_score > whole:
        text = _("The least points to be financed, %(least)s, are more than a project can get.")
        remarks.append(Remark(text % {"least": points(call.min_score)}, stops=True, step="money"))
    return remarks


def _on_own_rules(call: Call) -> list[Remark]:
    """A rule the call sets otherwise than a confirmed article of the rulebook is named; the act of the call answers."""
    own = list(call.own_rules.all())
    if not own:
        return []
    text = _("The call sets “%(rule)s” itself: %(own)s; by the rulebook it is %(usual)s.")
    return [
        Remark(
            text % {"rule": line.label, "own": line.words, "usual": line.usual},
            law=line.usual_law,
            step="criteria",
        )
        for line in lines_of(own, rules_for(call.body, timezone.localdate()))
        if line.confirmed and line.words != line.usual
    ]


def _on_documents(call: Call) -> list[Remark]:
    if call.required_documents.exists():
        return []
    return [Remark(_("The call asks for no documents."), step="documents")]


def _on_unconfirmed(rules: Rules) -> list[Remark]:
    return [
        Remark(_("Not confirmed by a source: %(rule)s.") % {"rule": rule.label}, unconfirmed=True)
        for key, rule in rules.unconfirmed()
        if key.startswith(("call.", "evaluation.", "ranking.")) and rule.value is not None
    ]
