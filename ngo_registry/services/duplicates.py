"""Likely doubles: found in the database, told apart or compared by hand."""

from collections.abc import Callable

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngo_registry import duplicates_sql as sql
from ngo_registry.models import DuplicatePair, Organisation
from ngo_registry.queries import organisation_by_number
from ngo_registry.rules import check_merges
from office.audit import record
from office.jobs import order_job
from office.models import Job, User
from office.refusal import Refused
from office.service import locked, service

FIND = "ngo_registry.find_duplicates"
LOCK = 20261125
Report = Callable[[int, int, str], None]
S = DuplicatePair.State


@service
def order_search(*, by: User) -> Job:
    """Look through the whole register in the background; a search under way is not begun twice."""
    check_merges(by, None)
    waiting = Job.objects.filter(kind=FIND, state__in=(Job.State.WAITING, Job.State.RUNNING)).first()
    return waiting or order_job(FIND, by=by)


@service
def find_duplicates(*, by: User | None, report: Report | None = None) -> int:
    """Compare all organisations sign by sign and keep the pairs; what was decided before stays decided."""
    say = report or (lambda done, total, text: None)
    total = len(sql.STEPS) + 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        for table in (
            "double_town",
            "double_name",
            "double_hint",
            "double_spelt",
            "double_less",
            "double_found",
        ):
            cursor.execute(sql.dropped(table))
        for done, statement in enumerate(sql.STEPS):
            cursor.execute(statement)
            say(done + 1, total, _("comparing organisations"))
        cursor.execute(sql.FORGET)
        cursor.execute(sql.KEEP)
    say(total, total, _("done"))
    return DuplicatePair.objects.filter(state=S.OPEN).count()


@service
def compare_by_hand(*, number: str, other: str, by: User) -> DuplicatePair:
    """An officer suspects two organisations; decided pairs are shown with their decision."""
    check_merges(by, None)
    found = [organisation_by_number(number), organisation_by_number(other)]
    for field, row in zip(("number", "other"), found, strict=True):
        if row is None:
            raise Refused(_("No organisation of the register has this number."), field=field)
    one, two = sorted(found, key=lambda row: row.pk)
    if one.pk == two.pk:
        raise Refused(_("Both numbers name the same organisation."), field="other")
    pair, new = DuplicatePair.objects.get_or_create(one=one, other=two, defaults={"reasons": ["hand"]})
    if new:
        record("compare", pair, by=by, data={"one": one.number, "other": two.number})
    return pair


@service
def tell_apart(*, pair: DuplicatePair, note: str, by: User) -> DuplicatePair:
    """They are two organisations; the pair is never offered again."""
    check_merges(by, None)
    pair = locked(pair)
    check_undecided(pair)
    return decide(pair, S.DIFFERENT, note, by)


@service
def ask_again(*, pair: DuplicatePair, note: str, by: User) -> DuplicatePair:
    """A mistake: the pair waits for a decision again."""
    check_merges(by, None)
    pair = locked(pair)
    if pair.state != S.DIFFERENT:
        raise Refused(_("Only a pair that was told apart is opened again."))
    return reopen(pair, note, by)


def check_undecided(pair: DuplicatePair) -> None:
    """Nobody decided on it, and both still stand in the register by themselves."""
    if pair.state != S.OPEN:
        raise Refused(
            _("Somebody already decided on this pair: %(state)s.") % {"state": pair.get_state_display()}
        )
    if Organisation.objects.filter(pk__in=(pair.one_id, pair.other_id)).count() < 2:
        raise Refused(_("One of the two was joined to another entry in the meantime."))


def decide(pair: DuplicatePair, state: str, note: str, by: User) -> DuplicatePair:
    """The decision with its reason and one audit line."""
    if not note.strip():
        raise Refused(gettext_lazy("Write the reason: it becomes part of the file."), field="note")
    before, pair.state, pair.note = pair.state, state, note
    pair.decided_at, pair.decided_by = timezone.now(), by
    pair.save(update_fields=["state", "note", "decided_at", "decided_by"])
    record("decide", pair, by=by, note=note, from_state=before, to_state=state)
    return pair


def reopen(pair: DuplicatePair, note: str, by: User) -> DuplicatePair:
    """To be decided anew."""
    if not note.strip():
        raise Refused(gettext_lazy("Write the reason: it becomes part of the file."), field="note")
    before, pair.state, pair.note = pair.state, S.OPEN, note
    pair.decided_at = pair.decided_by = None
    pair.save(update_fields=["state", "note", "decided_at", "decided_by"])
    record("open again", pair, by=by, note=note, from_state=before, to_state=S.OPEN)
    return pair
