"""Who asks to act for an organisation of the demo, and who is invited."""

from django.utils import timezone

from ngo_registry.models import ClaimRequest, Organisation
from ngo_registry.services import claims, memberships
from office.demo.calls import paper
from office.demo.clock import days_ago, standing_at
from office.demo.people import People
from office.demo.words import ours


def ask(people: People, found: list[Organisation]) -> None:
    """A claim by papers waits for the office, another got its code; a colleague is invited."""
    ngo, ngo2 = people.known["ngo"], people.known["ngo2"]
    if ClaimRequest.objects.filter(user=ngo2).exists():
        return
    free = [each for each in found if each.status == "active" and not each.memberships.exists()]
    if len(free) < 2:
        return
    with standing_at(days_ago(2)):
        claims.file_claim(
            holder=free[0],
            position=ours("potpredsjednik"),
            paper=paper(ngo2),
            message=ours("Odluka skupštine je u prilogu."),
            by=ngo2,
        )
    with standing_at(timezone.now()):
        claims.send_code(holder=free[1], by=ngo2)
    with standing_at(days_ago(1)):
        memberships.invite(holder=found[0], email=ngo2.email, role="editor", by=ngo)
