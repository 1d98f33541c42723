"""When an applicant may still write in an online filing."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ngo_registry import articles
from ngo_registry.acting import Deed
from ngo_registry.models import RegisterFiling
from ngo_registry.rules import check_applies
from office.models import User
from office.refusal import Refused

S = RegisterFiling.State


def check_writable(by: User, filing: RegisterFiling, at: datetime.datetime) -> None:
    """A draft, or a filing to be completed whose term still runs; only its applicant."""
    check_applies(by, filing, Deed.PREPARE)
    if filing.state == S.COMPLETION_ASKED:
        check_term_runs(filing, at)
    elif filing.state != S.DRAFT:
        raise Refused(_("The filing is sent; it is not changed any more."))


def check_term_runs(filing: RegisterFiling, at: datetime.datetime) -> None:
    """The last day of the completion counts whole."""
    if filing.completion_due and timezone.localdate(at) > filing.completion_due:
        raise Refused(
            _("The term for completion ended on %(day)s.")
            % {"day": date_format(filing.completion_due, "DATE_FORMAT")},
            law=articles.LAW,
        )
