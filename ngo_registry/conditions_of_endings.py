"""Conditions of a deletion, each with its article."""

import datetime
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ngo_registry import articles
from ngo_registry.condition import Condition
from ngo_registry.conditions_of_assets import of_assets
from ngo_registry.models import DeletionGround, Organisation, OrganisationKind, RegisterFiling


def of_deletion(filing: RegisterFiling, day: datetime.date) -> Iterator[Condition]:
    """The ground, what it rests on, and where the assets go."""
    organisation, ground = filing.organisation, filing.deletion_ground
    entered = organisation.status != Organisation.Status.DELETED
    evidence = organisation.get_status_display()
    title = _("The organisation is in the register")
    yield Condition("entered", title, entered, evidence, articles.TERMINATION, "deletion")
    yield Condition(
        "deletion_reason",
        _("The ground and the reason of deletion are stated"),
        bool(ground and filing.deletion_reason),
        f"{filing.get_deletion_ground_display()}: {filing.deletion_reason}"
        if filing.deletion_reason
        else _("Not written yet."),
        articles.TERMINATION,
        "deletion",
    )
    yield from of_ground(filing, day)
    paper = filing.deletion_paper
    yield Condition(
        "deletion_paper",
        _("The act on which the deletion rests is enclosed"),
        paper is not None if ground != DeletionGround.TERM_ENDED else None,
        "" if paper else _("The file is missing."),
        articles.TERMINATION,
        "deletion",
        file_name=paper.name if paper else "",
        formal=True,
    )
    foreign = organisation.kind == OrganisationKind.FOREIGN
    account = filing.closing_account
    yield Condition(
        "closing_account",
        _("The closing account of the foreign organisation is enclosed"),
        account is not None if foreign else None,
        ("" if account else _("The file is missing."))
        if foreign
        else _("Asked only of foreign organisations."),
        articles.FOREIGN_TERMINATION,
        "deletion",
        file_name=account.name if foreign and account else "",
        formal=True,
    )


def of_ground(filing: RegisterFiling, day: datetime.date) -> Iterator[Condition]:
    """What each ground of deletion asks for."""
    ground, until = filing.deletion_ground, filing.organisation.lasts_until
    if ground in {DeletionGround.OWN_DECISION, DeletionGround.TERM_ENDED}:
        yield of_assets(filing)
    if ground == DeletionGround.TERM_ENDED:
        met = until is not None and until < day
        evidence = (
            date_format(until, "DATE_FORMAT")
            if until
            else _("The register names no end of the organisation.")
        )
        title = _("The time for which it was founded has passed")
        yield Condition("term", title, met, evidence, articles.TERMINATION, "deletion")
    if ground == DeletionGround.COURT_BAN:
        title, met = _("The court and its decision are stated"), bool(filing.court_case)
        evidence = filing.court_case or _("Not written yet.")
        yield Condition("court", title, met, evidence, articles.TERMINATION, "deletion")
    if ground == DeletionGround.OFFICE_CLOSED:
        title = _("Only a foreign organisation closes its office")
        met = filing.organisation.kind == OrganisationKind.FOREIGN
        evidence = filing.organisation.get_kind_display()
        yield Condition("foreign", title, met, evidence, articles.FOREIGN_TERMINATION, "deletion")
