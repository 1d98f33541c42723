"""The Council of the demo, its sessions, and the call by which the NGO member of the commission was found."""

import datetime

from django.utils import timezone

from council.conditions import TEXTS
from council.models import Council, CouncilSeat, NominationCall, Session
from council.services import calls, checking, composition, nominations, proposals, sessions
from ngo_registry.models import Organisation
from office.demo.clock import DAY, days_ago, standing_at
from office.demo.people import People
from office.demo.words import ours
from office.jurisdiction import current
from office.models import Body, User
from office.rulebooks import rules_for

AREAS = (
    "razvoj NVO",
    "volonterizam",
    "zaštita lica sa invaliditetom",
    "socijalno preduzetništvo",
    "razvoj filantropije",
    "evropske integracije",
)
STATE = (
    "pravda",
    "finansije",
    "rad i socijalno staranje",
    "kultura",
    "evropski poslovi",
    "lokalna samouprava",
)
MEMBERS = (
    "Jovana Raičević",
    "Luka Bulatović",
    "Tamara Božović",
    "Filip Žugić",
    "Katarina Ćetković",
    "Emir Krasnići",
    "Nevena Jovanović",
    "Arben Nikčević",
    "Dragana Popović",
    "Stefan Šćepanović",
    "Amina Milić",
    "Vuk Perović",
    "Ivana Marković",
)


def morning(days: int) -> datetime.datetime:
    """Ten o'clock, so many days from now."""
    return timezone.localtime(timezone.now() + days * DAY).replace(hour=10, minute=0, second=0, microsecond=0)


def compose(people: People, found: list[Organisation], body: Body) -> None:
    """A composition with all seats taken and two sessions, one held with conclusions."""
    if Council.objects.exists():
        return
    staff = people.known["staff"]
    today = timezone.localdate()
    began = today - 200 * DAY
    term = rules_for(None, today).council.term_years.value
    council = composition.form_council(
        name=ours("Savjet za saradnju organa državne uprave i nevladinih organizacija"),
        act_number="07-100/26",
        act_date=began,
        appointed_on=began,
        by=staff,
        president=ours("ministar javne uprave"),
        state_seats=list(map(ours, STATE)),
        ngo_seats=list(map(ours, AREAS)),
        ends_on=None if term else began.replace(year=began.year + 4, day=1),
        tasks=ours(
            "Prati sprovođenje strategije, daje mišljenja o propisima koji se odnose na nevladine organizacije."
        ),
    )
    ngo = iter(found)
    for name, seat in zip(MEMBERS, council.seats.order_by("order"), strict=False):
        organisations = [next(ngo)] if seat.kind == CouncilSeat.Kind.NGO else []
        composition.appoint_member(
            seat=seat,
            person_name=ours(name),
            starts_on=began,
            act_number="07-100/26",
            by=staff,
            organisations=organisations,
        )
    _held(council, staff)
    sessions.schedule_session(
        council=council,
        at=morning(12),
        mode=Session.Mode.IN_PERSON,
        place=ours(f"{current().place.latn}, zgrada Vlade"),
        by=staff,
    )
    stand_still(people, body, found)


def _held(council: Council, staff) -> None:
    """A session that took place, with minutes and conclusions."""
    with standing_at(days_ago(75)):
        session = sessions.schedule_session(
            council=council,
            at=days_ago(60),
            mode=Session.Mode.IN_PERSON,
            place=ours(f"{current().place.latn}, zgrada Vlade"),
            by=staff,
        )
        for title in (
            "Usvajanje zapisnika",
            "Predlog odluke o prioritetnim oblastima",
            "Izvještaj o sprovođenju strategije",
        ):
            sessions.add_item(session=session, title=ours(title), by=staff)
    with standing_at(days_ago(59)):
        present = sessions.members_on(council, timezone.localdate(session.at))
        session = sessions.hold_session(session=session, present=present[:10], by=staff)
        sessions.add_conclusion(
            session=session,
            text=ours("Savjet daje pozitivno mišljenje na predlog odluke o prioritetnim oblastima."),
            carrier=ours("Direktorat"),
            due=timezone.localdate() + 80 * DAY,
            by=staff,
        )
        session = sessions.write_minutes(
            session=session, minutes=ours("Sjednica je održana uz potreban kvorum."), by=staff
        )
    with standing_at(days_ago(30)):
        sessions.adopt_minutes(session=session, on=timezone.localdate(), by=staff)


