"""Verbs of sectoral analyses: written and handed in by a body, decided on by the office."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.analysis_text import PARTS, digest, freeze
from grants.models import AnalysisDuty, ProgrammingCycle, ProposedCall, SectorAnalysis
from grants.rules import check_body
from grants.workflows.analysis import ANALYSIS, EDITABLE, check_writes
from office.audit import record
from office.deadlines import add_days
from office.jobs import order_job
from office.jurisdiction import current
from office.mail import send
from office.models import Area, Body, IssuedDocument, User
from office.numbers import next_number
from office.refusal import Refused
from office.roles import Permission as P
from office.rulebooks import from_version
from office.service import locked, service

MOST_CALLS = 20  # of one analysis


def check_editable(analysis: SectorAnalysis) -> None:
    """A text the public or the office is reading does not change."""
    if analysis.state not in EDITABLE:
        raise Refused(
            _("The text is not changed now: the analysis is “%(state)s”.")
            % {"state": analysis.get_state_display()}
        )


def writable(analysis: SectorAnalysis, by: User) -> SectorAnalysis:
    """The analysis under a lock, when this person may change its text now."""
    analysis = locked(analysis)
    check_writes(by, analysis)
    check_editable(analysis)
    return analysis


@service
def begin_analysis(*, cycle: ProgrammingCycle, body: Body, area: Area, kind: str, by: User) -> SectorAnalysis:
    """Begin the analysis of a body for an area; who is not asked yet is put among those that are."""
    check_body(by, body, P.MANAGE_CALLS)
    duty = AnalysisDuty.objects.select_for_update().filter(cycle=cycle, body=body).first()
    if duty and duty.none_at:
        raise Refused(_("The body said that it proposes no call. Take that back first."), field="body")
    twins = cycle.analyses.filter(body=body, area=area, kind=kind)
    if twins.exclude(state=SectorAnalysis.State.WITHDRAWN).exists():
        raise Refused(_("There is an analysis of this body for this area already."), field="area")
    if duty is None:
        AnalysisDuty.objects.create(cycle=cycle, body=body)
    analysis = SectorAnalysis.objects.create(cycle=cycle, body=body, area=area, kind=kind, created_by=by)
    record("begin_analysis", analysis, by=by, data={"body": body.code, "area": area.name, "kind": kind})
    return analysis


@service
def save_texts(*, analysis: SectorAnalysis, version: int, by: User, **texts: str) -> SectorAnalysis:
    """Save the written parts; a colleague's newer text is never written over."""
    analysis = writable(analysis, by)
    if version != analysis.version:
        raise Refused(
            _(
                "A colleague saved the text in the meantime. Copy what you wrote, open the page anew and add it."
            )
        )
    changed = [name for name in ("contact", *PARTS) if texts[name] != getattr(analysis, name)]
    for name in changed:
        setattr(analysis, name, texts[name])
    analysis.version += 1
    analysis.save(update_fields=[*changed, "version"])
    record("save_texts", analysis, by=by, data={"parts": changed})
    return analysis


@service
def save_proposed_call(
    *, analysis: SectorAnalysis, call: ProposedCall | None = None, by: User, **facts: Any
) -> ProposedCall:
    """Add a proposed call to the analysis, or change one."""
    analysis = writable(analysis, by)
    if facts["min_amount"] <= 0:
        raise Refused(_("The least amount is more than 0."), field="min_amount")
    if facts["max_amount"] < facts["min_amount"]:
        raise Refused(_("The greatest amount is below the least one."), field="max_amount")
    if facts["total"] < facts["max_amount"]:
        raise Refused(_("The total is below the greatest amount for a project."), field="total")
    if call is None:
        if analysis.calls.count() >= MOST_CALLS:
            raise Refused(_("An analysis proposes at most %(most)s calls.") % {"most": MOST_CALLS})
        last = analysis.calls.order_by("-order").values_list("order", flat=True).first() or 0
        call = ProposedCall(analysis=analysis, order=last + 1)
    for name, value in facts.items():
        setattr(call, name, value)
    call.save()
    record("save_proposed_call", analysis, by=by, data={"name": call.name, "total": call.total})
    return call


@service
def remove_proposed_call(*, call: ProposedCall, by: User) -> None:
    """Take a proposed call out of the analysis."""
    analysis = writable(call.analysis, by)
    record("remove_proposed_call", analysis, by=by, data={"name": call.name, "total": call.total})
    call.delete()


