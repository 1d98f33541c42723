"""States of a sectoral analysis: drafted, consulted in public, handed in, returned, accepted, not accepted."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from grants.models import PriorityDecision, SectorAnalysis
from office.models import User
from office.refusal import Refused
from office.roles import Permission as P
from office.workflow import Transition, Workflow

S = SectorAnalysis.State
EDITABLE = frozenset({S.DRAFT, S.FINAL, S.RETURNED})


def check_writes(by: User, analysis: SectorAnalysis) -> None:
    """Officers of the body write its analyses."""
    if not by.can(P.MANAGE_CALLS, analysis.body):
        raise Refused(_("You do not do this work for this body."))


def check_decides(by: User, analysis: SectorAnalysis) -> None:
    """The office decides on what bodies hand in."""
    if not by.can(P.MANAGE_PRIORITIES):
        raise Refused(_("The office decides on sectoral analyses."))


def check_second_person(by: User, analysis: SectorAnalysis) -> None:
    """Who handed an analysis in does not decide on it."""
    if analysis.submitted_by_id == by.pk:
        raise Refused(_("You handed this analysis in yourself: a colleague decides on it."))


def check_whole(by: User, analysis: SectorAnalysis) -> None:
    """The public and the office get a whole text: goals, needs and at least one proposed call."""
    fields = SectorAnalysis._meta
    for name in ("strategies", "goals", "needs", "capacities", "contact"):
        if not getattr(analysis, name).strip():
            raise Refused(
                _("Still empty: “%(part)s”.") % {"part": fields.get_field(name).verbose_name}, field=name
            )
    if not analysis.calls.exists():
        raise Refused(_("Propose at least one call with its sums."))


def check_term_ended(by: User, analysis: SectorAnalysis) -> None:
    """A consultation lasts to the end of its last day."""
    if analysis.consultation_until and timezone.localdate() <= analysis.consultation_until:
        raise Refused(
            _("The consultation lasts until the end of %(day)s.")
            % {"day": date_format(analysis.consultation_until, "SHORT_DATE_FORMAT")}
        )


def check_answered(by: User, analysis: SectorAnalysis) -> None:
    """Every comment has its own answer."""
    left = analysis.comments.filter(confirmed_at__isnull=False, answered_at__isnull=True).count()
    if left:
        raise Refused(
            ngettext(
                "%(count)s comment waits for its answer.", "%(count)s comments wait for their answers.", left
            )
            % {"count": left}
        )


def check_not_in_decision(by: User, analysis: SectorAnalysis) -> None:
    """What stands in the decision is not opened again."""
    row = getattr(analysis, "sums", None)
    if row is None:
        return
    if row.item.decision.state == PriorityDecision.State.DRAFT:
        raise Refused(_("The analysis stands in the draft decision. Remove its row there first."))
    raise Refused(_("The analysis stands in a decision that is not a draft any more."))


ANALYSIS = Workflow(
    subject="grants.sectoranalysis",
    states=S,
    initial=S.DRAFT,
    transitions=(
        Transition(
            "consult",
            frozenset({S.DRAFT}),
            S.CONSULTATION,
            _("Open the public consultation"),
            (check_writes, check_whole),
        ),
        Transition(
            "close_consultation",
            frozenset({S.CONSULTATION}),
            S.FINAL,
            _("Close the consultation with its report"),
            (check_writes, check_term_ended, check_answered),
        ),
        Transition(
            "hand_in",
            frozenset({S.FINAL, S.RETURNED}),
            S.SUBMITTED,
            _("Hand in to the office"),
            (check_writes, check_whole),
        ),
        Transition(
            "accept",
            frozenset({S.SUBMITTED}),
            S.ACCEPTED,
            _("Accept"),
            (check_decides, check_second_person),
        ),
        Transition(
            "send_back",
            frozenset({S.SUBMITTED}),
            S.RETURNED,
            _("Return for completion"),
            (check_decides, check_second_person),
            note_required=True,
        ),
        Transition(
            "refuse",
            frozenset({S.SUBMITTED}),
            S.REFUSED,
            _("Do not accept"),
            (check_decides, check_second_person),
            note_required=True,
        ),
        Transition(
            "reopen",
            frozenset({S.ACCEPTED, S.REFUSED}),
            S.SUBMITTED,
            _("Decide anew"),
            (check_decides, check_not_in_decision),
            note_required=True,
        ),
        Transition(
            "withdraw",
            frozenset({S.CONSULTATION, S.FINAL, S.SUBMITTED, S.RETURNED}),
            S.WITHDRAWN,
            _("Withdraw the analysis"),
            (check_writes,),
            note_required=True,
        ),
    ),
    final=frozenset({S.WITHDRAWN}),
)
