"""The extract of a past day: an official document on how an entry stood then."""

import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from ngo_registry.documents.book import past_facts
from ngo_registry.models import Organisation, Party
from ngo_registry.rules import check_edits_register
from office.jobs import order_job
from office.models import IssuedDocument, Job, User
from office.numbers import next_number
from office.refusal import Refused
from office.service import locked, service
from office.services.documents import issue_document

JOB = "ngo_registry.past_extract"


@service
def order_past_extract(*, holder: Organisation | Party, day: datetime.date, by: User) -> Job:
    """Have the extract of that day drawn; before the entry there is nothing to draw."""
    check_edits_register(by, None)
    if holder.registered_on is None or holder.registered_on > day:
        raise Refused(_("On this day it was not in the register."), field="day")
    return order_job(JOB, subject=holder, by=by, params={"day": day.isoformat()})


@service
def draw_past_extract(*, holder: Organisation | Party, day: datetime.date, by: User | None) -> IssuedDocument:
    """Draw the state of that day with number, code, QR picture and seal; signed by who ordered it."""
    language = settings.OFFICE_LANGUAGES[0]
    return issue_document(
        **past_facts(locked(holder), day, language, by),
        number=next_number("extract"),
        language=language,
        subject=holder,
        by=by,
        public=True,
    )
