"""Formal check by two people: own conditions, proposals, letters with their service, the published list."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from post_office.models import Email

from grants.models import (
    Application,
    Call,
    CheckList,
    CompletionRequest,
    ConflictStatement,
    Exemption,
    GrantLetter,
    RejectionProposal,
)
from grants.services import applications, calls, checks, conditions, letters, rejections
from grants.workflows.rejection import REJECTION
from office.jobs import run_job
from office.models import Job
from office.refusal import Refused, allowed
from tests.factories import grants as made
from tests.factories.applications import enter, filed
from tests.factories.checks import proposed, rejected, second_of, serve
from tests.factories.registry import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
State = RejectionProposal.State


@pytest.fixture(autouse=True)
def _english(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    with translation.override("en"):
        yield


def staff(name, *args):
    """An address of the staff rooms."""
    return reverse(f"grants_staff:{name}", args=args)


def checked(application: Application, *, unmet: str = "documents") -> Application:
    """Every condition answered, one of them with no."""
    by = made.president(application.call.commission)
    for item in checks.begin_check(application=application, by=by):
        answer = "no" if item.key == unmet else "yes"
        checks.answer(item=item, answer=answer, note="Provjereno kod Petra.", by=by)
    return Application.objects.get(pk=application.pk)


@pytest.fixture
def application():
    """Handed in, checked, one paper missing."""
    return checked(Application.objects.get(pk=filed(made.closed_call()).pk))


# The second copy of the law: who may answer a proposal of the president, by its state.
BY_HAND = {
    (State.PROPOSED, "proposer"): {"take_back"},
    (State.PROPOSED, "member"): {"confirm", "return"},
    (State.PROPOSED, "officer"): {"confirm", "return"},
}


def test_who_answers_a_proposed_rejection(application):
    seats = {member.role: member for member in application.call.commission.members.all()}
    silent = seats["ngo_member"]
    ConflictStatement.objects.filter(member=silent).delete()
    proposal = proposed(application)
    people = {
        "proposer": proposal.proposed_by,
        "member": seats["official"].user,
        "member without statement": silent.user,
        "officer": made.officer(application.call.body),
        "officer elsewhere": made.officer(made.body()),
        "applicant": application.created_by,
        "stranger": UserFactory(),
    }
    found = {}
    for state in State:
        proposal.state = state
        for name, by in people.items():
            steps = {
                t.name
                for t in REJECTION.transitions
                if allowed(REJECTION.check, proposal, t.name, by=by, note="x")
            }
            if steps:
                found[state, name] = steps
    assert found == BY_HAND


def test_an_exempted_member_confirms_nothing(application):
    member = application.call.commission.members.get(role="official")
    Exemption.objects.create(
        member=member, application=application, reason="veza", made_at=made.now(), made_by=member.user
    )
    proposal = proposed(application)
    with pytest.raises(Refused, match="exempted"):
        rejections.confirm_rejection(proposal=proposal, by=member.user)
    assert Application.objects.get(pk=application.pk).state == "submitted"


def test_a_rejection_needs_two_people_and_becomes_a_numbered_act(application):
    proposal = proposed(application, "Statut nije ovjeren.", law="čl. 32v")
    assert Application.objects.get(pk=application.pk).state == "submitted"
    with pytest.raises(Refused, match="proposed already"):
        proposed(application)
    with pytest.raises(Refused, match="another person"):
        rejections.confirm_rejection(proposal=proposal, by=proposal.proposed_by)
    done = rejections.confirm_rejection(proposal=proposal, by=second_of(application))
    assert (done.state, done.rejection_reason, done.rejection_law) == (
        "rejected",
        "Statut nije ovjeren.",
        "čl. 32v",
    )
    letter = done.letters.get()
    assert (letter.kind, letter.served_on, letter.document) == ("rejection", None, None)
    assert letter.number.endswith(f"D-{timezone.localdate().year}-0001")
    document = run_job(Job.objects.get(kind="grants.letter").pk) or GrantLetter.objects.get().document
    letter.refresh_from_db()
    assert letter.document is not None and document is not None
    assert (letter.document.number, letter.document.public) == (letter.number, False)
    with pytest.raises(Refused, match="state is"):
        rejections.confirm_rejection(proposal=proposal, by=second_of(application))


def test_a_returned_proposal_tells_its_author_and_the_check_goes_on(application):
    proposal = proposed(application)
    with pytest.raises(Refused, match="Write the reason"):
        rejections.return_rejection(proposal=proposal, answer=" ", by=second_of(application))
    rejections.return_rejection(proposal=proposal, answer="Statut je u spisima.", by=second_of(application))
    mail = Email.objects.get(message__contains="Statut je u spisima.")
    assert mail.to == [proposal.proposed_by.email]
    again = proposed(application)
    rejections.take_back_rejection(proposal=again, by=again.proposed_by)
    assert [p.state for p in application.rejection_proposals.all()] == ["returned", "taken_back"]
    assert Application.objects.get(pk=application.pk).state == "submitted"


def test_nothing_is_proposed_when_everything_is_met():
    whole = checked(Application.objects.get(pk=filed(made.closed_call()).pk), unmet="")
    with pytest.raises(Refused, match="no reason to reject"):
        proposed(whole)
    with pytest.raises(Refused, match="nothing to complete"):
        checks.ask_completion(application=whole, note="x", by=made.president(whole.call.commission))


def test_what_no_paper_can_change_is_not_asked_to_be_completed(application, client):
    by = made.president(application.call.commission)
    words = "Nothing the applicant could hand in changes this condition"
    for key in ("ban", "double_funding", "projects_in_year", "in_time", "registered_before"):
        item = application.check_items.filter(key=key)
        if not item.exists():
            application.check_items.filter(key="aims").update(key=key)
        item.update(answer="no", law="čl. 32i", note="Nađeno u registru.")
        with pytest.raises(Refused, match=words) as no:
            checks.ask_completion(application=application, note="x", by=by)
        assert no.value.law == "čl. 32i" and not CompletionRequest.objects.exists()
        if key != "registered_before":
            item.update(answer="yes")
    enter(client, by)
    page = client.get(staff("check", application.pk)).content.decode()
    assert words in page and staff("ask_completion", application.pk) not in page
    assert staff("rejection_propose", application.pk) in page
    form = client.get(staff("ask_completion", application.pk)).content.decode()
    assert words in form and "<textarea" not in form


def test_the_term_for_completion_runs_from_the_service_to_its_last_second(application):
    by, ngo = made.president(application.call.commission), application.created_by
    checks.ask_completion(application=application, note="Priložite statut.", by=by)
    application = Application.objects.get(pk=application.pk)
    assert application.completion.due is None  # the letter is not served: no term runs
    with pytest.raises(Refused, match="not served yet"):
        proposed(application)
    letter = serve(application, on=timezone.localdate())
    application = Application.objects.get(pk=application.pk)
    due = application.completion.due.astimezone(ZoneInfo("Europe/Podgorica"))
    assert (due.date(), due.time()) == (letter.term_ends, datetime.time(23, 59, 59))
    assert letter.term_ends >= timezone.localdate() + datetime.timedelta(days=5)
    second = datetime.timedelta(seconds=1)
    with pytest.raises(Refused, match="term for completion ended"):
        applications.complete(application=application, at=due + second, by=ngo)
    late = due + second - datetime.timedelta(microseconds=1)  # within the last second
    applications.complete(application=application, at=late, by=ngo)
    assert Application.objects.get(pk=application.pk).state == "submitted"


def test_who_hands_in_the_completion_has_received_its_letter(application):
    checks.ask_completion(
        application=application, note="Statut.", by=made.president(application.call.commission)
    )
    application = Application.objects.get(pk=application.pk)
    applications.complete(application=application, at=made.now(), by=application.created_by)
    letter = application.letters.get()
    assert (letter.served_how, letter.served_on) == ("portal", timezone.localdate())


def test_service_is_written_once_with_its_proof_and_a_day_that_can_be(application):
    rejected(application)
    letter, by = application.letters.get(), second_of(application)
    today = timezone.localdate()
    for facts, words in (
        ({"how": "post", "on": today, "note": " "}, "Write the proof"),
        ({"how": "portal", "on": today, "note": "x"}, "applicant opens"),
        (
            {"how": "post", "on": today + datetime.timedelta(days=1), "note": "x"},
            "between the day of the letter",
        ),
        (
            {"how": "post", "on": today - datetime.timedelta(days=1), "note": "x"},
            "between the day of the letter",
        ),
    ):
        with pytest.raises(Refused, match=words):
            letters.record_service(letter=letter, by=by, **facts)
    with pytest.raises(Refused):
        letters.record_service(letter=letter, how="post", on=today, note="x", by=application.created_by)
    letters.record_service(letter=letter, how="person", on=today, note="Ana Anić, predsjednica", by=by)
    with pytest.raises(Refused, match="already recorded"):
        letters.acknowledge(letter=letter, by=application.created_by)


def test_own_conditions_stand_in_the_draft_and_in_the_check_list():
    call = made.draft_call()
    by = made.president(call.commission)
    first = conditions.save_condition(call=call, text="Dvije godine rada u oblasti.", law="tačka 3", by=by)
    second = conditions.save_condition(call=call, text="Sjedište u opštini.", by=by)
    with pytest.raises(Refused, match="on the list already"):
        conditions.save_condition(call=call, text="sjedište u opštini.", by=by)
    conditions.move_condition(condition=second, up=True, by=by)
    assert [row.text for row in call.conditions.all()] == ["Sjedište u opštini.", first.text]
    conditions.remove_condition(condition=second, by=by)
    assert [(row.order, row.text) for row in call.conditions.all()] == [(1, first.text)]
    with pytest.raises(Refused):
        conditions.save_condition(call=call, text="Tuđe.", by=UserFactory())
    Call.objects.filter(pk=call.pk).update(
        state="published", number="K-9", published_at=made.now(), published_by=by, rulebook=made.rulebook(call.body),
        opens_at=made.now() - datetime.timedelta(days=40), deadline=made.now() - datetime.timedelta(days=1),
    )  # fmt: skip
    with pytest.raises(Refused, match="published"):
        conditions.save_condition(call=call, text="Naknadno.", by=by)
    application = made.application(Call.objects.get(pk=call.pk))
    items = checks.begin_check(application=application, by=by)
    own = items[-1]
    assert (own.own, own.law, own.automatic, own.answer) == (first, "tačka 3", None, "")
    assert len(checks.begin_check(application=application, by=by)) == len(items)


def test_the_list_is_published_with_conditions_and_without_people(application, client):
    call, by = application.call, made.president(application.call.commission)
    good = checked(Application.objects.get(pk=filed(call).pk), unmet="")
    checks.find_complete(application=good, by=by)
    rejected(application, "Statut je dao Petar Petrović, JMBG 0101990210005.")
    call = calls.publish_check(call=Call.objects.get(pk=call.pk), by=by)
    published = CheckList.objects.get()
    assert (published.edition, published.number[-12:]) == (1, f"LF-{timezone.localdate().year}-0001")
    run_job(Job.objects.get(kind="grants.check_list").pk)
    page = client.get(reverse("grants_public:call", args=[call.slug])).content.decode()
    table = client.get(reverse("grants_files:check_table", args=[call.slug, 1])).content.decode()
    paper = client.get(reverse("grants_files:check_list", args=[call.slug, 1]))
    assert paper.status_code == 200 and b"".join(paper.streaming_content)[:5] == b"%PDF-"
    assert published.number in page and good.number in page and application.number in page
    lines = table.lstrip("\ufeff").splitlines()
    assert lines[0] == "order,number,register_number,organisation,title,complete,defects,article"
    assert [line.split(",")[1] for line in lines[1:3]] == [application.number, good.number]
    for secret in ("Petar", "0101990210005", "Provjereno kod Petra", application.contact_email):
        assert secret not in page and secret not in table
    assert client.get(reverse("grants_files:check_table", args=[call.slug, 2])).status_code == 404


def test_the_pages_of_staff(application, client, django_assert_num_queries):
    by = made.president(application.call.commission)
    enter(client, by)
    assert client.get(staff("rejection_propose", application.pk)).status_code == 200
    empty = client.post(staff("rejection_propose", application.pk), {"reason": " "})
    assert "error-summary" in empty.content.decode()
    client.post(staff("rejection_propose", application.pk), {"reason": "Nema statuta."})
    page = client.get(staff("check", application.pk)).content.decode()
    assert "Take the proposal back" in page and "Confirm the rejection" not in page
    enter(client, second_of(application))
    assert (
        "Confirm or return a proposed rejection" in client.get(reverse("office_staff:desk")).content.decode()
    )
    assert "Confirm the rejection" in client.get(staff("check", application.pk)).content.decode()
    proposal = application.rejection_proposals.get()
    client.post(staff("rejection_answer", application.pk, proposal.pk), {"action": "confirm"})
    assert Application.objects.get(pk=application.pk).state == "rejected"
    letter = application.letters.get()
    assert letter.number in client.get(staff("letters")).content.decode()
    assert "1 letter is to be served" in client.get(reverse("office_staff:desk")).content.decode()
    wrong = client.post(staff("letter_service", letter.pk), {"how": "post", "on": "2020-01-01", "note": "x"})
    assert "between the day of the letter" in wrong.content.decode()
    today = timezone.localdate().isoformat()
    client.post(staff("letter_service", letter.pk), {"how": "post", "on": today, "note": "AR 1"})
    assert "No letter waits" in client.get(staff("letters")).content.decode()
    assert letter.number in client.get(staff("letters") + "?show=all&kind=rejection").content.decode()
    assert client.get(staff("letter_file", letter.pk)).status_code == 404
    for number in (1, 3):
        while application.call.applications.filter(letters__isnull=False).count() < number:
            other = checked(Application.objects.get(pk=filed(application.call).pk))
            rejected(other)
        with django_assert_num_queries(5):
            client.get(staff("letters") + "?show=all")


def test_the_applicant_opens_the_letter(application, client):
    by = made.president(application.call.commission)
    checks.ask_completion(application=application, note="Priložite ovjeren statut.", by=by)
    letter = application.letters.get()
    viewer = MembershipFactory(organisation=application.organisation, role="viewer").user
    enter(client, viewer)
    page = client.get(reverse("grants_portal:application", args=[application.pk])).content.decode()
    assert "An owner or editor of the organisation opens it." in page
    client.post(reverse("grants_portal:letter_open", args=[letter.pk]))
    assert GrantLetter.objects.get(pk=letter.pk).served_on is None
    enter(client, application.created_by)
    assert (
        "Open the letter: request for completion"
        in client.get(reverse("grants_portal:dashboard")).content.decode()
    )
    assert client.get(reverse("grants_portal:letter_file", args=[letter.pk])).status_code == 404
    client.post(reverse("grants_portal:letter_open", args=[letter.pk]))
    letter.refresh_from_db()
    assert (letter.served_how, letter.served_on) == ("portal", timezone.localdate())
    run_job(Job.objects.get(kind="grants.letter").pk)
    paper = client.get(reverse("grants_portal:letter_file", args=[letter.pk]))
    assert b"".join(paper.streaming_content)[:5] == b"%PDF-"
    stranger, _ngo = made.ngo_person()
    enter(client, stranger)
    assert client.get(reverse("grants_portal:letter_file", args=[letter.pk])).status_code == 404
    assert client.post(reverse("grants_portal:letter_open", args=[letter.pk])).status_code == 404


def test_doors_of_the_formal_check(application, client):
    proposal = proposed(application)
    addresses = [
        staff("rejection_propose", application.pk),
        staff("rejection_answer", application.pk, proposal.pk),
        staff("letters"),
        staff("condition_new", application.call_id),
    ]
    for address in addresses:
        assert client.get(address).status_code == 302  # to the sign-in
    enter(client, application.created_by)
    for address in addresses:
        assert client.get(address).status_code == 403
    enter(client, made.officer(made.body()))
    for address in (addresses[0], addresses[3]):
        assert client.get(address).status_code == 404
    assert client.post(addresses[1], {"action": "confirm"}).status_code == 404
