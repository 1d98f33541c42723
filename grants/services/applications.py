"""Verbs of an NGO on its application: begin, fill, submit, complete, withdraw."""

import datetime
import secrets
import uuid
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.eligibility import LAST_SECOND, missing
from grants.filing_rules import PAPER_CODE, on_paper
from grants.findings import Answer
from grants.models import Application, Call, SectionSave
from grants.queries.tells import Tell
from grants.rules import check_is_applicant
from grants.services.filed_versions import keep_version
from grants.services.handing_in import (
    check_told,
    finish_replacement,
    keep_circumstances,
    order_sign_off_check,
    tell_withdrawn,
)
from grants.services.letters import received_by_answering
from grants.snapshot import fingerprint
from grants.workflows.application import APPLICATION
from ngo_registry.models import Organisation
from ngo_registry.rules import check_active, check_acts_for
from office.audit import record
from office.jobs import order_job
from office.models import User
from office.numbers import next_number
from office.refusal import Refused
from office.rulebooks import Rule, from_version
from office.service import locked, service
from office.templatetags.saradnja import script

S = Application.State
NEEDED_ON_PAPER = frozenset({"budget"})  # all else that is missing on paper is found by the formal check


def check_open(call: Call, at: datetime.datetime) -> None:
    """The call takes applications at the moment the request arrived."""
    if call.state != Call.State.PUBLISHED or at < call.opens_at:
        raise Refused(_("This call does not take applications."))
    if at >= call.deadline + LAST_SECOND:
        raise Refused(
            _("The deadline was %(deadline)s; your request arrived on %(at)s. Your draft is kept.")
            % {"deadline": written(call.deadline), "at": written(at)},
            law=article(from_version(call.rulebook).call.open_days, call),
        )


def article(rule: Rule[Any], call: Call) -> str:
    """The article of a rule, or the call itself when it alone sets the value."""
    return rule.law or str(_("public call %(number)s") % {"number": call.number})


def written(moment: datetime.datetime) -> str:
    """Day and time to the second with the zone, as in a receipt."""
    return timezone.localtime(moment).strftime("%d.%m.%Y. %H:%M:%S %Z")


@service
def begin(*, call: Call, organisation: Organisation, at: datetime.datetime, by: User) -> Application:
    """Start a draft, or give the draft that is there already."""
    one_at_a_time(organisation)
    drafts = call.applications.filter(organisation=organisation, state=S.DRAFT)
    draft = drafts.exclude(draft_code__startswith=PAPER_CODE).order_by("-pk").first()
    if draft:
        check_acts_for(by, organisation, roles=("owner", "editor"))
        return draft
    check_may_begin(call, organisation, at, by)
    draft = Application.objects.create(
        call=call,
        organisation=organisation,
        created_by=by,
        draft_code=f"N-{call.year}-{secrets.token_hex(4).upper()}",
        contact_name=by.full_name,
        contact_email=by.email,
    )
    record("begin", draft, by=by)
    return draft


def check_may_begin(call: Call, organisation: Organisation, at: datetime.datetime, by: User) -> None:
    """The person acts for an active organisation, the call is open and takes one more application."""
    check_acts_for(by, organisation, roles=("owner", "editor"))
    check_active(organisation)
    check_open(call, at)
    check_count(call, organisation)


def editable(application: Application, at: datetime.datetime, by: User) -> Application:
    """The locked row when this person may change it now, else a refusal."""
    application = locked(application)
    check_is_applicant(by, application)
    check_editable(application, at)
    return application


def check_editable(application: Application, at: datetime.datetime) -> None:
    """A draft before the deadline, or an application returned for completion whose term still runs."""
    if application.state == S.RETURNED:
        due = application.completion.due  # none while the letter is not served: the term has not begun
        if due is not None and at >= due + LAST_SECOND:
            raise Refused(_("The term for completion ended on %(due)s.") % {"due": written(due)})
    elif application.state != S.DRAFT:
        raise Refused(_("The application has been submitted; it is not changed any more."))
    elif application.call.state == Call.State.CANCELLED:
        raise Refused(
            _("The call has been annulled. The draft stays for reading and copying into a next application.")
        )
    elif at >= application.call.deadline + LAST_SECOND and not on_paper(application):
        raise Refused(
            _(
                "The deadline passed on %(deadline)s. The draft stays here for reading, and you may copy it "
                "into a next application."
            )
            % {"deadline": written(application.call.deadline)},
            law=article(from_version(application.call.rulebook).call.open_days, application.call),
        )


def note_save(application: Application, key: str, version: int | None, by: User) -> SectionSave:
    """Count the version of a section up; a stale version means somebody else saved in between."""
    save = application.sections.select_for_update().filter(key=key).first()
    if save and version is not None and save.version != version:
        raise Refused(
            _("%(name)s saved this part at %(time)s. Compare both texts and save again.")
            % {
                "name": script(save.saved_by.full_name),
                "time": timezone.localtime(save.saved_at).strftime("%H:%M"),
            },
            field="version",
        )
    save = save or SectionSave(application=application, key=key, version=0)
    save.version, save.saved_at, save.saved_by = save.version + 1, timezone.now(), by
    save.save()
    order_sign_off_check(application, by)
    return save


