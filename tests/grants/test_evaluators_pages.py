"""Every page around evaluators: anonymous, wrong door, not yours, happy, refused; numbers of questions."""

import datetime
import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from grants.models import Assignment, Candidacy, EvaluatorCall, EvaluatorList
from grants.services import candidate_decisions as decisions
from grants.services import evaluators as lists
from office.jobs import run_job
from office.models import Job
from tests.factories import evaluators as made
from tests.factories import grants, scoring
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db
YEAR = datetime.date.today().year


@pytest.fixture(autouse=True)
def _without_second_factor(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


def client_of(user) -> Client:
    if user.language != "en":
        user.language = "en"
        user.save()
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def taken(client: Client, url: str) -> int:
    """Status of a file, read to its end."""
    answer = client.get(url)
    if answer.streaming:
        assert b"".join(answer.streaming_content)
    return answer.status_code


def run_jobs() -> None:
    for job in Job.objects.filter(state="waiting"):
        run_job(job.pk)


@pytest.fixture
def office():
    return made.officer()


@pytest.fixture
def call(office):
    return made.open_call(office)


PORTAL = (
    "candidacy",
    "candidacy_facts",
    "candidacy_proofs",
    "candidacy_statements",
    "candidacy_check",
    "candidacy_withdraw",
)


def test_a_candidacy_belongs_to_its_person_alone(call, settings):
    candidacy = made.whole(call)
    pages = [reverse(f"grants_portal:{name}", args=[candidacy.pk]) for name in PORTAL]
    for page in pages:
        assert Client().get(page)["Location"].startswith("/accounts/login/")
        assert client_of(UserFactory()).get(page).status_code == 404
    own = client_of(candidacy.user)
    assert [own.get(page).status_code for page in pages] == [200] * len(pages)
    proof = candidacy.proofs.first()
    file = reverse("grants_portal:candidacy_proof", args=[candidacy.pk, proof.pk])
    assert taken(own, file) == 200 and taken(client_of(UserFactory()), file) == 404
    for jurisdiction in ("serbia", "novi_sad"):
        settings.OFFICE_JURISDICTION = jurisdiction
        assert [own.get(page).status_code for page in pages] == [404] * len(pages)


def test_a_person_without_an_organisation_applies_in_screens(call):
    person = UserFactory(full_name="Ana Anić")
    page = Client().get(f"/en/evaluators/calls/{call.pk}/").content.decode()
    begin = reverse("grants_portal:candidacy_begin", args=[call.pk])
    assert begin in page and "at least 5 years" in page
    assert Client().get(begin)["Location"].startswith("/accounts/login/?next=")
    own = client_of(person)
    assert "statements on six bars, looking back 2 years" in own.get(begin).content.decode()
    answer = own.post(begin)
    candidacy = Candidacy.objects.get(user=person)
    assert answer["Location"] == reverse("grants_portal:candidacy", args=[candidacy.pk])
    assert own.get("/accounts/after-login/", follow=True).status_code in {200, 404}

    url = {name: reverse(f"grants_portal:candidacy_{name}", args=[candidacy.pk]) for name in
           ("facts", "proofs", "statements", "check", "submit")}  # fmt: skip
    wrong = own.post(url["facts"], {"full_name": "Ana Anić", "jmbg": "123", "years_of_experience": "7"})
    assert "13 digits" in wrong.content.decode()
    facts = {
        "full_name": "Ana Anić",
        "years_of_experience": "7",
        "evaluation_experience": "Pet.",
        "at_once": "9",
        "in_year": "3",
    }
    assert "cannot be more" in own.post(url["facts"], facts).content.decode()
    assert own.post(url["facts"], {**facts, "at_once": "2"}).status_code == 302
    assert (
        "from which day"
        in own.post(
            url["proofs"], {"kind": "managing", "title": "P", "upload": made.paper()}
        ).content.decode()
    )
    began = (timezone.localdate() - datetime.timedelta(days=366 * 7)).isoformat()
    for kind in ("managing", "evaluating", "cv"):
        sent = {"kind": kind, "title": f"P {kind}", "began": began, "upload": made.paper()}
        assert own.post(url["proofs"], sent).status_code == 302
    assert "Your proofs cover 7" in own.get(url["proofs"]).content.decode()
    assert "State about this bar" in own.get(url["check"]).content.decode()
    assert own.post(url["submit"])["Location"] == url["check"]
    answers = {f"free_{bar}": "yes" for bar in made.BARS}
    page = own.post(url["statements"], {**answers, "free_volunteer": "no"}).content.decode()
    assert "Describe it in a sentence" in page
    assert own.post(url["statements"], answers).status_code == 302
    assert own.post(url["submit"]).status_code == 302
    candidacy.refresh_from_db()
    assert candidacy.state == "submitted"
    page = own.get(reverse("grants_portal:candidacy", args=[candidacy.pk])).content.decode()
    assert candidacy.number in page and "What happens next" in page
    assert own.post(url["submit"]).status_code == 302  # a second click
    assert Email.objects.filter(subject__contains=candidacy.number).count() == 1


STAFF = ("evaluator_calls", "evaluator_call_new", "guidelines", "practice", "practice_new", "work_statements")


def test_staff_rooms_open_for_who_keeps_the_list(office, settings):
    for name in STAFF:
        url = reverse(f"grants_staff:{name}")
        assert Client().get(url).status_code == 302
        assert client_of(UserFactory(roles=("body_officer", "payroll_officer"))).get(url).status_code == 403
        assert client_of(office).get(url).status_code == 200
    client = client_of(office)
    for jurisdiction in ("serbia", "novi_sad"):
        settings.OFFICE_JURISDICTION = jurisdiction
        assert [client.get(reverse(f"grants_staff:{name}")).status_code for name in STAFF] == [404] * len(
            STAFF
        )


def test_the_office_publishes_a_call_and_decides_on_candidates_in_screens(office):
    client = client_of(office)
    new = reverse("grants_staff:evaluator_call_new")
    facts = {"year": YEAR, "kind": "supplementary", "title": "Poziv", "text": "Tekst", "reason": ""}
    assert "Write why a supplementary" in client.post(new, facts).content.decode()
    client.post(new, {**facts, "kind": "main"})
    call = EvaluatorCall.objects.get()
    page = reverse("grants_staff:evaluator_call", args=[call.pk])
    edit = reverse("grants_staff:evaluator_call_edit", args=[call.pk])
    assert client.get(edit).status_code == 200
    assert client.post(edit, {**facts, "kind": "main", "title": "Poziv 2"}).status_code == 302
    assert "Throw the draft away" in client.get(page).content.decode()
    assert Client().get(f"/en/evaluators/calls/{call.pk}/").status_code == 404
    client.post(reverse("grants_staff:evaluator_call_publish", args=[call.pk]), {"deadline": "2001-01-01"})
    call.refresh_from_db()
    assert call.state == "draft"
    client.post(reverse("grants_staff:evaluator_call_publish", args=[call.pk]), {})
    call.refresh_from_db()
    assert (call.state, call.title) == ("published", "Poziv 2")
    run_jobs()
    assert taken(Client(), f"/en/evaluators/calls/{call.pk}/call.pdf") == 200
    assert b"BEGIN:VEVENT" in Client().get(f"/en/evaluators/calls/{call.pk}/deadline.ics").content

    good, bad = made.submitted(call), made.submitted(call, bar="volunteer")
    rows = client.get(page).content.decode()
    assert good.number in rows and bad.number in rows
    file = reverse("grants_staff:candidate", args=[bad.pk])
    assert "stands in the way" in client.get(file).content.decode()
    decide = reverse("grants_staff:candidate_decide", args=[bad.pk])
    assert "this bar stands" in client.post(decide, {"action": "accept"}).content.decode()
    assert client.post(decide, {"action": "nothing"}).status_code == 404
    answer = client.post(decide, {"action": "refuse", "refuse-note": "", "refuse-law": "čl. 32đ"})
    assert answer.status_code == 200
    answer = client.post(decide, {"action": "refuse", "refuse-note": "Volonter.", "refuse-law": "čl. 32đ"})
    assert answer.status_code == 302
    client.post(reverse("grants_staff:candidate_decide", args=[good.pk]), {"action": "accept"})
    run_jobs()
    assert taken(client, reverse("grants_staff:candidate_decision", args=[bad.pk])) == 200
    proof = bad.proofs.first()
    assert taken(client, reverse("grants_staff:candidate_proof", args=[bad.pk, proof.pk])) == 200
    own = client_of(bad.user)
    assert taken(own, reverse("grants_portal:candidacy_decision", args=[bad.pk])) == 200
    complain = reverse("grants_portal:candidacy_complain", args=[bad.pk])
    assert "This field is required" in own.post(complain, {"text": ""}).content.decode()
    assert own.post(complain, {"text": "Nijesam volonter."}).status_code == 302
    assert "another person" in client.get(file).content.decode()
    second = client_of(made.officer())
    assert second.post(decide, {"action": "confirm", "answer-note": "Ostaje."}).status_code == 302
    run_jobs()
    bad.refresh_from_db()
    assert bad.state == "confirmed"
    args = [bad.pk, bad.complaints.get().pk]
    assert taken(own, reverse("grants_portal:candidacy_answer", args=args)) == 200
    assert taken(client, reverse("grants_staff:candidate_answer", args=args)) == 200


def test_drafts_and_calls_are_thrown_away_annulled_and_concluded_in_screens(office, call):
    client = client_of(office)
    step = reverse("grants_staff:evaluator_call_step", args=[call.pk])
    client.post(step, {"action": "conclude"})
    call.refresh_from_db()
    assert call.state == "published"
    client.post(step, {"action": "cancel", "note": "Greška."})
    call.refresh_from_db()
    assert call.state == "cancelled"
    page = Client().get(f"/en/evaluators/calls/{call.pk}/").content.decode()
    assert "Greška." in page
    client.post(
        reverse("grants_staff:evaluator_call_new"), {"year": YEAR, "kind": "main", "title": "t", "text": "x"}
    )
    drafted = EvaluatorCall.objects.get(state="draft")
    client.post(reverse("grants_staff:evaluator_call_step", args=[drafted.pk]), {"action": "discard"})
    assert not EvaluatorCall.objects.filter(pk=drafted.pk).exists()


def test_versions_their_changes_and_differences_are_public(office, call):
    client = client_of(office)
    one, two = made.submitted(call), made.submitted(call)
    for each in (one, two):
        decisions.accept_candidate(candidacy=each, by=office)
    client.post(reverse("grants_staff:evaluator_list_new"), {"year": YEAR, "reason": "Javni poziv"})
    first = EvaluatorList.objects.get()
    page = reverse("grants_staff:evaluator_list", args=[first.pk])
    assert "2 accepted candidates of this year are not on this version" in client.get(page).content.decode()
    client.post(reverse("grants_staff:evaluator_list_take_in", args=[first.pk]))
    client.post(reverse("grants_staff:evaluator_list_adopt", args=[first.pk]))
    second = lists.begin_list(year=YEAR, reason="Izmjena", by=office)
    entry = second.entries.get(evaluator__user=one.user)
    leave = reverse("grants_staff:evaluator_leave", args=[entry.pk])
    assert leave in client.get(reverse("grants_staff:evaluator_list", args=[second.pk])).content.decode()
    assert client.get(leave).status_code == 200
    assert "not come yet" in client.post(leave, {"reason": "x", "on": "2999-01-01"}).content.decode()
    client.post(leave, {"reason": "Javni funkcioner", "on": timezone.localdate().isoformat()})
    client.post(reverse("grants_staff:evaluator_list_adopt", args=[second.pk]))
    text = Client().get(f"/en/evaluators/lists/{second.pk}/").content.decode()
    assert "Javni funkcioner" in text and "Only on the other version" in text and one.full_name in text
    assert "1 person is on both" in text
    assert Client().get(f"/en/evaluators/lists/{first.pk}/?with=2").status_code == 200
    assert Client().get(f"/en/evaluators/lists/{first.pk}/?with=x").status_code == 200
    draft = lists.begin_list(year=YEAR, reason="Nacrt", by=office)
    assert Client().get(f"/en/evaluators/lists/{draft.pk}/").status_code == 404


def test_the_office_and_the_person_state_capacity(office):
    person = grants.evaluator()
    url = reverse("grants_staff:evaluator_capacity", args=[person.pk])
    client = client_of(office)
    assert client.get(url).status_code == 200
    assert "cannot be more" in client.post(url, {"at_once": 5, "in_year": 3}).content.decode()
    assert client.post(url, {"at_once": 2, "in_year": 3}).status_code == 302
    own = client_of(person.user)
    page = own.get(reverse("grants_evaluation:own")).content.decode()
    assert 'value="2"' in page
    own.post(reverse("grants_evaluation:own"), {"at_once": "", "in_year": ""})
    person.refresh_from_db()
    assert (person.capacity.at_once, person.capacity.in_year) == (None, None)


def test_an_evaluator_refuses_and_the_commission_picks_another(office):
    one, two, three = scoring.pair(3)
    call = scoring.eligible_call()
    application = call.applications.get()
    sheet = scoring.assigned(application, one)
    scoring.assigned(application, two)
    url = reverse("grants_evaluation:sheet_refuse", args=[sheet.pk])
    assert client_of(two.user).get(url).status_code == 404
    own = client_of(one.user)
    assert own.get(url).status_code == 200
    assert "required" in own.post(url, {"note": ""}).content.decode()
    assert own.post(url, {"note": "Na putu sam."}).status_code == 302
    sheet.refresh_from_db()
    assert (sheet.state, sheet.refusal.reason) == ("void", "Na putu sam.")
    assert Email.objects.filter(message__contains="Na putu sam.").count() == 1
    president = client_of(grants.president(call.commission))
    desk = president.get("/staff/").content.decode()
    assert "Pick another evaluator for 1 application" in desk
    page = president.get(reverse("grants_staff:application_sheets", args=[application.pk])).content.decode()
    assert "Na putu sam." in page and f'value="{three.pk}"' in page and f'value="{one.pk}"' not in page
    assert own.get(url)["Location"] == reverse("grants_evaluation:assignment", args=[sheet.pk])


def test_a_tie_that_appears_later_keeps_the_application_closed():
    person = grants.evaluator(full_name="Mira Žižić")
    grants.evaluators_list(person)
    application = scoring.eligible_call().applications.get()
    sheet = scoring.accepted(application, person)
    own, url = client_of(person.user), reverse("grants_evaluation:workspace", args=[sheet.pk])
    assert application.summary in own.get(url).content.decode()
    application.organisation.governingmembers.create(name="Žižić Mira")
    page = own.get(url).content.decode()
    assert application.summary not in page and "member of a body" in page
    waiting = Assignment.objects.get(pk=sheet.pk)
    assert waiting.state == "accepted"


def test_lists_ask_the_same_for_few_and_many(office, call, django_assert_num_queries):
    client, page = client_of(office), reverse("grants_staff:evaluator_call", args=[call.pk])
    made.submitted(call)
    client.get(page)
    with django_assert_num_queries(12):
        client.get(page)
    for _n in range(2):
        made.submitted(call)
    with django_assert_num_queries(12):
        client.get(page)
    with django_assert_num_queries(2):
        Client().get("/en/evaluators/")
    made.open_call(office, kind="supplementary", reason="Još")
    with django_assert_num_queries(2):
        Client().get("/en/evaluators/")


def test_the_draw_file_is_json_only_when_it_is_open():
    scoring.pair(3)
    call = scoring.eligible_call(3)
    draw = made.drawn(call, grants.president(call.commission))
    page = Client().get(f"/en/evaluators/draws/{draw.pk}/").content.decode()
    assert draw.result_sha256 in page and "published with the decision" in page and "Draw again" not in page
    assert Client().get(f"/en/evaluators/draws/{draw.pk}/draw.json").status_code == 404
    call.state = "decided"
    call.save()
    page = Client().get(f"/en/evaluators/draws/{draw.pk}/", {"seed": draw.seed}).content.decode()
    assert "the result is the same" in page
    page = Client().get(f"/en/evaluators/draws/{draw.pk}/", {"seed": "drugo sjeme"}).content.decode()
    assert "a different one" in page or "the result is the same" in page
    data = json.loads(Client().get(f"/en/evaluators/draws/{draw.pk}/draw.json").content)
    assert (data["seed"], data["result_sha256"]) == (draw.seed, draw.result_sha256)
    assert draw.number in Client().get("/en/evaluators/draws/").content.decode()
