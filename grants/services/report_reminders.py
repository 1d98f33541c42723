"""Reminders of reports: by e-mail before their day and after it, by letter, drawn as PDF, when they are late."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Contract, GrantLetter, ReportReminder
from grants.queries.contracts import rules_of
from grants.report_schedule import awaited, late_report
from grants.rules import check_manages_contract
from grants.services.letters import put_in_post
from office import mail
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.service import locked, service

DAYS_BEFORE, OLDEST = 7, 60  # a report that is older than that is a matter for letters


@service
def remind_by_mail(*, by: User | None, today: datetime.date | None = None) -> int:
    """Write once some days before the day of a report and once when it has passed; gives how many went out."""
    today = today or timezone.localdate()
    span = (today - datetime.timedelta(days=OLDEST), today + datetime.timedelta(days=DAYS_BEFORE))
    near = Contract.objects.filter(state=Contract.State.ACTIVE)
    near = near.filter(Q(report_due__range=span) | Q(interim_due__range=span))
    sent = 0
    for pk in near.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            sent += _remind(pk, span, today)
    return sent


def _remind(pk: int, span: tuple[datetime.date, datetime.date], today: datetime.date) -> int:
    """The letters of one contract that were not sent yet."""
    contract = locked(Contract(pk=pk))
    sent = 0
    for each in awaited(contract):
        facts = {"kind": each.kind, "due": each.due, "late": each.late(today)}
        if not span[0] <= each.due <= span[1] or contract.reminders.filter(**facts).exists():
            continue
        ReportReminder.objects.create(contract=contract, sent_at=timezone.now(), **facts)
        application = contract.row.application
        mail.send(
            "grants/emails/report_due.txt",
            to=application.contact_email or application.submitted_by.email,
            language=application.submitted_by.language,
            about=contract,
            context={"contract": contract, **facts},
        )
        sent += 1
    return sent


@service
def remind_of_report(*, contract: Contract, text: str, days: int, by: User) -> GrantLetter:
    """Order the letter; its term runs from its service. One letter waits to be served at a time."""
    contract = locked(contract)
    check_manages_contract(by, contract)
    today = timezone.localdate()
    late = late_report(contract, today)
    if late is None:
        raise Refused(_("No report on this contract is late."))
    application = contract.row.application
    waiting = application.letters.filter(kind=GrantLetter.Kind.REMINDER, served_on__isnull=True)
    if waiting.exists():
        raise Refused(_("A reminder made earlier still waits to be served: record its service first."))
    rules = rules_of(contract)
    law = rules.interim_report.law if late.kind == "interim" else rules.final_report_days.law
    letter = put_in_post(application, GrantLetter.Kind.REMINDER, text.strip(), by, law=law, days=days)
    record(
        "remind_of_report",
        contract,
        by=by,
        data={"letter": letter.number, "days": days, "kind": str(late.kind)},
    )
    return letter
