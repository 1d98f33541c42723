"""Two people at the same moment around handing in: one outcome, and nothing is lost."""

import threading
import uuid

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grants.models import Application, HandedIn, Replacement, SignOff
from grants.queries.partner_confirmations import partners_of
from grants.services import applications, partner_confirmations, parts, replacing, sign_off
from office.models import NumberSeries
from office.refusal import Refused
from tests.factories import filing
from tests.factories import grants as made
from tests.factories.applications import enter, filed, ready_draft
from tests.factories.registry import MembershipFactory
from tests.threads import in_threads


def trying(*verbs):
    """Run every verb at the same moment; gives what each of them was refused with."""
    start, refused = threading.Barrier(len(verbs)), {}

    def run(number):
        start.wait()
        try:
            verbs[number]()
        except Refused as no:
            refused[number] = str(no)

    in_threads(len(verbs), run)
    return refused


def submitting(draft):
    """Press the button."""
    by = draft.created_by
    return lambda: applications.submit(application=draft, at=timezone.now(), key=uuid.uuid4(), by=by)


def test_submit_of_the_newer_one_against_withdrawal_of_the_old(fresh_database):
    old = filed()
    draft = replacing.begin_replacement(application=old, at=timezone.now(), by=old.created_by)
    trying(
        submitting(draft),
        lambda: applications.withdraw(application=old, note="x", at=timezone.now(), by=old.created_by),
    )
    old.refresh_from_db()
    draft.refresh_from_db()
    assert (old.state, draft.state) == ("withdrawn", "submitted")
    assert Application.objects.filed().count() == 1


def test_two_people_begin_a_newer_version_and_get_one(fresh_database):
    old = filed()
    by = old.created_by
    refused = trying(
        *[lambda: replacing.begin_replacement(application=old, at=timezone.now(), by=by) for _n in range(3)]
    )
    assert refused == {} and Replacement.objects.count() == 1
    assert Application.objects.filter(state="draft").count() == 1


def test_a_newer_version_handed_in_from_two_tabs_is_one(fresh_database):
    old = filed()
    draft = replacing.begin_replacement(application=old, at=timezone.now(), by=old.created_by)
    clients = [enter(Client(), draft.created_by) for _tab in range(2)]
    address, codes = reverse("grants_portal:submit", args=[draft.pk]), []
    in_threads(2, lambda n: codes.append(clients[n].post(address, {"key": str(uuid.uuid4())}).status_code))
    draft.refresh_from_db()
    assert codes == [302, 302] and draft.state == "submitted"
    page = clients[0].get(reverse("grants_portal:submitted", args=[draft.pk])).content.decode()
    assert draft.number in page
    assert NumberSeries.objects.get(kind="application").last == 2
    assert HandedIn.objects.filter(application=draft).count() == 1
    assert Application.objects.filed().get() == draft


def test_approval_against_an_edit_never_stands_for_another_text(fresh_database):
    draft = ready_draft()
    editor = MembershipFactory(organisation=draft.organisation, role="editor").user
    seen = filing.sha_of(draft)
    trying(
        lambda: sign_off.sign_off(application=draft, sha256=seen, at=timezone.now(), by=draft.created_by),
        lambda: applications.save_section(
            application=draft, key="capacity", at=timezone.now(), by=editor, capacity="Novo."
        ),
    )
    sign_off.end_changed_sign_off(application=draft, by=editor)
    assert not SignOff.objects.filter(ended_at__isnull=True).exists()
    assert filing.sha_of(draft) != seen


def test_submit_against_an_edit_hands_in_exactly_what_was_approved(fresh_database):
    draft = ready_draft()
    filing.call_says(draft.call, sign_off="refuse")
    approved = filing.approve(draft)
    refused = trying(
        submitting(draft),
        lambda: parts.save_activity(
            application=draft,
            name="Još jedna",
            month_from=1,
            month_until=1,
            at=timezone.now(),
            by=draft.created_by,
        ),
    )
    draft.refresh_from_db()
    assert len(refused) == 1  # either the edit came too late, or the approval no longer stood
    if draft.state == "submitted":
        assert draft.snapshot_sha256 == approved.sha256 and draft.activity_lines.count() == 1
    else:
        assert draft.activity_lines.count() == 2 and draft.snapshot is None


def test_the_partners_yes_against_a_changed_role(fresh_database):
    draft = ready_draft()
    asked = filing.partner(draft)
    question = filing.ask(asked)
    facts = {"number": asked.organisation.number, "at": timezone.now(), "by": draft.created_by}
    trying(
        lambda: filing.confirm(question),
        lambda: parts.save_partner(application=draft, partner=asked, role="Nešto drugo.", **facts),
    )
    assert not partners_of(Application.objects.get(pk=draft.pk))[0].stands


def test_confirmed_and_taken_back_at_once_is_one_of_both(fresh_database):
    draft = ready_draft()
    question = filing.ask(filing.partner(draft))
    refused = trying(
        lambda: filing.confirm(question),
        lambda: partner_confirmations.take_back(question=question, by=draft.created_by),
    )
    question.refresh_from_db()
    assert len(refused) == 1 and question.state in {"confirmed", "taken_back"}


def test_two_messages_and_a_mark_at_once_lose_nothing(fresh_database):
    row = filed()
    officer = made.officer(row.call.body)
    refused = trying(
        lambda: filing.write(row, "applicant", "Prva."),
        lambda: filing.write(row, "applicant", "Druga."),
        lambda: filing.write(row, "body", "Odgovor.", by=officer),
    )
    assert refused == {} and row.messages.count() == 3
