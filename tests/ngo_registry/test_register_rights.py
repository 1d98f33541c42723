"""Every address of the register: a stranger is asked to log in, the wrong door is closed, what is not yours is not there."""

import contextlib
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from ngo_registry.models import ClaimRequest, Letter, RegisterFiling, RegisterImport
from ngo_registry.services import changes, complaints, folders, memberships, online
from ngo_registry.services import filings as services
from ngo_registry.services.duplicates import compare_by_hand
from ngo_registry.services.error_reports import report_error
from ngo_registry.services.parties import open_party_change
from ngo_registry.services.statements import check_table
from ngo_registry.urls import portal as portal_urls
from ngo_registry.urls import staff as staff_urls
from office.refusal import refusal_of
from tests.factories.filings import refused, stored, whole_filing
from tests.factories.online import online_draft
from tests.factories.parties import (
    cells,
    csv_of,
    entered_party,
    kept_sign,
    now,
    online_party,
    whole_party,
)
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
STAFF, PORTAL = "ngo_registry_staff", "ngo_registry_portal"
# Addresses of other lists that anybody with the right may open, with the arguments that fit all of them.
FREE = {
    "organisation", "contacts", "changes", "deletion_new", "switch", "claim", "people", "invite", "invitations", "filings",
    "filing_new", "name_check", "claim_one", "ask_code", "letters", "party_name_check",
    "parties", "party_claim_one", "party_ask_code",
}  # fmt: skip
OFFICER_ONLY = {"list", "export", "organisation"}  # the register itself is read by everybody of the office
HEAD_ONLY = {"filing_refuse", "filing_dismiss"}


