"""What the pages of one application show around handing in, for the applicant and for the office."""

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from grants.filing_checks import check_answers_applicant
from grants.models import HandedIn, PartnerConfirmation
from grants.queries import filing as queries
from grants.queries.filed_versions import all_filed
from grants.queries.tells import TITLES
from grants.queries.usual_time import usual_time
from grants.rules import check_is_applicant
from grants.services.replacing import check_may_replace
from office.models import User
from office.refusal import allowed
from office.roles import Permission as P

NOT_ASKED = _("not asked")


def applicant_facts(row: Any, user: User, at: datetime.datetime) -> dict[str, Any]:
    """Newer and earlier versions, messages, paper, the usual time to a decision."""
    draft = row.state == row.State.DRAFT
    filed = row.state == row.State.SUBMITTED
    newer = queries.newer_of(row) if row.number else None
    replaces = queries.replacement_of(row)
    return {
        "usual": usual_time(row.call),
        "newer": newer,
        "versions": all_filed(row) if row.number else [],
        "replaces": replaces if draft else None,
        "unread": queries.unread_of_body(row) if row.number else 0,
        "paper": queries.paper_of(row),
        "may_replace": filed
        and newer is None
        and allowed(check_is_applicant, user, row)
        and allowed(check_may_replace, row, at),
    }


def staff_facts(row: Any, user: User) -> dict[str, Any]:
    """The same for the office: also what was told and who stood behind the application."""
    handed = queries.handed_in_of(row)
    return {
        "newer": queries.newer_of(row),
        "versions": all_filed(row),
        "handed_in": handed,
        "told": told_rows(handed) if handed else [],
        "partners": partner_labels(handed) if handed else [],
        "paper": queries.paper_of(row),
        "may_scan": user.can(P.CHECK_APPLICATIONS, row.call.body),
        "may_write": allowed(check_answers_applicant, user, row),
    }


def told_rows(handed: HandedIn) -> list[dict[str, Any]]:
    """What was told, in the reader's words where the portal knows them."""
    return [
        {"title": TITLES.get(each["key"], each["key"]), "law": each["law"], "text": " ".join(each["lines"])}
        for each in handed.told
    ]


def partner_labels(handed: HandedIn) -> list[dict[str, Any]]:
    """Partners with the state they had at that moment."""
    labels = dict(PartnerConfirmation.State.choices)
    return [{"name": each["name"], "label": labels.get(each["state"], NOT_ASKED)} for each in handed.partners]
