"""The list of proposed representatives as an official document."""

from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from council.models import NominationCall, NominationSeat
from council.queries.calls import Refusal, list_documents, public_calls, refusals_of
from office import jurisdiction
from office.models import IssuedDocument
from office.rulebooks import from_version
from office.service import locked
from office.services.documents import issue_document
from office.templatetags.saradnja import script


def issue_list(call: NominationCall, *, by: Any) -> IssuedDocument:
    """Issue the list once, inside the transaction of the job; ordered again, the same document answers."""
    locked(call)
    present = list_documents(call).first()
    if present:
        return present
    call = public_calls().get(pk=call.pk)
    language = jurisdiction.current().languages[0]
    law = from_version(call.rulebook).council.list_days.law
    with translation.override(language):
        context, title = context_of(call, refusals_of(call), law), title_of()
    return issue_document(
        kind="nomination_list",
        template="council/documents/nomination_list.html",
        context=context,
        title=title,
        number=call.list_number,
        subject=call,
        language=language,
        by=by,
        public=True,
        issuer=call.body.name,
        issued_on=timezone.localtime(call.listed_at).date(),
    )


def title_of() -> str:
    """What the act is called."""
    return _("List of proposed representatives of non-governmental organisations")


def context_of(call: NominationCall, refusals: list[Refusal], law: str) -> dict[str, Any]:
    """Facts of the list for its template, in the language that is active."""
    day = {
        "published": date_format(timezone.localtime(call.published_at), "SHORT_DATE_FORMAT"),
        "deadline": date_format(timezone.localtime(call.deadline), "SHORT_DATETIME_FORMAT"),
    }
    return {
        "call": call,
        "basis": law,
        "title_of_call": script(call.title),
        "day": day,
        "seats": [_seat(seat) for seat in call.seats.all()],
        "refusals": {
            "caption": _("Proposals that were not counted"),
            "head": [(_("Organisation"), ""), (_("Place to be filled"), ""), (_("Reason"), "")],
            "rows": [
                [(script(r.organisation), ""), (script(r.seat), ""), (script(r.reason), "")] for r in refusals
            ],
        },
    }


def _seat(seat: NominationSeat) -> dict[str, Any]:
    """One place: its candidates in order and what they decide."""
    rows = [
        [
            (row.place, "num"),
            (script(row.name), ""),
            (row.valid_count, "num"),
            ("; ".join(script(organisation.name) for organisation in row.organisations.all()), ""),
            (_("yes") if row.selected else "–", ""),
        ]
        for row in seat.listed.all()
    ]
    head = [
        (_("Place"), "num"),
        (_("Candidate"), ""),
        (_("Valid proposals"), "num"),
        (_("Proposed by"), ""),
        (_("Takes the place"), ""),
    ]
    return {
        "name": script(seat.name),
        "caption": _("%(seat)s (places: %(places)s)") % {"seat": script(seat.name), "places": seat.places},
        "head": head,
        "rows": rows,
        "reasons": [(script(row.name), script(row.reason)) for row in seat.listed.all() if row.reason],
    }
