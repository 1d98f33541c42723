"""Situations around handing in: partners, approvals, envelopes, messages."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from grants.models import Application, ApplicationPartner, CallFilingRules
from grants.queries.applications import whole
from grants.queries.sign_offs import approval_of
from grants.services import messages, paper, partner_confirmations, sign_off
from office.demo.calls import PAPER
from tests.factories import grants as made
from tests.factories.registry import MembershipFactory, OrganisationFactory

PDF = PAPER


def upload(name: str = "prijava.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, data, content_type="application/pdf")


def partner(draft: Application, *, member: bool = True, name: str = "") -> ApplicationPartner:
    """A partner from the register, with a person who acts for it, or one outside of it."""
    if name:
        return draft.partners.create(name=name, role="Radionice u Beranama.")
    organisation = OrganisationFactory()
    if member:
        MembershipFactory(organisation=organisation)
    return draft.partners.create(
        organisation=organisation, name=organisation.name, role="Radionice u Beranama."
    )


def person_of(asked: ApplicationPartner):
    """Who acts for the partner."""
    return asked.organisation.memberships.first().user


def ask(asked: ApplicationPartner, email: str = ""):
    """The question to the partner, asked by the applicant."""
    by = asked.application.created_by
    return partner_confirmations.ask(partner=asked, email=email, at=timezone.now(), by=by)


def confirm(question):
    """The partner's yes."""
    return partner_confirmations.answer(
        question=question,
        step="confirm",
        words=question.read_sha256,
        at=timezone.now(),
        by=person_of(question.partner),
    )


def sha_of(draft: Application) -> str:
    """Fingerprint of the text as it stands."""
    return approval_of(whole(Application.objects.filter(pk=draft.pk)).get()).sha256


def approve(draft: Application, by=None):
    """The representative approves the text as it stands."""
    by = by or draft.created_by
    return sign_off.sign_off(application=draft, sha256=sha_of(draft), at=timezone.now(), by=by)


def call_says(call, **facts) -> CallFilingRules:
    """The text of the call is stricter than the rulebook."""
    return CallFilingRules.objects.create(call=call, set_at=timezone.now(), set_by=call.created_by, **facts)


def envelope(call, organisation=None, *, by=None, posted=None, received=None, way="post") -> Application:
    """An application on paper, received but not entered yet."""
    organisation = organisation or OrganisationFactory()
    received = received or timezone.now() - datetime.timedelta(hours=1)
    if way == "post" and posted is None:
        posted = received - datetime.timedelta(days=2)
    return paper.record_paper(
        call=call,
        number=organisation.number,
        way=way,
        posted_at=posted,
        received_at=received,
        reference="05-112",
        scan=upload(),
        by=by or made.officer(call.body),
    )


def write(application: Application, side: str, text: str = "Pitanje.", by=None, files=()):
    """A message on the file."""
    by = by or (application.created_by if side == "applicant" else made.officer(application.call.body))
    return messages.write_message(application=application, side=side, text=text, files=files, by=by)