@service
def discard_analysis(*, analysis: SectorAnalysis, by: User) -> None:
    """Throw away a draft that nobody outside has seen."""
    analysis = writable(analysis, by)
    if analysis.state != SectorAnalysis.State.DRAFT:
        raise Refused(_("The public has seen this analysis: withdraw it with a reason."))
    record("discard_analysis", analysis, by=by, data={"body": analysis.body.code, "area": analysis.area.name})
    analysis.delete()


@service
def open_consultation(*, analysis: SectorAnalysis, by: User) -> SectorAnalysis:
    """Ask the public about the draft, for the days of the rulebook; a day off moves the last one."""
    analysis = locked(analysis)
    rule = from_version(analysis.cycle.rulebook).council.consultation_days
    if rule.value is None:
        raise Refused(_("The rulebook sets no days for the consultation."))
    today = timezone.localdate()
    return ANALYSIS.apply(
        analysis,
        "consult",
        by=by,
        consultation_from=today,
        consultation_until=add_days(today, rule.value, current().calendar),
        consulted=freeze(analysis),
    )


@service
def close_consultation(*, analysis: SectorAnalysis, report: str, by: User) -> SectorAnalysis:
    """Close the consultation with its report, when every comment is answered."""
    analysis = locked(analysis)
    ANALYSIS.check(analysis, "close_consultation", by=by)
    if not report.strip():
        raise Refused(_("Write the report of the consultation."), field="report")
    facts = {"report": report.strip(), "reported_at": timezone.now(), "reported_by": by}
    return ANALYSIS.apply(analysis, "close_consultation", by=by, **facts)


@service
def hand_in_analysis(*, analysis: SectorAnalysis, by: User) -> SectorAnalysis:
    """Hand the analysis in to the office: frozen as it is, with a number."""
    analysis = locked(analysis)
    now, frozen = timezone.now(), freeze(analysis)
    ANALYSIS.check(analysis, "hand_in", by=by)
    first = analysis.first_submitted_at or now
    number = analysis.number or next_number("sector_analysis", year=analysis.cycle.year, body=analysis.body)
    analysis = ANALYSIS.apply(
        analysis,
        "hand_in",
        by=by,
        submitted_at=now,
        submitted_by=by,
        first_submitted_at=first,
        number=number,
        handed_in=frozen,
        sha256=digest(frozen),
        returned_until=None,
        remark="",
        decided_at=None,
        decided_by=None,
    )
    order_job("grants.sector_analysis", subject=analysis, by=by)
    return analysis


@service
def accept_analysis(*, analysis: SectorAnalysis, by: User) -> SectorAnalysis:
    """The office accepts the analysis; it can go into the draft decision."""
    return _decided(locked(analysis), "accept", by)


@service
def send_back_analysis(
    *, analysis: SectorAnalysis, note: str, until: datetime.date, by: User
) -> SectorAnalysis:
    """Return the analysis with what is missing and the day by which it is completed."""
    if until <= timezone.localdate():
        raise Refused(_("Give the body at least one day."), field="until")
    return _decided(locked(analysis), "send_back", by, note, returned_until=until)


@service
def refuse_analysis(*, analysis: SectorAnalysis, note: str, by: User) -> SectorAnalysis:
    """The office does not accept the analysis, with the reason."""
    return _decided(locked(analysis), "refuse", by, note)


def _decided(analysis: SectorAnalysis, step: str, by: User, note: str = "", **facts: Any) -> SectorAnalysis:
    """Carry out the step and write to who handed the analysis in."""
    facts |= {"decided_at": timezone.now(), "decided_by": by, "remark": note.strip()}
    analysis = ANALYSIS.apply(analysis, step, by=by, note=note, **facts)
    send(
        "grants/emails/analysis_decided.txt",
        to=analysis.submitted_by,
        about=analysis,
        context={"analysis": analysis},
    )
    return analysis


@service
def reopen_analysis(*, analysis: SectorAnalysis, note: str, by: User) -> SectorAnalysis:
    """The office decides anew on an analysis that stands in no decision yet."""
    facts = {"decided_at": None, "decided_by": None, "remark": ""}
    return ANALYSIS.apply(locked(analysis), "reopen", by=by, note=note, **facts)


@service
def withdraw_analysis(*, analysis: SectorAnalysis, note: str, by: User) -> SectorAnalysis:
    """The body withdraws its analysis; what the public saw stays readable with the reason."""
    return ANALYSIS.apply(locked(analysis), "withdraw", by=by, note=note, remark=note.strip())


@service
def keep_analysis_document(*, analysis: SectorAnalysis, document: IssuedDocument, by: Any) -> SectorAnalysis:
    """Remember the drawn document of the text handed in last."""
    analysis = locked(analysis)
    analysis.document = document
    analysis.save(update_fields=["document"])
    return analysis