@service
def save_section(
    *,
    application: Application,
    key: str,
    at: datetime.datetime,
    version: int | None = None,
    by: User,
    **facts: Any,
) -> SectionSave:
    """Save the plain fields of one section; lists inside sections have verbs of their own."""
    application = editable(application, at, by)
    save = note_save(application, key, version, by)
    municipalities = facts.pop("municipalities", None)
    for name, value in facts.items():
        setattr(application, name, value)
    application.save(update_fields=list(facts))
    if municipalities is not None:
        application.municipalities.set(municipalities)
    return save


@service
def submit(*, application: Application, at: datetime.datetime, key: uuid.UUID, by: User) -> Application:
    """Hand in the application; the same key again gives the same application, not a second one."""
    application = locked(application)
    check_is_applicant(by, application)
    if application.submit_key == key:
        return application
    if application.state != S.DRAFT and application.number:
        raise Refused(
            _("This application was submitted on %(at)s under number %(number)s.")
            % {"at": written(application.submitted_at), "number": application.number}
        )
    APPLICATION.check(application, "submit", by=by)
    one_at_a_time(application.organisation)
    told = check_ready(application, at, key)
    APPLICATION.apply(
        application,
        "submit",
        by=by,
        submitted_at=at,
        submitted_by=by,
        submit_key=key,
        **keep_version(application, at, by),
        number=next_number("application", year=application.call.year),
    )
    finish_replacement(application, at, by)
    keep_circumstances(application, told)
    order_job("grants.receipt", subject=application, by=by)
    return application


def check_ready(
    application: Application,
    at: datetime.datetime,
    key: uuid.UUID | None = None,
    *,
    tells: list[Tell] | None = None,
    found: list[Answer] | None = None,
) -> list[Tell]:
    """In time, not too many, nothing missing: all between a draft and its submission; gives what is told.

    A page that has found already what is missing and what is told brings both.
    """
    call = application.call
    check_open(call, at)
    if found is None or any(each.key == "count" for each in found):
        check_count(call, application.organisation, but=application)
    lacking = [
        each
        for each in (missing(application) if found is None else found)
        if not on_paper(application) or each.key in NEEDED_ON_PAPER
    ]
    if lacking:
        raise Refused(
            _("The application is not complete: %(first)s") % {"first": lacking[0].ask}, law=lacking[0].law
        )
    if key and Application.objects.filter(submit_key=key).exclude(pk=application.pk).exists():
        raise Refused(_("This page is from another application. Open this one again and submit it."))
    return check_told(application, tells)


def one_at_a_time(organisation: Organisation) -> None:
    """Two people of one organisation wait for each other here; organisations do not wait for one another."""
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=organisation.pk)


def digest(frozen: dict[str, Any]) -> str:
    """SHA-256 of the frozen application, printed on its receipt."""
    return fingerprint(frozen)


def check_count(call: Call, organisation: Organisation, but: Application | None = None) -> None:
    """Not more applications of one NGO than the call allows."""
    filed = call.applications.filed().filter(organisation=organisation)
    filed = filed.exclude(Q(pk=but.pk) | Q(newer__draft=but)) if but else filed
    numbers = list(filed.values_list("number", flat=True))
    if len(numbers) >= call.max_applications:
        raise Refused(
            _(
                "The organisation has filed %(number)s for this call already; the call allows %(most)s. "
                "Withdraw it first if you want to file another one."
            )
            % {"number": ", ".join(numbers), "most": call.max_applications},
            law=article(from_version(call.rulebook).call.max_applications, call),
        )


@service
def withdraw(*, application: Application, note: str, at: datetime.datetime, by: User) -> Application:
    """Take the application back before the check ends; it stays readable."""
    application = APPLICATION.apply(locked(application), "withdraw", by=by, note=note)
    tell_withdrawn(application, note, by)
    return application


@service
def complete(*, application: Application, at: datetime.datetime, by: User) -> Application:
    """Hand in what was asked for, within the term."""
    application = editable(application, at, by)
    lacking = missing(application)
    if lacking:
        raise Refused(
            _("The application is not complete: %(first)s") % {"first": lacking[0].ask}, law=lacking[0].law
        )
    received_by_answering(application, by)
    completion = application.completion
    completion.completed_at, completion.completed_by = at, by
    APPLICATION.apply(application, "complete", by=by, **keep_version(application, at, by))
    completion.number = next_number("completion", year=timezone.localdate(at).year)
    completion.save(update_fields=["completed_at", "completed_by", "number"])
    order_job("grants.completion_receipt", subject=application, by=by)
    return application
