"""Around handing in: partners in every state, an approval, a replaced application, messages, two envelopes."""

import datetime
import random
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from grants.models import Application, Call
from grants.queries.applications import whole
from grants.queries.sign_offs import approval_of
from grants.services import applications, messages, paper, partner_confirmations, replacing, sign_off
from ngo_registry.models import Organisation
from office.demo import calls
from office.demo.clock import DAY, days_ago, standing_at
from office.demo.people import People
from office.demo.words import ours
from office.models import User


def run(people: People, call: Call, organisations: list[Organisation], dice: random.Random) -> None:
    """What an open call shows before its deadline; the first two organisations are those of the demo logins."""
    with standing_at(days_ago(2)):
        draft = calls.fill(call, organisations[0], owner(organisations[0]), dice, 2)
    with standing_at(days_ago(1)):
        partners(draft, organisations)
        approve(draft)
    asked_of_the_first(call, organisations, dice)
    replaced(people, call, organisations[1], dice)
    envelopes(people, call, organisations, dice)


def owner(organisation: Organisation) -> User:
    """Who acts for the organisation."""
    return organisation.memberships.select_related("user").order_by("pk").first().user


def partners(draft: Application, organisations: list[Organisation]) -> None:
    """One waits for the second demo login, one has confirmed, one has refused, one got a code by e-mail."""
    by, role = draft.created_by, ours("Radionice i rad sa volonterima u svojoj opštini.")
    answers = ((organisations[1], ""), (organisations[2], "confirm"), (organisations[3], "refuse"))
    for organisation, step in answers:
        partner = draft.partners.create(organisation=organisation, name=organisation.name, role=role)
        question = partner_confirmations.ask(partner=partner, at=timezone.now(), by=by)
        if step:
            note = ours("Nemamo dovoljno ljudi u tom periodu.") if step == "refuse" else ""
            partner_confirmations.answer(
                question=question,
                step=step,
                words=question.read_sha256,
                note=note,
                at=timezone.now(),
                by=owner(organisation),
            )
    outside = draft.partners.create(name=ours("Mjesna zajednica Donje polje"), role=role)
    partner_confirmations.ask(partner=outside, email="mz.donje.polje@example.test", at=timezone.now(), by=by)


def approve(draft: Application) -> None:
    """The representative approves the text as it stands."""
    row = whole(Application.objects.filter(pk=draft.pk)).get()
    sha256 = approval_of(row).sha256
    sign_off.sign_off(application=draft, sha256=sha256, at=timezone.now(), by=draft.created_by)


def asked_of_the_first(call: Call, organisations: list[Organisation], dice: random.Random) -> None:
    """Another organisation names the first one as its partner and waits for the answer."""
    other = organisations[4]
    with standing_at(days_ago(2)):
        draft = calls.fill(call, other, owner(other), dice, 3)
    with standing_at(days_ago(1)):
        role = ours("Obuka nastavnika i nabavka materijala.")
        first = organisations[0]
        partner = draft.partners.create(organisation=first, name=first.name, role=role)
        partner_confirmations.ask(partner=partner, at=timezone.now(), by=owner(other))


def replaced(people: People, call: Call, organisation: Organisation, dice: random.Random) -> None:
    """Filed, asked about, filed anew; the body has written the last word."""
    by, officer = owner(organisation), people.known["ministry"]
    with standing_at(days_ago(4)):
        first = calls.fill(call, organisation, by, dice, 5)
        first = applications.submit(application=first, at=timezone.now(), key=uuid.uuid4(), by=by)
    with standing_at(days_ago(3)):
        text = ours("Možemo li dopuniti budžet poslije podnošenja?")
        messages.write_message(application=first, side="applicant", text=text, by=by)
    with standing_at(days_ago(3, hour=12)):
        text = ours("Do isteka roka možete podnijeti noviju verziju; računa se posljednja.")
        messages.write_message(application=first, side="body", text=text, by=officer)
    with standing_at(days_ago(2)):
        newer = replacing.begin_replacement(application=first, at=timezone.now(), by=by)
        Application.objects.filter(pk=newer.pk).update(
            sustainability=ours("Podrška opštine i Savjeta mladih, i poslije projekta.")
        )
        newer = Application.objects.get(pk=newer.pk)
        newer = applications.submit(application=newer, at=timezone.now(), key=uuid.uuid4(), by=by)
        thanks = ours("Hvala, podnijeli smo noviju verziju. Da li je stigao i prilog?")
        messages.write_message(application=newer, side="applicant", text=thanks, by=by)


def envelopes(people: People, call: Call, organisations: list[Organisation], dice: random.Random) -> None:
    """One application on paper is entered and numbered, one waits to be entered."""
    officer = people.known["ministry"]
    for turn, (organisation, way) in enumerate(((organisations[5], "post"), (organisations[6], "hand"))):
        received = days_ago(1, hour=9 + turn)
        with standing_at(received + datetime.timedelta(minutes=20)):
            row = paper.record_paper(
                call=call,
                number=organisation.number,
                way=way,
                posted_at=received - 2 * DAY if way == "post" else None,
                received_at=received,
                reference=f"05-{call.year % 100}-{118 + turn}",
                scan=SimpleUploadedFile("prijava-sken.pdf", calls.PAPER),
                by=officer,
            )
            if way == "post":
                calls.fill_in(row, officer, dice, 7, timezone.now())
                row = Application.objects.get(pk=row.pk)
                paper.hand_in_paper(application=row, key=uuid.uuid4(), by=officer)
