"""Sessions of a commission: quorum, votes by name, recusals, minutes; statements kept with each call."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from post_office.models import Email

from grants.documents.minutes import context_of
from grants.models import CallStatement, CommissionSession, Exemption, SessionItem
from grants.queries.commission_ties import ties_of
from grants.services import sessions, votes
from grants.services.call_statements import give_call_statement
from grants.workflows.session import SESSION
from ngo_registry.models import Founder, Representative
from office.jobs import run_job
from office.models import Job
from office.refusal import Refused, allowed
from tests.factories import grants as made
from tests.factories.applications import enter
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db
S = CommissionSession.State


@pytest.fixture(autouse=True)
def _english(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    with translation.override("en"):
        yield


@pytest.fixture
def call():
    """A closed call with two applications."""
    found = made.closed_call()
    made.application(found, state="eligible")
    made.application(found, state="eligible")
    return found


@pytest.fixture
def people(call):
    """Members of its commission by role."""
    return {member.role: member for member in call.commission.members.order_by("pk")}


def staff(name, *args):
    """An address of the staff rooms."""
    return reverse(f"grants_staff:{name}", args=args)


def called(call, *agenda: str) -> CommissionSession:
    """A session the president called."""
    return sessions.call_session(
        commission=call.commission, starts_at=made.now(), place="Sala 1", agenda=list(agenda or ("Provjera",)),
        by=made.president(call.commission),
    )  # fmt: skip


def opened(call, came, *agenda: str) -> CommissionSession:
    """A session that is under way with these members."""
    session, by = called(call, *agenda), made.president(call.commission)
    sessions.save_presence(session=session, came={m.pk for m in came}, notes={}, by=by)
    return sessions.open_session(session=session, by=by)


# The second copy of the law: who takes which step from which state.
KEEPERS = ("president", "member", "officer")
BY_HAND = {
    **{(S.CALLED, who): {"open", "cancel"} for who in KEEPERS},
    **{(S.OPEN, who): {"close"} for who in KEEPERS},
    (S.HELD, "president"): {"confirm"},
}


def test_who_keeps_sessions_and_who_confirms_the_minutes(call, people):
    session = called(call)
    persons = {
        "president": people["president"].user,
        "member": people["official"].user,
        "officer": made.officer(call.body),
        "officer elsewhere": made.officer(made.body()),
        "applicant": call.applications.first().created_by,
        "stranger": UserFactory(),
    }
    found = {}
    for state in S:
        session.state = state
        for name, by in persons.items():
            steps = {
                t.name
                for t in SESSION.transitions
                if allowed(SESSION.check, session, t.name, by=by, note="x")
            }
            if steps:
                found[state, name] = steps
    assert found == BY_HAND


def test_a_session_is_numbered_called_with_an_agenda_and_opened_with_a_quorum(call, people):
    by = people["president"].user
    with pytest.raises(Refused, match="at least one point"):
        sessions.call_session(
            commission=call.commission, starts_at=made.now(), place="x", agenda=[" "], by=by
        )
    first, second = called(call, "Provjera", "Razno"), called(call)
    assert (first.number, second.number) == (1, 2)
    assert [(item.order, item.title) for item in first.items.all()] == [(1, "Provjera"), (2, "Razno")]
    invited = Email.objects.filter(message__contains="1. Provjera\n2. Razno")
    assert {mail.to[0] for mail in invited} == {member.user.email for member in people.values()}
    sessions.save_presence(
        session=first, came={people["president"].pk}, notes={people["official"].pk: "bolest"}, by=by
    )
    with pytest.raises(Refused, match="1 of 3 members came, 2 are needed"):
        sessions.open_session(session=first, by=by)
    came = {people["president"].pk, people["ngo_member"].pk}
    sessions.save_presence(session=first, came=came, notes={people["official"].pk: "bolest"}, by=by)
    first = sessions.open_session(session=first, by=by)
    assert (first.state, first.seats, first.quorum) == ("open", 3, 2)
    sessions.cancel_session(session=second, note="Nema materijala.", by=by)
    assert Email.objects.filter(message__contains="Nema materijala.").count() == 3


def test_votes_are_written_by_name_and_more_than_half_of_all_members_adopts(call, people):
    president, official, ngo = people["president"], people["official"], people["ngo_member"]
    session = opened(call, [president, official], "Kriterijumi", "Plan", "Razno")
    by = president.user
    first, second, third = session.items.order_by("order")
    with pytest.raises(Refused, match="Write how"):
        votes.vote(item=first, choices={president.pk: "for"}, reasons={}, conclusion="Usvojeno.", by=by)
    with pytest.raises(Refused, match="Write the conclusion"):
        votes.vote(item=first, choices={}, reasons={}, conclusion=" ", by=by)
    both = {president.pk: "for", official.pk: "for", ngo.pk: "against"}  # who is absent has no vote
    done = votes.vote(item=first, choices=both, reasons={}, conclusion="Usvojeno.", by=by)
    assert (done.outcome, done.votes.count()) == ("adopted", 2)
    split = {president.pk: "for", official.pk: "against"}
    assert (
        votes.vote(item=second, choices=split, reasons={}, conclusion="Nije.", by=by).outcome == "not_adopted"
    )
    with pytest.raises(Refused, match="Point 3 has no conclusion"):
        sessions.close_session(session=session, by=by)
    with pytest.raises(Refused, match="voted on"):
        sessions.remove_item(item=first, by=by)
    with pytest.raises(Refused, match="has voted"):
        sessions.save_presence(session=session, came={president.pk}, notes={}, by=by)
    with pytest.raises(Refused, match=r"why .* does not vote"):
        votes.vote(item=third, choices={**split, official.pk: "recused"}, reasons={}, conclusion="x", by=by)
    votes.take_note(item=third, conclusion="Primljeno k znanju.", by=by)
    closed = sessions.close_session(session=session, by=by)
    sessions.write_notes(session=closed, notes="Izdvojeno mišljenje.", by=by)
    with pytest.raises(Refused, match="confirmed by the president"):
        sessions.confirm_minutes(session=closed, by=official.user)
    done = sessions.confirm_minutes(session=closed, by=by)
    assert done.minutes_number.endswith(f"Z-{timezone.localdate().year}-0001")
    run_job(Job.objects.get(kind="grants.minutes").pk)
    done.refresh_from_db()
    assert (done.document.number, done.document.public) == (done.minutes_number, False)
    told = context_of(done)
    assert told["here"] == [
        f"{president.full_name} (president)",
        f"{official.full_name} (member, civil servant)",
    ]
    assert told["items"][1]["votes"] == [("for", 1, president.full_name), ("against", 1, official.full_name)]
    with pytest.raises(Refused, match="state is"):
        votes.take_note(item=third, conclusion="x", by=by)


def test_on_a_call_votes_only_who_stated_for_it_and_an_exempted_member_steps_aside(call, people):
    president, official = people["president"], people["official"]
    application = call.applications.first()
    Exemption.objects.create(
        member=official,
        application=application,
        reason="Sestra u upravnom odboru.",
        made_at=made.now(),
        made_by=official.user,
    )
    session, by = opened(call, [president, official]), president.user
    item = sessions.save_item(session=session, title="Prijava", call=call, application=application, by=by)
    other = made.application(made.closed_call())
    with pytest.raises(Refused, match="not filed for that call"):
        sessions.save_item(session=session, title="x", call=call, application=other, by=by)
    with pytest.raises(Refused, match="another commission"):
        sessions.save_item(session=session, title="x", call=other.call, by=by)
    facts = {
        "item": item,
        "choices": {president.pk: "for"},
        "reasons": {},
        "conclusion": "Prihvaćeno.",
        "by": by,
    }
    with pytest.raises(Refused, match="has not given the statement"):
        votes.vote(**facts)
    give_call_statement(call=call, text="Nema sukoba.", denied={}, by=by)
    done = votes.vote(**facts)
    kept = {vote.member_id: (vote.choice, vote.reason) for vote in done.votes.all()}
    assert kept == {president.pk: ("for", ""), official.pk: ("recused", "Sestra u upravnom odboru.")}
    assert done.outcome == "not_adopted"  # one of three members


def test_ties_are_computed_from_the_register_for_applicants_and_partners(call, people):
    first, second = call.applications.order_by("pk")
    president, official, ngo = people["president"], people["official"], people["ngo_member"]
    Representative.objects.create(organisation=first.organisation, name=president.full_name.upper())
    Founder.objects.create(organisation=second.organisation, name=official.full_name)
    second.partners.create(organisation=ngo.organisation, name=ngo.organisation.name)
    found = ties_of(call, people.values())
    assert {
        pk: [(tie.application, tie.what.split(": ")[-1]) for tie in ties] for pk, ties in found.items()
    } == {
        president.pk: [(first, "representative")],
        official.pk: [(second, "founder")],
        ngo.pk: [(second, "proposed to the commission by this organisation")],
    }


def test_a_statement_for_the_call_exempts_unless_the_tie_is_explained(call, people):
    first, second = call.applications.order_by("pk")
    member = people["official"]
    for each in (first, second):
        Representative.objects.create(organisation=each.organisation, name=member.full_name)
    statement = give_call_statement(
        call=call, text="Izjavljujem.", denied={second.pk: "Isto ime, drugo lice."}, by=member.user
    )
    assert [(t.application, t.exempted, t.explanation) for t in statement.ties.order_by("application")] == [
        (first, True, ""),
        (second, False, "Isto ime, drugo lice."),
    ]
    assert [e.application for e in member.exemptions.all()] == [first]
    with pytest.raises(Refused, match="already"):
        give_call_statement(call=call, text="x", denied={}, by=member.user)
    with pytest.raises(Refused, match="members of the commission"):
        give_call_statement(call=call, text="x", denied={}, by=made.officer(call.body))
    with pytest.raises(Refused, match="after its deadline"):
        give_call_statement(call=made.published_call(call.commission), text="x", denied={}, by=member.user)


def test_the_questions_about_ties_do_not_grow_with_the_applications(call, people, django_assert_num_queries):
    for _n in range(2):
        with django_assert_num_queries(6):
            ties_of(call, people.values())
        for _m in range(3):
            made.application(call)


def test_the_rooms_of_sessions(call, people, client):
    by = people["president"].user
    enter(client, by)
    assert "No session yet." in client.get(staff("commission", call.commission_id)).content.decode()
    wrong = client.post(
        staff("session_new", call.commission_id), {"starts_at": "sutra", "place": "", "agenda": ""}
    )
    assert "error-summary" in wrong.content.decode()
    at = (timezone.localtime() + datetime.timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    client.post(
        staff("session_new", call.commission_id),
        {"starts_at": at, "place": "Sala 2", "agenda": "Provjera\n\nRazno"},
    )
    session = CommissionSession.objects.get()
    assert session.items.count() == 2
    assert "Session 1 of the commission" in client.get(reverse("office_staff:desk")).content.decode()
    here = {f"here-{people[role].pk}": "on" for role in ("president", "official")}
    client.post(staff("session_presence", session.pk), here)
    client.post(staff("session_step", session.pk), {"action": "open"})
    client.post(staff("session_item_new", session.pk), {"title": "Dopuna dnevnog reda"})
    first, second, third = SessionItem.objects.order_by("order")
    client.post(staff("session_item", session.pk, third.pk), {"title": "Izmijenjena tačka"})
    client.post(staff("session_item_remove", session.pk, third.pk))
    assert client.get(staff("session_vote", session.pk, first.pk)).status_code == 200
    ballot = {f"vote-{people[role].pk}": "for" for role in ("president", "official")}
    client.post(staff("session_vote", session.pk, first.pk), {**ballot, "conclusion": "Usvojeno."})
    client.post(staff("session_note", session.pk, second.pk), {"conclusion": "K znanju."})
    client.post(staff("session_course", session.pk), {"notes": "Bez primjedbi."})
    client.post(staff("session_step", session.pk), {"action": "close"})
    page = client.get(staff("session", session.pk)).content.decode()
    assert "Usvojeno." in page and "Bez primjedbi." in page and "Confirm the minutes" in page
    assert "Confirm the minutes of session 1" in client.get(reverse("office_staff:desk")).content.decode()
    client.post(staff("session_step", session.pk), {"action": "confirm"})
    assert client.get(staff("session_minutes", session.pk)).status_code == 404
    run_job(Job.objects.get(kind="grants.minutes").pk)
    paper = client.get(staff("session_minutes", session.pk))
    assert b"".join(paper.streaming_content)[:5] == b"%PDF-"
    enter(client, made.officer(made.body()))
    for name, *args in (("session", session.pk), ("session_new", call.commission_id), ("session_minutes", session.pk),
                        ("session_vote", session.pk, first.pk), ("session_item_new", session.pk)):  # fmt: skip
        assert client.get(staff(name, *args)).status_code == 404, name
    enter(client, call.applications.first().created_by)
    assert client.get(staff("session", session.pk)).status_code == 403


def test_the_rooms_of_statements(call, people, client):
    member = people["official"]
    Representative.objects.create(organisation=call.applications.first().organisation, name=member.full_name)
    enter(client, member.user)
    assert "Give your statement for the call" in client.get(reverse("office_staff:desk")).content.decode()
    page = client.get(staff("call_statements", call.pk)).content.decode()
    assert "representative" in page and "not given yet" in page
    assert (
        "Leave it empty and you step aside" in client.get(staff("call_statement", call.pk)).content.decode()
    )
    assert "error-summary" in client.post(staff("call_statement", call.pk), {"sent": "1"}).content.decode()
    client.post(staff("call_statement", call.pk), {"accept": "on"})
    assert CallStatement.objects.get().ties.get().exempted
    assert "steps aside" in client.get(staff("call_statements", call.pk)).content.decode()
    enter(client, made.officer(made.body()))
    for name in ("call_statements", "call_statement"):
        assert client.get(staff(name, call.pk)).status_code == 404