@pytest.fixture(autouse=True)
def _own_rooms_alone(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


class Undone(Exception):
    """What was tried is undone."""


class Things:
    """One of everything, and the arguments of every address."""

    def __init__(self) -> None:
        self.owner = MembershipFactory(user__language="en")
        self.ngo = self.owner.organisation
        self.officer = UserFactory(roles=("registry_officer",), language="en")
        self.head = UserFactory(roles=("registry_head",), language="en")
        self.draft = online_draft(self.owner.user)
        self.colleague = MembershipFactory(organisation=self.ngo, role="editor", user__language="en")
        facts: dict[str, Any] = {"organisation": self.ngo, "by": self.owner.user, "origin": "online"}
        self.change = changes.open_change(change_kind="representative", **facts)
        person = {"name": "Nova Osoba", "resident": True}
        self.newcomer = services.save_person(
            filing=self.change, what="representative", facts=person, by=self.owner.user
        )
        services.attach(filing=self.change, papers={"change_paper": stored()}, by=self.owner.user)
        self.invitation = memberships.invite(
            holder=self.ngo, email="gost@example.test", role="viewer", by=self.owner.user
        )
        self.claim = ClaimRequest.objects.create(
            user=self.owner.user,
            organisation=OrganisationFactory(),
            method="papers",
            position="x",
            state="filed",
        )
        waiting = services.take(
            filing=services.submit(filing=whole_filing(self.officer), by=self.officer), by=self.officer
        )
        self.refused = refused(waiting, self.head, "Nema uslova.")
        self.letter = Letter.objects.get()
        self.complaint = complaints.file_complaint(filing=self.refused, text="Ima.", by=self.officer)
        self.paper = folders.put_in_folder(
            organisation=self.ngo, file=stored(), title="Stari statut", by=self.officer
        )
        self.written = whole_filing(self.officer, name="Drugo ime")
        self.file = RegisterImport.objects.create(
            name="lista.csv", as_of="2026-10-01", created_by=self.officer
        )
        self.row = self.file.rows.create(line=2, name="Slično udruženje", outcome="doubtful")
        self.parties()
        self.report = report_error(about=self.ngo, wrong="Adresa", right="", email="", by=None)
        numbers = [OrganisationFactory(source="imported").number for _each in range(2)]
        self.pair = compare_by_hand(number=numbers[0], other=numbers[1], by=self.officer)

    def parties(self) -> None:
        """A party that is entered, one that is being filed, each with a statement and a table."""
        self.party = entered_party(self.officer, self.head)
        self.speaker = memberships.open_membership(self.owner.user, self.party, "owner", self.officer)
        self.helper = memberships.open_membership(
            UserFactory(language="en"), self.party, "editor", self.owner.user
        )
        self.party_invited = memberships.invite(
            holder=self.party, email="gost@example.test", role="viewer", by=self.owner.user
        )
        self.party_change = open_party_change(
            party=self.party, party_change="seat", by=self.owner.user, origin="online"
        )
        self.party_online = online_party(self.owner.user, count=1, sign=kept_sign(self.owner.user))
        self.party_paper = whole_party(self.officer, name="Pokret mladih", short_name="PM", count=1)
        table = {"data": csv_of([cells(7)]), "name": "izjave.csv", "at": now()}
        self.own_table = check_table(filing=self.party_online, by=self.owner.user, **table)
        self.table = check_table(filing=self.party_paper, by=self.officer, **table)

    def portal(self, name: str) -> dict[str, Any]:
        """Arguments of an address of the portal, all of the owner's own things."""
        pk = {
            "claim_one": self.claim.organisation_id, "ask_code": self.claim.organisation_id, "code": self.claim.pk,
            "withdraw": self.claim.pk, "member": self.colleague.pk, "invitation_withdraw": self.invitation.pk,
            "invitation_accept": self.invitation.pk, "letter": self.letter.pk, "party_member": self.helper.pk,
            "party_invitation_withdraw": self.party_invited.pk,
        }.get(name, self.change.pk if name.startswith(("change", "complaint")) else self.draft.pk)  # fmt: skip
        if name.startswith("statements") or name == "filing_sign":
            pk = self.party_online.pk
        elif name.startswith("party") and name not in {"party_member", "party_invitation_withdraw"}:
            pk = self.party.pk
        row = self.newcomer.pk if name.startswith("change") else self.draft.founders.first().pk
        key = "founding_act" if name == "filing_paper" else "founders" if "person" in name else "name"
        field = "change_paper" if name == "change_paper" else "statute"
        return {
            "pk": pk,
            "row_pk": row,
            "key": key,
            "field": field,
            "verb": "role",
            "batch": self.own_table.pk,
            "party": self.party.pk,
        }

    def staff(self, name: str) -> dict[str, Any]:
        """Arguments of an address of the staff."""
        pk = {
            "organisation": self.ngo.pk, "contacts": self.ngo.pk, "delete": self.ngo.pk, "past_one": self.ngo.pk,
            "folder": self.ngo.pk, "folder_paper": self.ngo.pk, "change_new": self.ngo.pk,
            "letter_service": self.letter.pk, "letter_file": self.letter.pk, "complaint_paper": self.complaint.pk,
        }.get(name, self.written.pk)  # fmt: skip
        if name.startswith("claim"):
            pk = self.claim.pk
        if name.startswith("import"):
            pk = self.file.pk
        if name.startswith(("statement", "party_compare", "filing_sign")):
            pk = self.party_paper.pk
        elif name.startswith("party"):
            pk = self.party.pk
        if name.startswith(("error", "duplicate")):
            pk = self.report.pk if name.startswith("error") else self.pair.pk
        people = {"person", "person_add", "person_remove"}
        more = {"key": "founders" if name in people else "name", "row_pk": self.written.founders.first().pk}
        more |= {"row_pk": self.row.pk} if name.startswith("import") else {}
        more |= {"batch": self.table.pk, "row": self.party_paper.statements.first().pk}
        more |= {"action": "answer", "verb": "merge", "person": self.speaker.pk}
        return {"pk": pk, "paper_pk": self.paper.pk, "field": "statute", "ending": "csv", **more}


def addresses(room: str, urls: Any, arguments: Any) -> dict[str, str]:
    """Every address of the list with arguments that fit; none is forgotten, since the list itself is walked."""
    found = {}
    for entry in urls.urlpatterns:
        known = arguments(entry.name)
        wanted = entry.pattern.regex.groupindex
        given = {name: known[name] for name in wanted if name in known}
        assert set(given) == set(wanted), f"{entry.name}: no example for {set(wanted) - set(given)}"
        found[f"{entry.name} {len(wanted)}"] = reverse(f"{room}:{entry.name}", kwargs=given)
    return found


def ours(urls: Any) -> list[str]:
    """Names of addresses whose views are of these rooms."""
    return [entry.name for entry in urls.urlpatterns]


@pytest.fixture
def things():
    """The world of the test."""
    return Things()


def codes(client, found: dict[str, str], verb: str = "get") -> dict[str, int]:
    """What each address answers."""
    return {name: getattr(client, verb)(address).status_code for name, address in found.items()}


def test_a_stranger_is_led_to_the_door(client, things):
    for room, urls, known in ((PORTAL, portal_urls, things.portal), (STAFF, staff_urls, things.staff)):
        for verb in ("get", "post"):
            for name, address in addresses(room, urls, known).items():
                answer = getattr(client, verb)(address)
                assert (answer.status_code, "/accounts/login/" in answer["Location"]) == (302, True), (
                    name,
                    verb,
                )


def test_the_wrong_door_is_closed(client, things):
    found = addresses(STAFF, staff_urls, things.staff)
    for person in (things.owner.user, UserFactory(roles=("evaluator",))):
        client.force_login(person)
        for verb in ("get", "post"):
            assert set(codes(client, found, verb).values()) == {403}


def test_what_belongs_to_another_is_not_there(client, things):
    """Somebody who acts for another organisation, with every address of the owner's things."""
    stranger = MembershipFactory(user__language="en")
    client.force_login(stranger.user)
    found = addresses(PORTAL, portal_urls, things.portal)
    own = {name: address for name, address in found.items() if name.split()[0] not in FREE}
    assert len(own) >= 25
    before = RegisterFiling.objects.order_by("pk").values_list("pk", "state", "name")
    kept = list(before)
    for verb in ("get", "post"):
        told = codes(client, own, verb)
        allowed = {404, 405} if verb == "get" else {404}
        assert {name: code for name, code in told.items() if code not in allowed} == {}
    assert list(before) == kept


def test_the_owner_comes_everywhere(client, things):
    client.force_login(things.owner.user)
    told = codes(client, addresses(PORTAL, portal_urls, things.portal))
    wrong = {name: code for name, code in told.items() if code not in {200, 302, 404, 405, 409}}
    assert wrong == {}
    shown = [name for name, code in told.items() if code == 200]
    assert len(shown) >= 20, told


def test_an_editor_and_a_viewer_are_refused_in_words(client, things):
    """They read; what an owner alone may do is refused and nothing is written."""
    for role in ("editor", "viewer"):
        things.colleague.role = role
        things.colleague.save()
        client.force_login(things.colleague.user)
        count = RegisterFiling.objects.count()
        client.post(reverse(f"{PORTAL}:deletion_new"))
        client.post(reverse(f"{PORTAL}:changes"), {"change_kind": "seat"})
        invited = client.post(reverse(f"{PORTAL}:invite"), {"email": "x@example.test", "role": "viewer"})
        assert (RegisterFiling.objects.count(), invited.status_code) == (count, 200)
        assert things.ngo.invitations.count() == 1
        told = client.get(reverse(f"{PORTAL}:changes")).content.decode()
        assert "Your role in the organisation does not allow this." in told
        assert "Ask for the deletion" not in told


# What a person of a party meets, by role: the codes of pages, then of what is sent.
PARTY_PAGES = {
    "party": {"owner": 200, "editor": 200, "viewer": 200, "stranger": 404},
    "party_sign": {"owner": 404, "editor": 404, "viewer": 404, "stranger": 404},  # this party has none
    "party_people": {"owner": 200, "editor": 200, "viewer": 200, "stranger": 404},
    "party_invite": {"owner": 200, "editor": 200, "viewer": 200, "stranger": 404},
    "change": {"owner": 200, "editor": 200, "viewer": 200, "stranger": 404},
    "change_write": {"owner": 200, "editor": 200, "viewer": 404, "stranger": 404},
    "complaint": {"owner": 200, "editor": 404, "viewer": 404, "stranger": 404},
    "filing": {
        "owner": 404,
        "editor": 404,
        "viewer": 404,
        "stranger": 404,
    },  # the entry stays with who filed it
    "statements": {"owner": 404, "editor": 404, "viewer": 404, "stranger": 404},
}
# Who may: begin a change, save one, send it, give up a draft, let a colleague in.
PARTY_DEEDS = {
    "begin": {"owner", "editor"},
    "write": {"owner", "editor"},
    "send": {"owner"},
    "give up": {"owner", "editor"},
    "invite": {"owner"},
    "role": {"owner"},
    "hand over": {"owner"},
    "withdraw invitation": {"owner"},
}


def deeds(things: Things, by: Any) -> dict[str, Any]:
    """Every deed for the party, to be tried by one person."""
    filing, party = things.party_change, things.party
    return {
        "begin": lambda: open_party_change(party=party, party_change="statute", by=by, origin="online"),
        "write": lambda: online.save_part(
            filing=filing, part="change", facts={"place": "B"}, at=now(), by=by
        ),
        "send": lambda: online.submit(filing=filing, at=now(), by=by),
        "give up": lambda: online.withdraw(filing=filing, note="ne", by=by),
        "invite": lambda: memberships.invite(holder=party, email="n@example.test", role="viewer", by=by),
        "role": lambda: memberships.change_role(membership=things.helper, role="viewer", by=by),
        "hand over": lambda: memberships.hand_over(membership=things.helper, by=by),
        "withdraw invitation": lambda: memberships.withdraw_invitation(
            invitation=things.party_invited, by=by
        ),
    }


def forbids(verb: Any) -> bool:
    """The person is refused for who they are (what the filing lacks is another matter)."""
    said = str(refusal_of(verb) or "")
    return "do not act for this party" in said or "Your role in the party" in said or "Only the" in said


def test_what_each_role_may_do_for_a_party(client, things):
    party = things.party
    entry = party.filings.get(filing_kind="entry")
    people = {role: memberships.open_membership(UserFactory(language="en"), party, role, things.officer).user
              for role in ("owner", "editor", "viewer")} | {"stranger": UserFactory(language="en")}  # fmt: skip
    keys = {"pk": party.pk, "party": party.pk}
    met: dict[str, dict[str, int]] = {name: {} for name in PARTY_PAGES}
    done: dict[str, set[str]] = {name: set() for name in PARTY_DEEDS}
    for role, person in people.items():
        client.force_login(person)
        for name in PARTY_PAGES:
            pk = entry.pk if name in {"filing", "statements"} else things.party_change.pk
            known = {"pk": pk} if not name.startswith("party") else {}
            if name.startswith("party"):
                key = "party" if name in {"party_people", "party_invite"} else "pk"
                known = {key: keys[key]}
            met[name][role] = client.get(reverse(f"{PORTAL}:{name}", kwargs=known)).status_code
        for name, verb in deeds(things, person).items():
            with contextlib.suppress(Undone), transaction.atomic():
                if not forbids(verb):
                    done[name].add(role)
                raise Undone
    assert met == PARTY_PAGES
    assert done == PARTY_DEEDS


def test_a_viewer_of_a_party_is_told_why_and_sees_no_button(client, things):
    viewer = memberships.open_membership(UserFactory(language="en"), things.party, "viewer", things.officer)
    client.force_login(viewer.user)
    page = client.get(f"/portal/parties/{things.party.pk}/").content.decode()
    assert "Your role in the party does not allow this." in page
    assert "Ask for the deletion" not in page and "New change" not in page
    people = client.get(f"/portal/parties/{things.party.pk}/people/").content.decode()
    assert "Invite a colleague" not in people and "Change the role" not in people
    assert "Leave the party" in people
    change = client.get(f"/portal/organisation/changes/{things.party_change.pk}/").content.decode()
    assert "Write what changes" not in change


def test_the_officer_comes_everywhere_and_signs_nothing(client, things):
    client.force_login(things.officer)
    told = codes(client, addresses(STAFF, staff_urls, things.staff))
    closed = {name.split()[0] for name, code in told.items() if code == 403}
    assert closed == HEAD_ONLY
    assert {name: code for name, code in told.items() if code not in {200, 302, 403, 404, 405, 409}} == {}
    step = reverse(f"{STAFF}:filing_step", args=[things.written.pk])
    for action in ("enter", "refuse", "dismiss", "uphold", "confirm"):
        client.post(step, {"action": action, "note": "razlog"})
        things.written.refresh_from_db()
        assert things.written.state == "draft"


def test_where_another_authority_keeps_the_register_the_rooms_are_not_there(client, things, settings):
    client.force_login(things.officer)
    found = addresses(STAFF, staff_urls, things.staff)
    settings.OFFICE_JURISDICTION = "serbia"
    deciding = {
        name: address for name, address in found.items() if "/filings/" in address or "/letters/" in address
    }
    assert set(codes(client, deciding).values()) == {404}
