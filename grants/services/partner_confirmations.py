"""Verbs on the question to a partner: ask, take back, confirm, refuse, withdraw the confirmation."""

import datetime
import secrets
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Application, ApplicationPartner, PartnerConfirmation
from grants.partner_words import partner_reads
from grants.queries.partner_confirmations import code_hash, members_of
from grants.services.applications import check_open, editable
from grants.snapshot import fingerprint
from grants.workflows.partner_confirmation import PARTNER_CONFIRMATION
from office import mail
from office.audit import record
from office.models import User
from office.refusal import Refused, allowed
from office.service import locked, service

State = PartnerConfirmation.State
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without I, O, 0 and 1, which people confuse
NO_SUCH_CODE = _("No question has this code, or its time has passed. Look into the e-mail once more.")
AGAIN = datetime.timedelta(hours=1)


def new_code() -> str:
    """Sixteen letters and figures in four groups: 80 bits that a person can type."""
    groups = ("".join(secrets.choice(LETTERS) for _letter in range(4)) for _group in range(4))
    return "-".join(groups)


@service
def ask(
    *, partner: ApplicationPartner, email: str = "", at: datetime.datetime, by: User
) -> PartnerConfirmation:
    """Put header and role before the partner: in the portal, or with a code by e-mail."""
    application = editable(partner.application, at, by)
    check_open(application.call, at)
    if not application.title.strip() or not partner.role.strip():
        raise Refused(_("First write the title of the project and the role of the partner: it reads both."))
    members = members_of(partner.organisation)
    if not members and not email:
        raise Refused(
            _(
                "Nobody acts for this partner in the portal yet. Write its e-mail address; it answers by a code."
            ),
            field="email",
        )
    read = partner_reads(application, partner)
    question = PartnerConfirmation.objects.select_for_update().filter(partner=partner).first()
    check_not_too_often(question, fingerprint(read), by_mail=not members)
    code = "" if members else new_code()
    facts = facts_of(partner, read, code, "" if members else email, application, by)
    question = write(question, partner, facts, by)
    tell_partner(question, [member.user for member in members], code)
    return question


def facts_of(
    partner: ApplicationPartner,
    read: dict[str, str],
    code: str,
    email: str,
    application: Application,
    by: User,
) -> dict[str, Any]:
    """The columns of a fresh question; an earlier answer is taken off."""
    return {
        "organisation": None if code else partner.organisation,
        "email": email,
        "code_sha256": code_hash(code) if code else "",
        "expires_at": application.call.deadline if code else None,
        "asked_at": timezone.now(),
        "asked_by": by,
        "read": read,
        "read_sha256": fingerprint(read),
        "answered_at": None,
        "answered_by": None,
        "answerer": "",
        "reason": "",
    }


def write(
    question: PartnerConfirmation | None, partner: ApplicationPartner, facts: dict[str, Any], by: User
) -> PartnerConfirmation:
    """The first question, or the same row asked again; either way the audit keeps it."""
    if question is None:
        question = PartnerConfirmation.objects.create(partner=partner, **facts)
        record("ask", question, by=by)
        return question
    return PARTNER_CONFIRMATION.apply(question, "ask_again", by=by, **facts)


def check_not_too_often(question: PartnerConfirmation | None, words: str, *, by_mail: bool) -> None:
    """The same question is not sent to the same address twice within an hour."""
    if question is None or question.state != State.ASKED or question.read_sha256 != words or not by_mail:
        return
    if question.asked_at > timezone.now() - AGAIN:
        raise Refused(_("The partner was asked less than an hour ago. Give it time to answer."))


def tell_partner(question: PartnerConfirmation, people: list[User], code: str) -> None:
    """A notice to everybody who acts for the partner, or the code to its address."""
    for person in people:
        mail.send(
            "grants/emails/partner_asked.txt",
            to=person,
            about=question,
            context={"question": question, "read": question.read},
        )
    if code:
        mail.send(
            "grants/emails/partner_code.txt",
            to=question.email,
            about=question,
            more={mail.CLOSED: "1"},
            context={"question": question, "read": question.read, "code": code},
        )


def held(question: PartnerConfirmation) -> PartnerConfirmation:
    """The question under lock; the application first, as everywhere."""
    application = locked(question.partner.application)
    question = locked(question)
    question.partner.application = application
    return question


@service
def answer(
    *,
    question: PartnerConfirmation,
    step: str,
    words: str = "",
    note: str = "",
    name: str = "",
    at: datetime.datetime,
    by: User | None,
) -> PartnerConfirmation:
    """Confirm, refuse or withdraw; a confirmation counts for exactly the words on the page (`words`)."""
    question = held(question)
    application = question.partner.application
    check_answerable(question, step, at)
    now = fingerprint(partner_reads(application, question.partner))
    if step == "confirm" and not words == question.read_sha256 == now:
        raise Refused(_("The applicant has changed the project or your role since. It has to ask you again."))
    if by is None and not name.strip():
        raise Refused(_("Write who answers in the name of the organisation."), field="name")
    facts = {"answered_at": timezone.now(), "answered_by": by, "answerer": name.strip() if by is None else ""}
    PARTNER_CONFIRMATION.apply(question, step, by=by, note=note, reason=note.strip(), **facts)
    tell_applicant(question, application)
    return question


def still_open(question: PartnerConfirmation, at: datetime.datetime) -> bool:
    """May it still be answered, the deadline being what it is?"""
    return allowed(check_open, question.partner.application.call, at)


def check_answerable(question: PartnerConfirmation, step: str, at: datetime.datetime) -> None:
    """Before the deadline; a new answer only while the application is a draft."""
    application = question.partner.application
    check_open(application.call, at)
    if step != "withdraw" and application.state != Application.State.DRAFT:
        raise Refused(_("The application has been submitted; it is not changed any more."))


def tell_applicant(question: PartnerConfirmation, application: Application) -> None:
    """Whoever acts for the applicant learns that an answer has come."""
    for member in members_of(application.organisation):
        mail.send(
            "grants/emails/partner_answered.txt",
            to=member.user,
            about=application,
            context={"question": question, "application": application},
        )


@service
def take_back(*, question: PartnerConfirmation, by: User) -> PartnerConfirmation:
    """The applicant no longer asks; the code ends."""
    return PARTNER_CONFIRMATION.apply(held(question), "take_back", by=by)
