"""The way of a filing to the register, from the draft to the decision and the appeal."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ngo_registry import articles
from ngo_registry.conditions import check_conditions, enclosures_complete
from ngo_registry.conditions_of_changes import changed
from ngo_registry.conditions_of_parties import party_changed
from ngo_registry.models import RegisterFiling
from ngo_registry.rules import (
    check_decides_register,
    check_edits_register,
    check_files,
    check_files_or_edits,
    check_gives_up,
    check_other_head,
    check_second_person,
)
from ngo_registry.rules_of_taking import TAKE_BACK, check_puts_back
from office.models import User
from office.refusal import Refused
from office.workflow import Transition, Workflow

S = RegisterFiling.State


def check_begun(by: User, filing: RegisterFiling) -> None:
    """There is something to file."""
    if filing.filing_kind == RegisterFiling.Kind.ENTRY and not filing.name:
        if filing.of_party:
            raise Refused(_("Write the name of the party first."), law=articles.PARTIES)
        raise Refused(_("Write the name of the organisation first."), law=articles.FOUNDING_ACT)
    differs = party_changed if filing.of_party else changed
    if filing.filing_kind == RegisterFiling.Kind.CHANGE and not differs(filing):
        raise Refused(_("All facts are the same as in the register."), law=articles.LAW)
    if filing.filing_kind == RegisterFiling.Kind.DELETION and not filing.deletion_reason:
        raise Refused(_("Write the reason of deletion first."), law=articles.TERMINATION)


def check_formal(by: User, filing: RegisterFiling) -> None:
    """A dismissal is formal: completion was asked, its term has passed, and papers are still missing."""
    if not filing.completion_asked_at:
        raise Refused(_("Ask the applicant to complete the filing first."), law=articles.LAW)
    if filing.state == S.COMPLETION_ASKED:
        check_term_passed(by, filing)
    elif enclosures_complete(filing):
        raise Refused(_("Nothing is missing any more: decide on the merits."), law=articles.LAW)


def was(state: str) -> Callable[[RegisterFiling], bool]:
    """The complaint that waits is against an act of this kind."""

    def check(filing: RegisterFiling) -> bool:
        return bool(filing.pk) and filing.complaints.filter(outcome="", against=state).exists()

    return check


def taken_lately(filing: RegisterFiling) -> bool:
    """The filing was taken less than half an hour ago."""
    return filing.taken_at is not None and filing.taken_at > timezone.now() - TAKE_BACK


def check_in_time(by: User, filing: RegisterFiling) -> None:
    """Only a complaint filed within its term is upheld."""
    if filing.pk and filing.complaints.filter(outcome="", in_time=False).exists():
        raise Refused(_("The complaint came after its term; it is rejected as late."), law=articles.LAW)


def check_term_passed(by: User, filing: RegisterFiling) -> None:
    """The applicant had the whole term to complete the filing, counted from the service of the letter."""
    if filing.completion_due is None:
        raise Refused(
            _("The letter is not served yet, so the term to complete the filing has not begun."),
            law=articles.LAW,
        )
    if filing.completion_due >= timezone.localdate():
        raise Refused(
            _("The applicant may complete the filing until %(day)s.")
            % {"day": date_format(filing.completion_due, "DATE_FORMAT")},
            law=articles.LAW,
        )


FILING = Workflow(
    subject="ngo_registry.registerfiling",
    states=S,
    initial=S.DRAFT,
    transitions=(
        Transition("submit", frozenset({S.DRAFT}), S.SUBMITTED, _("File it"), (check_files, check_begun)),
        Transition(
            "take", frozenset({S.SUBMITTED}), S.IN_PROCESS, _("Take into process"), (check_edits_register,)
        ),
        Transition(
            "put_back",
            frozenset({S.IN_PROCESS}),
            S.SUBMITTED,
            _("Put back into the queue"),
            (check_edits_register, check_puts_back),
            only_if=taken_lately,
        ),
        Transition(
            "ask_completion",
            frozenset({S.IN_PROCESS}),
            S.COMPLETION_ASKED,
            _("Ask for completion"),
            (check_edits_register,),
            note_required=True,
        ),
        Transition(
            "complete",
            frozenset({S.COMPLETION_ASKED}),
            S.IN_PROCESS,
            _("The papers have come"),
            (check_files_or_edits,),
        ),
        Transition(
            "enter",
            frozenset({S.IN_PROCESS}),
            S.ENTERED,
            _("Sign the decision"),
            (check_decides_register, check_conditions),
        ),
        Transition(
            "refuse",
            frozenset({S.IN_PROCESS}),
            S.REFUSED,
            _("Refuse"),
            (check_decides_register, check_second_person),
            note_required=True,
            law=articles.LAW,
        ),
        Transition(
            "dismiss",
            frozenset({S.COMPLETION_ASKED, S.IN_PROCESS}),
            S.DISMISSED,
            _("Dismiss as incomplete"),
            (check_decides_register, check_formal),
            note_required=True,
            law=articles.LAW,
        ),
        Transition(
            "withdraw",
            frozenset({S.DRAFT, S.SUBMITTED, S.IN_PROCESS, S.COMPLETION_ASKED}),
            S.WITHDRAWN,
            _("Withdrawn by the applicant"),
            (check_gives_up,),
            note_required=True,
        ),
        Transition(
            "appeal",
            frozenset({S.REFUSED, S.DISMISSED}),
            S.APPEALED,
            _("A complaint has come"),
            (check_files_or_edits,),
        ),
        Transition(
            "uphold",
            frozenset({S.APPEALED}),
            S.IN_PROCESS,
            _("Uphold the complaint: decide anew"),
            (check_decides_register, check_other_head, check_in_time),
            note_required=True,
        ),
        Transition(
            "confirm",
            frozenset({S.APPEALED}),
            S.REFUSED,
            _("Reject the complaint: the refusal stands"),
            (check_decides_register, check_other_head),
            note_required=True,
            only_if=was(S.REFUSED),
        ),
        Transition(
            "confirm_dismissal",
            frozenset({S.APPEALED}),
            S.DISMISSED,
            _("Reject the complaint: the dismissal stands"),
            (check_decides_register, check_other_head),
            note_required=True,
            only_if=was(S.DISMISSED),
        ),
    ),
    final=frozenset({S.ENTERED, S.WITHDRAWN}),
)
