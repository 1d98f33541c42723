"""Questions about the representative's approval of the text."""

from dataclasses import dataclass

from django.utils import timezone

from grants.models import Application, SignOff
from grants.snapshot import fingerprint, snapshot_of
from ngo_registry.models import NgoMembership, Organisation
from office.models import User
from office.scripts import fold


@dataclass(frozen=True, slots=True)
class Approval:
    """The last approval, whether it stands for today's text, and the fingerprint of that text."""

    last: SignOff | None
    sha256: str

    @property
    def stands(self) -> bool:
        """Approved, and not a letter has changed since."""
        return bool(self.last) and self.last.ended_at is None and self.last.sha256 == self.sha256

    @property
    def changed(self) -> bool:
        """Approved once, but the text is no longer what was approved."""
        return bool(self.last) and not self.stands


def approval_of(application: Application) -> Approval:
    """How it stands with the approval now (reads the lists of `whole`)."""
    last = application.sign_offs.select_related("signed_by").order_by("-pk").first()
    return Approval(last, fingerprint(snapshot_of(application)))


def representatives_of(organisation: Organisation) -> list[str]:
    """Names of those who represent the organisation by the register today."""
    today = timezone.localdate()
    rows = organisation.representatives.order_by("pk").values_list("name", "valid_until")
    return [name for name, until in rows if until is None or until >= today]


def is_registered(person: User, organisation: Organisation) -> bool:
    """Does the register name this person as representative? Names are compared without script and signs."""
    return fold(person.full_name) in {fold(name) for name in representatives_of(organisation)}


def owners_of(organisation: Organisation) -> list[NgoMembership]:
    """Owners of the organisation's account: who may approve."""
    rows = NgoMembership.objects.current(timezone.localdate()).filter(organisation=organisation, role="owner")
    return list(rows.select_related("user").order_by("pk"))
