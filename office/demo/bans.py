"""An organisation that broke a contract before the portal, in the demo: it may not apply for a while."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from grants.services import bans
from ngo_registry.models import Organisation
from office.demo import calls
from office.demo.clock import days_ago, standing_at
from office.demo.people import People
from office.demo.words import ours
from office.models import Body
from office.rulebooks import rules_for


def enter(people: People, body: Body, organisation: Organisation) -> None:
    """Entered by the body with its paper, where the rules bar anybody."""
    rule = rules_for(body, timezone.now()).contract.ban_years
    if not rule.value:
        return
    with standing_at(days_ago(1)):
        bans.enter_ban(
            body=body,
            number=organisation.number,
            contract_number=f"UG-{days_ago(200).year}/17",
            since=days_ago(200).date(),
            law=rule.law,
            reason=ours(
                "Sredstva nisu utrošena za projekat, a izvještaj nije dostavljen ni poslije opomene."
            ),
            document=SimpleUploadedFile("raskid-ugovora.pdf", calls.PAPER),
            by=people.known["ministry"],
        )
