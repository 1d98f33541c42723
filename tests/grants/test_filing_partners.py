"""Partners read header and role, and confirm or refuse; what they confirmed stands for those words only.

Rules tried: filing.partner_confirmation.
"""

import datetime
import re
import urllib.parse
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from post_office.models import Email

from grants.models import Application, PartnerConfirmation
from grants.queries.partner_confirmations import partners_of
from grants.services import applications, parts
from grants.services import partner_confirmations as services
from grants.workflows.partner_confirmation import PARTNER_CONFIRMATION
from office.refusal import Refused
from tests.factories import filing
from tests.factories import grants as made
from tests.factories.applications import enter, ready_draft
from tests.factories.registry import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

# Who may take which step from which state: the second copy of the law, kept by hand. Owner and editor of the
# applicant; owner, editor and viewer of the partner; a stranger; nobody, who has only a code.
ALLOWED = {
    "confirm": ({"asked"}, {"partner", "partner_editor"}),
    "refuse": ({"asked"}, {"partner", "partner_editor"}),
    "withdraw": ({"confirmed"}, {"partner", "partner_editor"}),
    "take_back": ({"asked"}, {"applicant", "applicant_editor"}),
    "ask_again": (
        {"asked", "confirmed", "refused", "withdrawn", "taken_back"},
        {"applicant", "applicant_editor"},
    ),
}


