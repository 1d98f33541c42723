"""Situations of nominations and of the Council."""

import contextlib
import datetime
import itertools
from collections.abc import Iterator

import time_machine
from django.utils import timezone

from council.models import Council, CouncilSeat, NominationCall, Proposal, Session
from council.services import composition, nominations, proposals, sessions
from office.models import Body, RoleGrant, User
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory

count = itertools.count(1)
AREAS = (
    "razvoj NVO",
    "volonterizam",
    "zaštita lica sa invaliditetom",
    "socijalno preduzetništvo",
    "razvoj filantropije",
    "evropske integracije",
)


def body(**facts) -> Body:
    """A ministry."""
    n = next(count)
    return Body.objects.create(
        **{"code": f"org{n}", "kind": "national", "name": f"Ministarstvo {n}", **facts}
    )


def officer(of: Body | None = None, role: str = "office_officer") -> User:
    """A person of the office (or of one body)."""
    user = UserFactory()
    since = timezone.localdate() - datetime.timedelta(days=365)
    RoleGrant.objects.create(user=user, role=role, body=of, valid_from=since)
    return user


def ngo(**facts) -> tuple[User, object]:
    """An active organisation and its owner."""
    organisation = OrganisationFactory(**{"registered_on": datetime.date(2015, 3, 2), **facts})
    return MembershipFactory(organisation=organisation).user, organisation


def draft_call(of: Body | None = None, *, by: User | None = None, seats=None, **facts) -> NominationCall:
    """A draft of a call with one place."""
    of = of or body()
    return nominations.draft_call(
        body=of,
        kind=facts.pop("kind", "working_body"),
        title=facts.pop("title", "Poziv za radnu grupu"),
        seats=seats or [{"name": "član radne grupe", "places": 1}],
        by=by or officer(),
        **facts,
    )


def open_call(of: Body | None = None, *, by: User | None = None, **facts) -> NominationCall:
    """A call published at this moment."""
    by = by or officer()
    return nominations.publish_nomination_call(call=draft_call(of, by=by, **facts), by=by)


def filed(call: NominationCall, candidate: str, *, seat=None, person=None, organisation=None) -> Proposal:
    """A whole proposal handed in at this moment by a new organisation."""
    if organisation is None:
        person, organisation = ngo()
    draft = draft_of(call, candidate, seat=seat, person=person, organisation=organisation)
    return proposals.submit_proposal(proposal=draft, by=person, at=timezone.now())


def draft_of(call: NominationCall, candidate: str, *, seat=None, person, organisation) -> Proposal:
    """A whole draft that only waits to be handed in."""
    draft = proposals.start_draft(
        call=call, organisation=organisation, by=person, at=timezone.now(), seat=seat
    )
    return proposals.save_draft(
        proposal=draft,
        by=person,
        candidate_name=candidate,
        experience="Deset godina rada u oblasti.",
        stated=[condition.key for condition in draft.conditions.all()],
    )


@contextlib.contextmanager
def after_deadline(call: NominationCall, days: int = 1) -> Iterator[None]:
    """So many days after the deadline of the call."""
    with time_machine.travel(call.deadline + datetime.timedelta(days=days), tick=False):
        yield


def judge(
    proposal: Proposal, *, by: User, failing: str = "", reason: str = "Nije dostavljen dokaz."
) -> Proposal:
    """Check a proposal: all conditions fulfilled but the failing one."""
    keys = proposal.conditions.values_list("key", flat=True)
    answers = {key: (key != failing, reason if key == failing else "") for key in keys}
    return nominations.check_proposal(proposal=proposal, answers=answers, by=by)


def council(
    *, by: User | None = None, filled: bool = True, appointed_on: datetime.date | None = None
) -> Council:
    """A composition appointed a month ago, all seats held unless `filled` is false."""
    by = by or officer()
    appointed_on = appointed_on or timezone.localdate() - datetime.timedelta(days=30)
    made = composition.form_council(
        name="Savjet za saradnju organa državne uprave i nevladinih organizacija",
        act_number="07-1",
        president="ministar",
        act_date=appointed_on,
        appointed_on=appointed_on,
        by=by,
        state_seats=[f"Ministarstvo {n}" for n in range(1, 7)],
        ngo_seats=AREAS,
    )
    for seat in made.seats.all() if filled else ():
        organisations = [ngo()[1]] if seat.kind == CouncilSeat.Kind.NGO else []
        composition.appoint_member(
            seat=seat,
            person_name=f"Član {seat.order} Primjer",
            starts_on=appointed_on,
            act_number="07-1",
            by=by,
            organisations=organisations,
        )
    return made


def session(of: Council, *, by: User, days: int = -3, items: int = 1, held: bool = False) -> Session:
    """A session so many days from now, with its agenda."""
    made = sessions.schedule_session(
        council=of,
        at=timezone.now() + datetime.timedelta(days=days),
        mode="in_person",
        place="Podgorica",
        by=by,
    )
    for n in range(1, items + 1):
        sessions.add_item(session=made, title=f"Tačka {n}", by=by)
    if held:
        present = sessions.members_on(of, timezone.localtime(made.at).date())
        made = sessions.hold_session(session=made, present=present, by=by)
    return made