def nominated(body: Body, people: People, found: list[Organisation], candidate: str) -> NominationCall:
    """A public call for the NGO member of the body's commission, run to the appointment."""
    staff = people.known["staff"]
    with standing_at(days_ago(330)):
        call = nomination_call(body, staff)
        for organisation, name in zip(found, (candidate, candidate, candidate, "Boris Simović"), strict=True):
            propose(call, organisation, name)
    with standing_at(days_ago(312)):
        call = NominationCall.objects.get(pk=call.pk)
        for proposal in call.proposals.all():
            answers = {condition.key: (True, "") for condition in proposal.conditions.all()}
            checking.check_proposal(proposal=proposal, answers=answers, by=staff)
        call = nominations.publish_list(call=NominationCall.objects.get(pk=call.pk), by=staff)
    with standing_at(days_ago(305)):
        return nominations.appoint(call=call, by=staff, on=timezone.localdate(), act_number="07-55/26")


def nomination_call(body: Body, by: User) -> NominationCall:
    """A published call for one NGO member of a commission."""
    call = calls.draft_call(
        body=body,
        kind=NominationCall.Kind.COMMISSION,
        title=ours(f"Predstavnik NVO u komisiji – {body.name}"),
        by=by,
        seats=[{"name": ours("član komisije, predstavnik NVO")}],
        subject=ours("Raspodjela sredstava za projekte NVO."),
    )
    return calls.publish_nomination_call(call=call, by=by)


def propose(call: NominationCall, organisation: Organisation, name: str) -> None:
    """The proposal of one organisation."""
    owner = organisation.memberships.select_related("user").first().user
    proposal = proposals.start_draft(
        call=call, organisation=organisation, by=owner, at=timezone.now(), candidate_name=ours(name)
    )
    proposal = proposals.save_draft(
        proposal=proposal,
        by=owner,
        stated=TEXTS,
        experience=ours("Osam godina rada u oblasti socijalne zaštite."),
        ngo_work=ours("Projekti personalne asistencije."),
    )
    proposals.submit_proposal(proposal=proposal, by=owner, at=timezone.now())


def stand_still(people: People, body: Body, found: list[Organisation]) -> None:
    """Calls for representatives in every phase: open, with its list published, and one being written."""
    staff = people.known["staff"]
    with standing_at(days_ago(40)):
        listed = nomination_call(body, staff)
        names = ("Marko Vujačić", "Marko Vujačić", "Senka Radonjić")
        for organisation, name in zip(found[2:5], names, strict=True):
            propose(listed, organisation, name)
    with standing_at(days_ago(12)):
        listed = NominationCall.objects.get(pk=listed.pk)
        for proposal in listed.proposals.all():
            answers = {condition.key: (True, "") for condition in proposal.conditions.all()}
            checking.check_proposal(proposal=proposal, answers=answers, by=staff)
        nominations.publish_list(call=NominationCall.objects.get(pk=listed.pk), by=staff)
    with standing_at(days_ago(3)):
        opened = nomination_call(body, staff)
        propose(opened, found[1], "Milena Vuković")
        owner = found[0].memberships.select_related("user").first().user
        proposals.start_draft(
            call=opened,
            organisation=found[0],
            by=owner,
            at=timezone.now(),
            candidate_name=ours("Nada Krstajić"),
        )
    with standing_at(days_ago(1)):
        calls.draft_call(
            body=body,
            kind=NominationCall.Kind.WORKING_BODY,
            title=ours("Predstavnik NVO u radnoj grupi za izradu strategije"),
            by=staff,
            seats=[{"name": ours("član radne grupe")}],
            subject=ours("Izrada strategije razvoja usluga u zajednici."),
        )