def url(name, *args):
    """An address of the portal."""
    return reverse(f"grants_portal:{name}", args=args)


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in English."""
    with override("en"):
        yield


def test_every_state_and_person_against_the_table():
    draft = ready_draft()
    asked = filing.partner(draft)
    question = filing.ask(asked)
    people = {
        "applicant": draft.created_by,
        "applicant_editor": MembershipFactory(organisation=draft.organisation, role="editor").user,
        "applicant_viewer": MembershipFactory(organisation=draft.organisation, role="viewer").user,
        "partner": filing.person_of(asked),
        "partner_editor": MembershipFactory(organisation=asked.organisation, role="editor").user,
        "partner_viewer": MembershipFactory(organisation=asked.organisation, role="viewer").user,
        "officer": made.officer(draft.call.body),
        "stranger": UserFactory(),
        "nobody": None,
    }
    found = set()
    for state in PartnerConfirmation.State.values:
        question.state = state
        for name, person in people.items():
            for step in PARTNER_CONFIRMATION.transitions:
                if person is None and step.name in {"take_back", "ask_again"}:
                    continue  # the applicant's own steps are never offered without a person
                try:
                    PARTNER_CONFIRMATION.check(question, step.name, by=person, note="razlog")
                except Refused:
                    continue
                found.add((step.name, state, name))
    by_hand = {
        (step, state, name) for step, (states, names) in ALLOWED.items() for state in states for name in names
    }
    assert found == by_hand


def test_the_partner_sees_header_and_role_and_nothing_else(client):
    draft = ready_draft(summary="Tajni sažetak projekta.", requested=7654)
    asked = filing.partner(draft)
    enter(client, draft.created_by)
    assert "not asked" in client.get(url("partners", draft.pk)).content.decode()
    client.post(url("partner_ask", draft.pk, asked.pk))
    question = PartnerConfirmation.objects.get()
    mail = Email.objects.get(to=[filing.person_of(asked).email])
    assert f"/portal/partnerships/{question.pk}/" in mail.message
    enter(client, filing.person_of(asked))
    assert draft.title in client.get(url("dashboard")).content.decode()
    assert draft.title in client.get(url("partnerships")).content.decode()
    page = client.get(url("partnership", question.pk)).content.decode()
    assert draft.title in page and "Radionice u Beranama." in page and draft.organisation.number in page
    for closed in ("Tajni sažetak", "7,654", "7654", draft.contact_email, draft.draft_code):
        assert closed not in page
    for address in ("application", "check", "partners", "sign_off", "everything"):
        assert client.get(url(address, draft.pk)).status_code == 404
    words = re.search(r'name="words" value="([0-9a-f]{64})"', page).group(1)
    client.post(url("partnership", question.pk), {"action": "confirm", "words": words})
    question.refresh_from_db()
    assert (question.state, question.answered_by) == ("confirmed", filing.person_of(asked))
    assert Email.objects.filter(to=[draft.created_by.email], subject__endswith="confirmed").count() == 1
    enter(client, draft.created_by)
    assert "confirmed" in client.get(url("partners", draft.pk)).content.decode()


def test_a_stranger_and_another_organisation_find_nothing(client):
    draft = ready_draft()
    question = filing.ask(filing.partner(draft))
    for address in (url("partnerships"), url("partnership", question.pk), url("partners", draft.pk)):
        assert client.get(address).status_code == 302  # nobody is signed in
    person, _organisation = made.ngo_person()
    enter(client, person)
    assert client.get(url("partnership", question.pk)).status_code == 404
    assert client.get(url("partners", draft.pk)).status_code == 404
    assert client.post(url("partner_ask", draft.pk, question.partner_id)).status_code == 404
    assert client.post(url("partner_take_back", draft.pk, question.partner_id)).status_code == 404
    assert "Nobody has asked" in client.get(url("partnerships")).content.decode()
    office = enter(client, made.officer(draft.call.body))
    assert office.get(url("partnership", question.pk)).status_code == 302  # acts for no organisation


def test_a_changed_role_or_title_has_to_be_asked_again():
    draft = ready_draft()
    asked = filing.partner(draft)
    question = filing.confirm(filing.ask(asked))
    assert partners_of(draft)[0].stands
    asked.refresh_from_db()
    facts = {"number": asked.organisation.number, "at": timezone.now(), "by": draft.created_by}
    parts.save_partner(application=draft, partner=asked, role="Sve druge stvari.", **facts)
    state = partners_of(Application.objects.get(pk=draft.pk))[0]
    assert (state.stands, state.stale, str(state.label)) == (False, True, "changed since: ask again")
    again = filing.ask(state.partner)
    assert (again.pk, again.state, again.answered_at) == (question.pk, "asked", None)
    with pytest.raises(Refused, match="changed the project or your role"):
        services.answer(
            question=again, step="confirm", words=question.read_sha256, at=timezone.now(),
            by=filing.person_of(asked),
        )  # fmt: skip


def test_a_refusal_and_a_withdrawal_have_their_reason(client):
    draft = ready_draft()
    question = filing.ask(filing.partner(draft))
    enter(client, filing.person_of(question.partner))
    address = url("partnership", question.pk)
    page = client.post(address, {"action": "refuse", "words": question.read_sha256, "note": " "})
    assert "Write the reason" in page.content.decode()
    client.post(address, {"action": "refuse", "words": question.read_sha256, "note": "Nemamo ljude."})
    question.refresh_from_db()
    assert (question.state, question.reason) == ("refused", "Nemamo ljude.")
    again = filing.confirm(filing.ask(question.partner))
    client.post(address, {"action": "withdraw", "note": "Predomislili smo se."})
    again.refresh_from_db()
    assert (again.state, again.reason) == ("withdrawn", "Predomislili smo se.")
    late = draft.call.deadline + datetime.timedelta(seconds=1)
    with pytest.raises(Refused, match="The deadline was"):
        services.answer(
            question=again, step="withdraw", note="x", at=late, by=filing.person_of(again.partner)
        )


def test_outside_the_register_a_code_is_the_right(client, empty_cache):
    draft = ready_draft()
    asked = filing.partner(draft, name="Mjesna zajednica Donji Kraj")
    with pytest.raises(Refused, match="Write its e-mail address"):
        filing.ask(asked)
    filing.ask(asked, email="mz@example.test")
    with pytest.raises(Refused, match="less than an hour ago"):
        filing.ask(asked, email="mz@example.test")
    mail = Email.objects.get(to=["mz@example.test"])
    code = re.search(r"\b([A-Z2-9]{4}(?:-[A-Z2-9]{4}){3})\b", mail.message).group(1)
    question = PartnerConfirmation.objects.get()
    assert code not in question.code_sha256 and len(question.code_sha256) == 64
    typed = reverse("grants_public:partner_code")
    assert "No question has this code" in client.post(typed, {"code": "AAAA-BBBB"}).content.decode()
    answer = client.post(typed, {"code": code.lower().replace("-", " ")})
    page = client.get(answer.url).content.decode()
    assert draft.title in page and asked.role in page and draft.summary not in page
    link = re.search(r"http\S+/partners/[A-Z2-9-]{19}/", mail.message).group(0)
    assert client.get(urllib.parse.urlsplit(link).path).status_code == 200
    sent = {"action": "confirm", "words": question.read_sha256, "name": ""}
    assert "Write who answers" in client.post(answer.url, sent).content.decode()
    client.post(answer.url, {**sent, "name": "Rade Simović, predsjednik"})
    question.refresh_from_db()
    assert (question.state, question.answerer, question.answered_by) == (
        "confirmed",
        "Rade Simović, predsjednik",
        None,
    )
    gone = reverse("grants_public:partner_answer", args=["ZZZZZZZZ"])
    assert client.get(gone).status_code == 404


def test_codes_are_not_guessed_by_machines(client, empty_cache):
    typed = reverse("grants_public:partner_answer", args=["AAAABBBBCCCCDDDD"])
    codes = [client.get(typed).status_code for _turn in range(31)]
    assert codes == [404] * 30 + [429]


def test_taken_back_the_code_ends_and_nobody_sees_the_question(client):
    draft = ready_draft()
    question = filing.ask(filing.partner(draft))
    enter(client, draft.created_by)
    client.post(url("partner_take_back", draft.pk, question.partner_id))
    question.refresh_from_db()
    assert question.state == "taken_back"
    enter(client, filing.person_of(question.partner))
    assert client.get(url("partnership", question.pk)).status_code == 404


def test_the_call_says_whether_an_unconfirmed_partner_is_in_the_way(client):
    draft = ready_draft()
    asked = filing.partner(draft)
    enter(client, draft.created_by)
    page = client.get(url("check", draft.pk)).content.decode()
    assert f"{asked.name}: not asked." in page and "You may submit; the body sees this remark too." in page
    filing.call_says(draft.call, partner_confirmation="refuse")
    page = client.get(url("check", draft.pk)).content.decode()
    assert "cannot be submitted while this stands" in page and f"public call {draft.call.number}" in page
    with pytest.raises(Refused, match="A partner has not confirmed its part"):
        applications.submit(application=draft, at=timezone.now(), key=uuid.uuid4(), by=draft.created_by)
    filing.confirm(filing.ask(asked))
    done = applications.submit(application=draft, at=timezone.now(), key=uuid.uuid4(), by=draft.created_by)
    assert done.handed_in.partners == [{"name": asked.name, "state": "confirmed", "stands": True}]


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_the_same_for_few_and_many(client, django_assert_num_queries, count):
    draft = ready_draft()
    asked = [filing.partner(draft) for _n in range(count)]
    enter(client, draft.created_by)
    client.get(url("partners", draft.pk))
    with django_assert_num_queries(8):
        client.get(url("partners", draft.pk))
    organisation = asked[0].organisation
    drafts = [ready_draft() for _n in range(count)]
    for each in drafts:
        filing.ask(each.partners.create(organisation=organisation, name=organisation.name, role="Uloga."))
    enter(client, filing.person_of(asked[0]))
    client.get(url("partnerships"))
    with django_assert_num_queries(5):
        client.get(url("partnerships"))
