"""Questions about partners and their answers."""

import hashlib

from django.db.models import QuerySet
from django.utils import timezone

from grants.models import Application, ApplicationPartner, PartnerConfirmation
from grants.partner_words import PartnerState, state_of
from ngo_registry.models import NgoMembership, Organisation

State = PartnerConfirmation.State


def code_hash(code: str) -> str:
    """What is kept of a code: hyphens, spaces and case do not count."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()


def with_answers(application: Application) -> QuerySet[ApplicationPartner]:
    """Partners of an application with what they answered."""
    return application.partners.select_related("organisation", "confirmation").order_by("pk")


def partners_of(application: Application) -> list[PartnerState]:
    """Every partner of an application with its answer; two statements whatever their number."""
    known = "partners" in getattr(application, "_prefetched_objects_cache", {})
    partners = application.partners.all() if known else with_answers(application)
    return [state_of(application, partner) for partner in partners]


def partner_of(application: Application, pk: int) -> QuerySet[ApplicationPartner]:
    """The partner, when it is of this application."""
    return application.partners.filter(pk=pk).select_related("organisation", "confirmation")


def asked_partner_of(application: Application, pk: int) -> QuerySet[ApplicationPartner]:
    """The same, once it was asked."""
    return partner_of(application, pk).filter(confirmation__isnull=False)


def whole(confirmations: QuerySet[PartnerConfirmation]) -> QuerySet[PartnerConfirmation]:
    """With the facts a partner reads."""
    return confirmations.select_related(
        "organisation",
        "partner__organisation",
        "partner__application__call__body",
        "partner__application__call__rulebook",
        "partner__application__organisation",
    )


def asked_of(organisation: Organisation) -> QuerySet[PartnerConfirmation]:
    """Questions to this organisation; what was taken back is not shown."""
    rows = whole(PartnerConfirmation.objects.filter(organisation=organisation))
    return rows.exclude(state=State.TAKEN_BACK).order_by("-asked_at", "-pk")


def waiting_of(organisation: Organisation) -> QuerySet[PartnerConfirmation]:
    """Questions to this organisation without an answer, while the application is a draft."""
    return asked_of(organisation).filter(
        state=State.ASKED, partner__application__state=Application.State.DRAFT
    )


def by_code(code: str) -> PartnerConfirmation | None:
    """The question of this code, while the code holds."""
    rows = whole(PartnerConfirmation.objects.filter(code_sha256=code_hash(code)))
    return rows.filter(expires_at__gt=timezone.now()).exclude(state=State.TAKEN_BACK).first()


def without_members(partners: list[PartnerState]) -> set[int]:
    """Partners for whom nobody acts in the portal: they are asked by e-mail."""
    rows = NgoMembership.objects.current(timezone.localdate()).filter(role__in=["owner", "editor"])
    keys = [each.partner.organisation_id for each in partners if each.partner.organisation_id]
    known = set(rows.filter(organisation__in=keys).values_list("organisation", flat=True))
    return {each.partner.pk for each in partners if each.partner.organisation_id not in known}


def members_of(organisation: Organisation | None) -> list[NgoMembership]:
    """Owners and editors who act for the organisation today."""
    if organisation is None:
        return []
    rows = NgoMembership.objects.current(timezone.localdate()).filter(organisation=organisation)
    return list(rows.filter(role__in=["owner", "editor"]).select_related("user").order_by("pk"))
