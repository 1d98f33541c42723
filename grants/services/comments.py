"""Comments of the public on a draft analysis: made, confirmed, answered one by one, forgotten in time."""

import datetime
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.comment_links import CONFIRM_WITHIN, address
from grants.models import AnalysisComment, SectorAnalysis
from grants.workflows.analysis import check_writes
from ngo_registry.models import Organisation
from ngo_registry.rules import check_acts_for
from office.audit import record
from office.mail import CLOSED, send
from office.models import User
from office.refusal import Refused
from office.service import locked, service
from office.services.outbox import forget_about

OF_ONE_NGO = 10  # comments of one organisation on one analysis
UNANSWERED = 3  # letters to one address that wait for its yes
AT_ONCE = 200
State = SectorAnalysis.State


def check_open(analysis: SectorAnalysis, at: datetime.datetime) -> None:
    """Comments are taken to the end of the last day of the consultation."""
    last = analysis.consultation_until
    if analysis.state != State.CONSULTATION or last is None or timezone.localdate(at) > last:
        raise Refused(_("The consultation is closed; comments are not taken any more."))


def check_text(text: str) -> None:
    """An empty comment says nothing."""
    if not text.strip():
        raise Refused(_("Write your comment."), field="text")


def _next(analysis: SectorAnalysis) -> int:
    """The next number of a comment, under the lock of its analysis."""
    return int((analysis.comments.aggregate(last=Max("number"))["last"] or 0) + 1)


@service
def comment_for_ngo(
    *, analysis: SectorAnalysis, organisation: Organisation, text: str, at: datetime.datetime, by: User
) -> AnalysisComment:
    """An organisation comments, by a person who acts for it."""
    check_acts_for(by, organisation)
    analysis = locked(analysis)
    check_open(analysis, at)
    check_text(text)
    if analysis.comments.filter(organisation=organisation).count() >= OF_ONE_NGO:
        raise Refused(
            _("Your organisation has made %(most)s comments already, the most one may make.")
            % {"most": OF_ONE_NGO}
        )
    comment = AnalysisComment.objects.create(
        analysis=analysis,
        number=_next(analysis),
        organisation=organisation,
        author=organisation.name[:150],
        text=text.strip(),
        received_at=at,
        received_by=by,
        confirmed_at=timezone.now(),
    )
    record("comment", comment, by=by, data={"analysis": analysis, "organisation": organisation})
    return comment


@service
def comment_by_email(
    *,
    analysis: SectorAnalysis,
    author: str,
    email: str,
    text: str,
    language: str,
    at: datetime.datetime,
    by: User | None,
) -> None:
    """A citizen comments; it counts once confirmed from the address. The answer is the same for every address."""
    analysis = locked(analysis)
    check_open(analysis, at)
    check_text(text)
    email = email.strip().lower()
    waiting = AnalysisComment.objects.filter(email=email, confirmed_at__isnull=True)
    if waiting.count() >= UNANSWERED:
        return
    comment = AnalysisComment.objects.create(
        analysis=analysis,
        author=" ".join(author.split()),
        email=email,
        language=language,
        text=text.strip(),
        received_at=at,
    )
    send(
        "grants/emails/comment_confirm.txt",
        to=email,
        language=language or None,
        about=comment,
        more={CLOSED: "yes"},
        context={"analysis": analysis, "url": address(comment.pk, language or settings.OFFICE_LANGUAGES[0])},
    )


@service
def confirm_comment(*, comment: AnalysisComment, by: User | None) -> AnalysisComment:
    """The address says yes: the comment gets its number and is public. A second press changes nothing."""
    analysis = locked(comment.analysis)
    comment = locked(comment)
    if comment.confirmed_at:
        return comment
    if analysis.state != State.CONSULTATION:
        raise Refused(_("The consultation is closed; comments are not taken any more."))
    comment.number, comment.confirmed_at = _next(analysis), timezone.now()
    comment.save(update_fields=["number", "confirmed_at"])
    record("confirm_comment", comment, by=by, data={"analysis": analysis, "number": comment.number})
    return comment


@service
def answer_comment(*, comment: AnalysisComment, outcome: str, answer: str, by: User) -> AnalysisComment:
    """The body answers one comment; until the consultation is closed the answer can be put right."""
    analysis = locked(comment.analysis)
    comment = locked(comment)
    check_writes(by, analysis)
    if comment.confirmed_at is None:
        raise Refused(_("This comment is not confirmed yet."))
    if analysis.state != State.CONSULTATION:
        raise Refused(_("The consultation is closed; its answers are not changed any more."))
    if not answer.strip():
        raise Refused(_("Write the answer."), field="answer")
    first = comment.answered_at is None
    comment.outcome, comment.answer = outcome, answer.strip()
    comment.answered_at, comment.answered_by = timezone.now(), by
    comment.save(update_fields=["outcome", "answer", "answered_at", "answered_by"])
    record("answer_comment", comment, by=by, data={"analysis": analysis, "outcome": outcome})
    if first and comment.email:
        send(
            "grants/emails/comment_answered.txt",
            to=comment.email,
            language=comment.language or None,
            about=comment,
            more={CLOSED: "yes"},
            context={"comment": comment, "analysis": analysis},
        )
    elif first and comment.received_by:
        send(
            "grants/emails/comment_answered.txt",
            to=comment.received_by,
            about=comment,
            context={"comment": comment, "analysis": analysis},
        )
    return comment


@service
def hide_comment(*, comment: AnalysisComment, reason: str, by: User) -> AnalysisComment:
    """The text is not shown in public (insult, personal data), with the reason in its place; empty shows it again."""
    analysis = locked(comment.analysis)
    comment = locked(comment)
    check_writes(by, analysis)
    if not reason.strip() and not comment.hidden_reason:
        raise Refused(_("Write the reason: it stands in place of the text."), field="reason")
    comment.hidden_reason = reason.strip()
    comment.save(update_fields=["hidden_reason"])
    action = "hide_comment" if comment.hidden_reason else "show_comment"
    record(action, comment, by=by, note=comment.hidden_reason, data={"analysis": analysis})
    return comment


@service
def forget_comments(*, by: Any = None) -> int:
    """What nobody confirmed goes whole; addresses of answered comments go after the days of the office."""
    now = timezone.now()
    stale = AnalysisComment.objects.filter(confirmed_at__isnull=True, received_at__lt=now - CONFIRM_WITHIN)
    gone = list(stale.select_for_update(skip_locked=True)[:AT_ONCE])
    forget_about(things=gone, by=by)
    AnalysisComment.objects.filter(pk__in=[comment.pk for comment in gone]).delete()
    before = now - datetime.timedelta(days=settings.ERROR_REPORT_DAYS)
    ended = AnalysisComment.objects.filter(forgotten_at__isnull=True).exclude(email="")
    old = list(ended.filter(answered_at__lt=before).select_for_update(skip_locked=True)[:AT_ONCE])
    for comment in old:
        comment.email, comment.forgotten_at = "", now
        comment.save(update_fields=["email", "forgotten_at"])
        record("forget_address", comment, by=by)
    forget_about(things=old, by=by)
    return len(gone) + len(old)
