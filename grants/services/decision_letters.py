"""Verbs of the outbox of a decision: letters prepared, corrected in part, sent piece by piece."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Decision, DecisionLetter, DecisionRow
from grants.rules import check_drafts_decision
from office import mail
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.service import locked, service

TEMPLATE = "grants/emails/decided.txt"
PIECE = 50  # letters in one transaction; a kill takes back at most these
LONGEST = 2000
Report = Callable[[int, int, str], None]
GROUPS = ("awarded", "not_supported", "all")


@service
def prepare_letters(*, decision: Decision, by: User) -> int:
    """A letter for every row that has none; gives how many were prepared."""
    rows = list(decision.rows.filter(letter__isnull=True).values_list("pk", flat=True))
    DecisionLetter.objects.bulk_create(
        (DecisionLetter(decision=decision, row_id=row) for row in rows), batch_size=500
    )
    if rows:
        record("prepare_letters", decision, by=by, data={"letters": len(rows)})
    return len(rows)


@service
def edit_letter(*, letter: DecisionLetter, opening: str, closing: str, by: User) -> DecisionLetter:
    """Free words before and after what the decision says; the sum, the reason and the remedy are not touched."""
    decision = locked(letter.decision)
    check_drafts_decision(by, decision.call)
    letter = DecisionLetter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.sent_at:
        raise Refused(_("This letter has been sent; it is not changed any more."))
    _check_length(opening, closing)
    letter.opening, letter.closing = opening.strip(), closing.strip()
    letter.edited_at, letter.edited_by = timezone.now(), by
    letter.save(update_fields=["opening", "closing", "edited_at", "edited_by"])
    record("edit_letter", decision, by=by, data={"letter": letter.pk})
    return letter


@service
def edit_letters(*, decision: Decision, group: str, opening: str, closing: str, by: User) -> int:
    """The same free words in all letters of a group that are not sent and were not corrected one by one."""
    decision = locked(decision)
    check_drafts_decision(by, decision.call)
    if group not in GROUPS:
        raise Refused(_("Choose which letters."), field="group")
    _check_length(opening, closing)
    letters = decision.letters.filter(sent_at__isnull=True, edited_at__isnull=True)
    if group != "all":
        letters = letters.filter(row__outcome=group)
    count = letters.update(opening=opening.strip(), closing=closing.strip())
    record("edit_letters", decision, by=by, data={"group": group, "letters": count})
    return count


def _check_length(opening: str, closing: str) -> None:
    for name, text in (("opening", opening), ("closing", closing)):
        if len(text) > LONGEST:
            raise Refused(_("At most %(most)s characters.") % {"most": LONGEST}, field=name)


def to_write(decision: Decision) -> QuerySet[DecisionLetter]:
    """Letters with everything their words need."""
    return decision.letters.select_related(
        "row__application__organisation", "row__application__submitted_by", "decision__call"
    ).order_by("row__order", "pk")


def send_letters(*, decision: Decision, report: Report, piece: Callable[..., int]) -> int:
    """Send what is not sent yet, piece by piece, each in its own transaction; begun again, it goes on."""
    waiting = list(
        decision.letters.filter(sent_at__isnull=True).order_by("row__order").values_list("pk", flat=True)
    )
    total = decision.letters.count()
    done = total - len(waiting)
    report(done, total, "")
    for start in range(0, len(waiting), PIECE):
        piece(send_piece, decision.pk, waiting[start : start + PIECE])
        done += len(waiting[start : start + PIECE])
        report(done, total, "")
    return len(waiting)


def send_piece(decision: int, letters: list[int]) -> int:
    """One transaction: the letters go into the outbox and say when; one that was sent meanwhile is left alone."""
    return _send_piece(decision=Decision.objects.get(pk=decision), letters=letters, by=None)


@service
def _send_piece(*, decision: Decision, letters: list[int], by: User | None) -> int:
    rows = to_write(decision).select_for_update(of=("self",)).filter(pk__in=letters, sent_at__isnull=True)
    found = list(rows)
    for letter in found:
        application = letter.row.application
        letter.email = mail.send(
            TEMPLATE,
            to=address_of(letter.row),
            language=application.submitted_by.language or None,
            about=application,
            context=words_of(letter),
        )
        letter.sent_at = timezone.now()
    DecisionLetter.objects.bulk_update(found, ["email", "sent_at"])
    return len(found)


def address_of(row: DecisionRow) -> str:
    """The contact of the application, or who handed it in."""
    application = row.application
    return application.contact_email or application.submitted_by.email


def words_of(letter: DecisionLetter) -> dict[str, object]:
    """What the template of the letter reads."""
    return {
        "application": letter.row.application,
        "row": letter.row,
        "decision": letter.decision,
        "opening": letter.opening,
        "closing": letter.closing,
    }
