"""Verbs on a point of the agenda: vote with names and recusals, or take note; each with its conclusion."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from grants.models import CallStatement, CommissionMember, CommissionSession, SessionItem, SessionVote
from grants.queries.sessions import exempted, present
from grants.services.sessions import held, more_than, rules_on
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.service import locked, service

Choice, Outcome = SessionVote.Choice, SessionItem.Outcome


@service
def vote(
    *, item: SessionItem, choices: Mapping[int, str], reasons: Mapping[int, str], conclusion: str, by: User
) -> SessionItem:
    """Write how every present member voted; who is exempted from the application does not vote."""
    session, item = _open_item(item, by, conclusion)
    aside = exempted(item)
    members = present(session)
    _check_statements(item, [member for member in members if member.pk not in aside])
    item.votes.all().delete()
    for member in members:
        choice = Choice.RECUSED if member.pk in aside else choices.get(member.pk, "")
        if choice not in Choice.values:
            raise Refused(
                _("Write how %(name)s voted.") % {"name": member.full_name}, field=f"vote-{member.pk}"
            )
        reason = aside.get(member.pk) or reasons.get(member.pk, "").strip()
        if choice == Choice.RECUSED and not reason:
            raise Refused(
                _("Write why %(name)s does not vote.") % {"name": member.full_name},
                field=f"reason-{member.pk}",
            )
        kept = reason[:300] if choice == Choice.RECUSED else ""
        SessionVote.objects.create(item=item, member=member, choice=choice, reason=kept)
    return _conclude(item, session, conclusion, by)


def _open_item(item: SessionItem, by: User, conclusion: str) -> tuple[CommissionSession, SessionItem]:
    """The point under its lock, at a session that is under way."""
    session = held(item.session, by, CommissionSession.State.OPEN)
    item = locked(item)
    if not conclusion.strip():
        raise Refused(_("Write the conclusion."), field="conclusion")
    return session, item


def _check_statements(item: SessionItem, voting: list[CommissionMember]) -> None:
    """On a call votes only who has given the statement for it."""
    if item.call_id is None or not item.call.applications.filed().exists():
        return
    given = set(CallStatement.objects.filter(call=item.call_id).values_list("member_id", flat=True))
    for member in voting:
        if member.pk not in given:
            raise Refused(
                _("%(name)s has not given the statement on conflict of interest for this call.")
                % {"name": member.full_name}
            )


def _conclude(item: SessionItem, session: CommissionSession, conclusion: str, by: User) -> SessionItem:
    """Adopted by more than the share of all members that the rulebook asks."""
    needed = more_than(rules_on(session).commission.majority_percent, session.seats or 0)
    favour = item.votes.filter(choice=Choice.FOR).count()
    item.outcome = Outcome.ADOPTED if favour >= needed else Outcome.NOT_ADOPTED
    item.conclusion = conclusion.strip()
    item.save(update_fields=["outcome", "conclusion"])
    record("vote", session, by=by, data={"point": item.order, "outcome": item.outcome, "for": favour})
    return item


@service
def take_note(*, item: SessionItem, conclusion: str, by: User) -> SessionItem:
    """A point that needs no vote gets its conclusion."""
    session, item = _open_item(item, by, conclusion)
    item.votes.all().delete()
    item.outcome, item.conclusion = Outcome.TAKEN_NOTE, conclusion.strip()
    item.save(update_fields=["outcome", "conclusion"])
    record("take_note", session, by=by, data={"point": item.order})
    return item
