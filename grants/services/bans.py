"""Verbs of bans on applying: entered for a broken contract, corrected, lifted; the organisation is told each time."""

import datetime

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Ban, Contract
from grants.queries.bans import last_day
from grants.queries.partner_confirmations import members_of
from grants.rules import check_body
from ngo_registry.models import Organisation
from ngo_registry.queries import organisation_by_number
from office import mail, uploads
from office.audit import record
from office.models import Body, User
from office.refusal import Refused
from office.roles import Permission as P
from office.rulebooks import Rules, from_version, rules_for
from office.service import locked, service


def check_enters_ban(by: User, body: Body) -> None:
    """An officer who keeps the contracts of the body."""
    check_body(by, body, P.MANAGE_CONTRACTS)


def check_changes_ban(by: User, ban: Ban) -> None:
    """The head of the body, or of the office: the person who signs decisions there."""
    if not by.can(P.SIGN_DECISIONS, ban.body):
        raise Refused(_("A ban is corrected and lifted by the head of the body or of the office."))
    if ban.lifted_at:
        raise Refused(_("This ban was lifted; it stays as it is."))


def years_of(rules: Rules) -> int:
    """How long a broken contract bars, by the rulebook."""
    years = rules.contract.ban_years
    if not years.value:
        raise Refused(_("The rules of this office bar nobody from applying."), law=years.law)
    return years.value


def ban_for_breach(contract: Contract, *, ended_on: datetime.date, law: str, reason: str, who: User) -> Ban:
    """The ban that follows a breach: from the day of the end, for the years of the rulebook of that call."""
    call = contract.row.decision.call
    ban = Ban.objects.create(
        organisation=contract.row.application.organisation,
        body=call.body,
        contract=contract,
        law=law,
        reason=reason,
        since=ended_on,
        until=last_day(ended_on, years_of(from_version(call.rulebook))),
        entered_at=timezone.now(),
        entered_by=who,
    )
    record("enter_ban", ban, by=who, note=reason, data={"since": ban.since, "until": ban.until})
    tell_organisation(ban, "entered")
    return ban


@service
def enter_ban(
    *,
    body: Body,
    number: str,
    contract_number: str,
    since: datetime.date,
    law: str,
    reason: str,
    document: UploadedFile,
    by: User,
) -> Ban:
    """Enter the ban for a contract from before the portal, with the paper that proves the breach."""
    check_enters_ban(by, body)
    if since > timezone.localdate():
        raise Refused(_("The day of the end lies in the future."), field="since")
    organisation = _organisation(number)
    until = last_day(since, years_of(rules_for(body, timezone.now())))
    if until < timezone.localdate():
        raise Refused(_("That ban would have ended already."), field="since")
    same = Ban.objects.filter(organisation=organisation, body=body, earlier_number=contract_number)
    if same.filter(lifted_at__isnull=True).exists():
        raise Refused(_("The ban for this contract is entered already."), field="contract_number")
    ban = Ban.objects.create(
        organisation=organisation,
        body=body,
        earlier_number=contract_number,
        document=uploads.store(document, by=by, allow=("pdf", "jpg", "png")),
        law=law,
        reason=reason,
        since=since,
        until=until,
        entered_at=timezone.now(),
        entered_by=by,
    )
    record("enter_ban", ban, by=by, note=reason, data={"since": since, "until": until})
    tell_organisation(ban, "entered")
    return ban


def _organisation(number: str) -> Organisation:
    """The organisation, under a lock, so that two people do not enter the same ban."""
    found = organisation_by_number(number)
    if found is None:
        raise Refused(
            _("No organisation in the register has the number %(number)s.") % {"number": number},
            field="number",
        )
    return Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=found.pk)


@service
def correct_ban(*, ban: Ban, since: datetime.date, until: datetime.date, note: str, by: User) -> Ban:
    """Correct the days of a ban, with the reason; it may become shorter, never longer than the rulebook says."""
    ban = locked(ban)
    check_changes_ban(by, ban)
    if not note.strip():
        raise Refused(_("Write the reason: it becomes part of the file."), field="note")
    if until < since:
        raise Refused(_("The ban ends before it begins."), field="until")
    rules = _rules_of(ban)
    longest = last_day(since, years_of(rules))
    if until > longest:
        raise Refused(
            _("The ban is longer than the law says."), field="until", law=rules.contract.ban_years.law
        )
    before = {"since_before": ban.since, "until_before": ban.until}
    ban.since, ban.until = since, until
    ban.save(update_fields=["since", "until"])
    record("correct_ban", ban, by=by, note=note, data={**before, "since": since, "until": until})
    tell_organisation(ban, "corrected", note)
    return ban


def _rules_of(ban: Ban) -> Rules:
    """Rules of the call whose contract was broken, or of the body."""
    if ban.contract is not None:
        return from_version(ban.contract.row.decision.call.rulebook)
    return rules_for(ban.body, ban.entered_at)


@service
def lift_ban(*, ban: Ban, note: str, by: User) -> Ban:
    """Lift the ban, with the reason; from now on the organisation may apply."""
    ban = locked(ban)
    check_changes_ban(by, ban)
    return end_ban(ban, note, by)


def end_ban(ban: Ban, note: str, who: User) -> Ban:
    """Write the end down and tell the organisation."""
    if not note.strip():
        raise Refused(_("Write the reason: it becomes part of the file."), field="note")
    ban.lifted_at, ban.lifted_by, ban.lift_reason = timezone.now(), who, note
    ban.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
    record("lift_ban", ban, by=who, note=note)
    tell_organisation(ban, "lifted", note)
    return ban


def tell_organisation(ban: Ban, what: str, note: str = "") -> None:
    """Everybody who acts for the organisation reads what happened, until when it holds, and why."""
    for member in members_of(ban.organisation):
        mail.send(
            "grants/emails/ban.txt",
            to=member.user,
            about=ban,
            context={"ban": ban, "what": what, "note": note or ban.reason},
        )
