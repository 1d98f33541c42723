"""From a call to a member of the Council, through HTTP, by the people whose steps they are."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from council.models import NominationCall, Proposal
from office.jobs import run_job
from office.models import Job
from tests.factories import council as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_factor(settings):
    """The second factor has tests of its own."""
    settings.SECOND_FACTOR_REQUIRED = False


def browser(user) -> Client:
    """A browser of this person, in English."""
    user.language = "en"
    user.save(update_fields=["language"])
    client = Client()
    client.force_login(user)
    return client


def propose(client, call, candidate, *, hand_in=True) -> Proposal:
    """An NGO opens a draft, fills it, ticks its statements and hands it in."""
    seat = call.seats.get()
    answer = client.post(reverse("council_portal:call", args=[call.pk]), {"choice": seat.pk})
    address = answer["Location"]
    proposal = Proposal.objects.get(pk=address.rstrip("/").rsplit("/", 1)[1])
    stated = {f"stated_{key}": "on" for key in proposal.conditions.values_list("key", flat=True)}
    filled = {"candidate_name": candidate, "experience": "Deset godina.", "continue": "1", **stated}
    answer = client.post(address, filled)
    assert answer["Location"] == reverse("council_portal:hand_in", args=[proposal.pk])
    if hand_in:
        assert client.post(answer["Location"])["Location"] == address
    proposal.refresh_from_db()
    return proposal


def check(client, proposal, *, failing="") -> None:
    """The office answers every condition."""
    data = {}
    for key in proposal.conditions.values_list("key", flat=True):
        data[f"met_{key}"] = "no" if key == failing else "yes"
        data[f"note_{key}"] = "Nije dokazano." if key == failing else ""
    answer = client.post(reverse("council_staff:proposal", args=[proposal.pk]), data)
    assert answer.status_code == 302


def test_call_proposals_list_appointment():
    officer = make.officer()
    council = make.council(by=officer, filled=False)
    office, body = browser(officer), make.body()
    answer = office.post(
        reverse("council_staff:nomination_new"),
        {
            "body": body.pk,
            "kind": "council",
            "council": council.pk,
            "title": "Poziv za Savjet",
            "seats": "volonterizam",
        },
    )
    call = NominationCall.objects.get()
    assert answer["Location"] == reverse("council_staff:nomination", args=[call.pk])
    office.post(reverse("council_staff:nomination_step", args=[call.pk]), {"action": "publish"})
    call.refresh_from_db()
    assert call.state == "published"

    people = [make.ngo()[0] for _n in range(4)]
    ngos = [browser(person) for person in people]
    first = propose(ngos[0], call, "Ana Marić")
    page = ngos[0].get(reverse("council_portal:proposal", args=[first.pk])).content.decode()
    assert first.number in page
    others = [propose(ngos[1], call, "Ана Марић"), propose(ngos[2], call, "Bojan Perić")]
    draft = propose(ngos[3], call, "Vuk Kalezić", hand_in=False)

    with time_machine.travel(call.deadline + datetime.timedelta(seconds=1), tick=False):
        answer = browser(people[3]).post(reverse("council_portal:hand_in", args=[draft.pk]), follow=True)
        assert "The deadline passed on" in answer.content.decode()
        draft.refresh_from_db()
        assert (draft.state, draft.candidate_name) == ("draft", "Vuk Kalezić")

    with make.after_deadline(call):
        office = browser(officer)  # sessions end sooner than the deadline
        for proposal in (first, others[0]):
            check(office, proposal)
        check(office, others[1], failing="governing")
        office.post(reverse("council_staff:nomination_step", args=[call.pk]), {"action": "publish_list"})
        run_job(Job.objects.get(kind="council.nomination_list").pk)
        page = office.get(reverse("council_staff:nomination", args=[call.pk])).content.decode()
        assert reverse("council_files:list", args=[call.pk]) in page
        today = timezone.localdate().isoformat()
        office.post(
            reverse("council_staff:nomination_appoint", args=[call.pk]), {"on": today, "act_number": "07-9"}
        )
        call.refresh_from_db()
        assert (call.state, call.act_number) == ("appointed", "07-9")
        page = Client().get(reverse("council_public:council")).content.decode()
        assert "Ana Marić" in page
        assert first.organisation.name in page
        page = (
            browser(people[2]).get(reverse("council_portal:proposal", args=[others[1].pk])).content.decode()
        )
        assert "Nije dokazano." in page
    assert mail.outbox == []  # letters wait in the outbox for the worker


def test_equal_candidates_and_spellings_on_the_page():
    officer = make.officer()
    call = make.open_call(by=officer)
    seat = call.seats.get()
    for name in ("Aleksandra Marić", "Saša Marić", "Bojan Perić"):
        make.filed(call, name)
    with make.after_deadline(call):
        office = browser(officer)
        for proposal in call.proposals.all():
            check(office, proposal)
        page = office.get(reverse("council_staff:nomination", args=[call.pk])).content.decode()
        assert "Candidates have equally many valid proposals" in page
        choose = reverse("council_staff:nomination_choose", args=[call.pk, seat.pk])
        office.post(choose, {"key": "bojan peric", "reason": "Duže iskustvo."})
        assert seat.tie_decisions.count() == 1
        join = reverse("council_staff:nomination_join", args=[call.pk, seat.pk])
        office.post(join, {"key": "sasa maric", "into": "aleksandra maric", "reason": "Ista osoba."})
        assert seat.tie_decisions.count() == 0  # the numbers changed, so the choice no longer holds
        page = office.get(reverse("council_staff:nomination", args=[call.pk])).content.decode()
        assert "leads" in page
        joined = call.proposals.get(candidate_name="Saša Marić")
        office.post(reverse("council_staff:proposal_separate", args=[joined.pk]), {"reason": "Ipak nije."})
        joined.refresh_from_db()
        assert joined.candidate_key == "sasa maric"


def test_a_session_on_the_page():
    officer = make.officer()
    office = browser(officer)
    council = make.council(by=officer)
    at = (timezone.localtime() - datetime.timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    facts = {"at": at, "mode": "in_person", "place": "Podgorica"}
    answer = office.post(reverse("council_staff:session_new", args=[council.pk]), facts)
    session = council.sessions.get()
    assert answer["Location"] == reverse("council_staff:session", args=[session.pk])

    def post(name, data):
        answer = office.post(reverse(f"council_staff:session_{name}", args=[session.pk]), data)
        session.refresh_from_db()
        return answer

    assert "Add at least one point of the agenda" in post("hold", {"present": []}).content.decode()
    assert post("add_item", {"title": "Izvještaj"}).status_code == 302
    present = [seat.appointments.get().pk for seat in council.seats.all()[:7]]
    assert post("hold", {"present": present}).status_code == 302
    assert (session.state, session.present, session.has_quorum) == ("held", 7, True)
    assert post("add_conclusion", {"text": "Usvaja se.", "carrier": "Direktorat"}).status_code == 302
    assert "Write the minutes" in post("adopt", {"on": timezone.localdate().isoformat()}).content.decode()
    assert post("minutes", {"minutes": "Zapisnik."}).status_code == 302
    assert post("adopt", {"on": timezone.localdate().isoformat()}).status_code == 302
    assert session.state == "minutes_adopted"
    conclusion = session.conclusions.get()
    office.post(reverse("council_staff:conclusion", args=[conclusion.pk]), {"status": "done"})
    conclusion.refresh_from_db()
    assert conclusion.status == "done"
    page = Client().get(reverse("council_public:session", args=[session.pk])).content.decode()
    assert "Zapisnik." in page
