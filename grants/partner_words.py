"""The only facts of a project that a partner sees: the header and its own part."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from grants.models import Application, ApplicationPartner, PartnerConfirmation
from grants.snapshot import fingerprint
from office.templatetags.saradnja import day, script

State = PartnerConfirmation.State
TONES = {
    State.ASKED: "busy",
    State.CONFIRMED: "good",
    State.REFUSED: "bad",
    State.WITHDRAWN: "bad",
    State.TAKEN_BACK: "quiet",
}


def partner_reads(application: Application, partner: ApplicationPartner) -> dict[str, str]:
    """What is put before the partner, as plain text; its fingerprint says to which words the answer belongs."""
    call, applicant = application.call, application.organisation
    return {
        "applicant": applicant.name,
        "applicant_number": applicant.number,
        "call": call.title,
        "call_number": call.number,
        "body": call.body.name,
        "title": application.title,
        "starts_on": str(application.starts_on or ""),
        "ends_on": str(application.ends_on or ""),
        "partner": partner.name,
        "partner_number": partner.organisation.number if partner.organisation else "",
        "role": partner.role,
    }


def partner_rows(read: dict[str, str]) -> list[tuple[str, Any]]:
    """The same in the words and the script of the reader."""
    days = [datetime.date.fromisoformat(read[name]) for name in ("starts_on", "ends_on") if read[name]]
    return [
        (_("Applicant"), f"{script(read['applicant'])} ({read['applicant_number']})"),
        (_("Public call"), f"{read['call_number']}, {script(read['call'])}"),
        (_("Body"), script(read["body"])),
        (_("Title of the project"), script(read["title"])),
        (_("Duration"), " – ".join(day(each, "short") for each in days)),
        (_("Partner"), " · ".join(filter(None, (script(read["partner"]), read["partner_number"])))),
        (_("Role in the project"), script(read["role"])),
    ]


@dataclass(frozen=True, slots=True)
class PartnerState:
    """A partner as the applicant sees it: its answer, and whether it stands for today's words."""

    partner: ApplicationPartner
    confirmation: PartnerConfirmation | None
    stale: bool

    @property
    def stands(self) -> bool:
        """Confirmed, and nothing it read has changed since."""
        return bool(self.confirmation) and self.confirmation.state == State.CONFIRMED and not self.stale

    @property
    def label(self) -> Any:
        """The state in words."""
        if self.confirmation is None:
            return _("not asked")
        if self.stale and self.confirmation.state in {State.ASKED, State.CONFIRMED}:
            return _("changed since: ask again")
        return self.confirmation.get_state_display()

    @property
    def tone(self) -> str:
        """The look of the state."""
        if self.confirmation is None:
            return "quiet"
        return "warn" if self.stale else TONES[State(self.confirmation.state)]


def state_of(application: Application, partner: ApplicationPartner) -> PartnerState:
    """How it stands with one partner."""
    confirmation = getattr(partner, "confirmation", None)
    now = fingerprint(partner_reads(application, partner))
    return PartnerState(partner, confirmation, bool(confirmation) and confirmation.read_sha256 != now)
