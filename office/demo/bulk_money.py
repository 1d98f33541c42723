"""From the ranking list of a large call to its contracts and reports, by verbs where one verb does it for all."""

import datetime
import random
from decimal import Decimal

from grants.models import (
    Application,
    Call,
    Contract,
    Decision,
    DecisionRow,
    GrantReport,
    GrantReportLine,
    Ranking,
    Tranche,
)
from grants.report_schedule import interim_day
from grants.services import decisions, ranking, variants
from grants.workflows.call import CALL
from grants.workflows.decision import DECISION
from office.audit import record
from office.deadlines import add_days
from office.demo.bulk import BATCH, Trail, block
from office.demo.calls import after
from office.demo.clock import DAY, standing_at
from office.demo.pour import pour_over
from office.demo.words import ours
from office.jurisdiction import current, has_feature
from office.models import User
from office.money import share
from office.rulebooks import from_version

ORDER_TIE = "order_tie"  # an action of grants


def decide(
    call: Call, made: list[Application], president: User, first: User, second: User, trail: Trail
) -> Decision:
    """Ranking list, both ways of giving the money, two signatures, publication."""
    with standing_at(after(call, 30)):
        ranked = ranking.make_ranking(call=call, by=president)
        _order_ties(ranked, president)
        chosen = variants.compare_variants(ranking=ranked, by=president)[-1]
        variants.choose_variant(variant=chosen, by=president)
        ranked = ranking.confirm_ranking(ranking=Ranking.objects.get(pk=ranked.pk), by=president)
        ranking.publish_ranking(ranking=ranked, by=president)
    if not has_feature("body_decides"):
        first = president
    with standing_at(after(call, 40)):
        decision = decisions.draft_decision(call=Call.objects.get(pk=call.pk), by=first)
        decision = decisions.sign_first(decision=decision, by=first)
    with standing_at(after(call, 41)):
        decision = decisions.sign_second(decision=decision, by=second)
        _publish(call, decision, made, first, trail)
    return decision


def _order_ties(ranked: Ranking, by: User) -> None:
    """Equals in the order they were handed in, with the reason."""
    tied = list(ranked.rows.filter(order__isnull=True).order_by("tie_from", "pk"))
    reason = ours("Veći broj korisnika u opštini bez usluge.")
    offset: dict[int, int] = {}
    for row in tied:
        row.order, row.tie_reason = row.tie_from + offset.get(row.tie_from, 0), reason
        offset[row.tie_from] = offset.get(row.tie_from, 0) + 1
    pour_over(tied, ["order", "tie_reason"])
    if tied:
        record(ORDER_TIE, ranked, by=by, note=reason, data={"places": sorted(offset)})


def _publish(call: Call, decision: Decision, made: list[Application], by: User, trail: Trail) -> None:
    """The outcome of every application, without a letter to each."""
    at = after(call, 41)
    DECISION.apply(decision, "publish", by=by, published_at=at, published_by=by)
    rows = {row.application_id: row for row in decision.rows.all()}
    for outcome, state, action in (("awarded", "awarded", "award"), ("not_supported", "refused", "refuse")):
        of_kind = [each for each in made if rows[each.pk].outcome == outcome]
        Application.objects.filter(pk__in=[each.pk for each in of_kind]).update(state=state)
        for each in of_kind:
            reason = rows[each.pk].reason
            trail.add(action, each, by=by, at=at, from_state="scored", to_state=state, note=reason)
    CALL.apply(Call.objects.get(pk=call.pk), "decide", by=by)


def contract(call: Call, decision: Decision, officer: User, dice: random.Random, trail: Trail) -> None:
    """Contracts with their instalments; what has ended is reported on and closed."""
    rules = from_version(call.rulebook).contract
    signed = after(call, 50)
    awarded = decision.rows.filter(outcome="awarded").select_related(
        "application", "application__submitted_by"
    )
    rows = list(awarded.prefetch_related("application__budget_lines").order_by("order"))
    numbers = block("contract", signed.year, len(rows), call.body)
    made = Contract.objects.bulk_create(
        (_contract(row, number, rules, signed, officer) for row, number in zip(rows, numbers, strict=True)),
        batch_size=BATCH,
    )
    tranches = []
    for each in made:
        first = share(each.amount, rules.first_tranche_percent.value or 100)
        parts = [first, each.amount - first] if first < each.amount else [each.amount]
        for order, amount in enumerate(parts, start=1):
            paid = signed + 5 * DAY if order == 1 else after(call, 120)
            tranches.append(_tranche(each, order, amount, paid, officer))
        trail.add("draft_contract", each, by=officer, at=signed)
        trail.add("sign", each, by=officer, at=signed, from_state="drafted", to_state="signed")
    Tranche.objects.bulk_create(tranches, batch_size=BATCH)
    ended = [each for each in made if each.report_due < datetime.date.today() and dice.random() < 0.8]
    _report(ended, officer, dice, trail)


def _contract(row: DecisionRow, number: str, rules, signed: datetime.datetime, officer: User) -> Contract:
    application = row.application
    return Contract(
        row=row,
        state="signed",
        number=number,
        amount=row.amount,
        starts_on=application.starts_on,
        ends_on=application.ends_on,
        report_due=add_days(application.ends_on, rules.final_report_days.value or 30, current().calendar),
        interim_due=interim_day(rules, application.starts_on, application.ends_on, []),
        created_by=officer,
        signed_on=signed.date(),
    )


def _tranche(
    contract: Contract, order: int, amount: Decimal, paid: datetime.datetime, officer: User
) -> Tranche:
    facts = {
        "paid_on": paid.date(),
        "reference": f"IZV-{contract.pk}-{order}",
        "recorded_at": paid,
        "recorded_by": officer,
    }
    if order > 1 and contract.ends_on >= paid.date():
        facts = {}
    planned = contract.starts_on if order == 1 else contract.ends_on
    return Tranche(contract=contract, order=order, amount=amount, planned_on=planned, **facts)


def _report(ended: list[Contract], officer: User, dice: random.Random, trail: Trail) -> None:
    """Final reports accepted, money left over noted, contracts closed."""
    reports, lines = [], []
    for each in ended:
        application = each.row.application
        left = (each.amount * dice.choice((0, 0, 0, 2, 5)) / 100).quantize(Decimal("0.01"))
        handed = datetime.datetime.combine(each.ends_on, datetime.time(11), tzinfo=datetime.UTC) + 5 * DAY
        report = GrantReport(
            contract=each, kind="final", state="accepted", activities=ours("Održane su sve planirane radionice."),
            results=ours("Obuhvaćeni su planirani korisnici."), users=application.direct_users, submitted_at=handed,
            submitted_by=application.submitted_by, decided_at=handed + 6 * DAY, decided_by=officer,
            spent=each.amount - left, unspent=left,
        )  # fmt: skip
        reports.append(report)
        rest = each.amount - left
        planned = list(application.budget_lines.all())
        for line in planned:
            spent = (
                rest if line is planned[-1] else min(rest, (each.amount * 4 / 10).quantize(Decimal("0.01")))
            )
            rest -= spent
            lines.append(
                GrantReportLine(report=report, budget_line=line, planned=line.requested, spent=spent)
            )
        each.state, each.closed_at, each.closed_by, each.unspent = "closed", handed + 7 * DAY, officer, left
        trail.add("close", each, by=officer, at=each.closed_at, from_state="signed", to_state="closed")
    GrantReport.objects.bulk_create(reports, batch_size=BATCH)
    GrantReportLine.objects.bulk_create(lines, batch_size=BATCH)
    pour_over(ended, ["state", "closed_at", "closed_by", "unspent"])
