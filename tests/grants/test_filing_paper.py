"""Applications on paper: received with their times and scan, entered by the office, numbered; what counts, what is late.

Rules tried: filing.on_paper, filing.paper_day.
"""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from grants.models import Application, PaperFiling
from grants.services import applications, paper
from office.jobs import run_job
from office.models import Job
from office.refusal import Refused
from tests.factories import filing
from tests.factories import grants as made
from tests.factories.applications import enter, filed
from tests.factories.registry import OrganisationFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def url(name, *args):
    """An address of the office."""
    return reverse(f"grants_staff:{name}", args=args)


@pytest.fixture(autouse=True)
def english(settings):
    """Sentences are compared in English; the second factor has tests of its own."""
    settings.SECOND_FACTOR_REQUIRED = False
    with override("en"):
        yield


@pytest.fixture
def office(client):
    """An officer of the body of an open call."""
    call = made.published_call()
    client.call, client.person = call, made.officer(call.body)
    return enter(client, client.person)


def envelope_of(office, **facts):
    """What the officer types from an envelope."""
    organisation = OrganisationFactory()
    now = timezone.localtime()
    return {
        "call": office.call.pk,
        "number": organisation.number,
        "way": "post",
        "posted_on": f"{now - DAY:%Y-%m-%d}",
        "received_on": f"{now:%Y-%m-%d}",
        "received_time": "00:00",
        "reference": "05-17/2",
        "scan": filing.upload(),
        **facts,
    }


def test_from_the_envelope_to_the_receipt(office):
    office.get(url("paper_list"))
    assert office.get(url("paper_receive")).status_code == 200
    sent = envelope_of(office)
    answer = office.post(url("paper_receive"), sent)
    draft = Application.objects.get()
    assert answer.url == url("paper", draft.pk) and draft.draft_code.startswith("P-")
    kept = draft.paper
    assert timezone.localtime(kept.posted_at).strftime("%H:%M:%S") == "23:59:59"  # the day counts to its end
    assert (kept.counts_at, kept.entered_by, kept.reference) == (kept.posted_at, office.person, "05-17/2")
    page = office.get(url("paper", draft.pk)).content.decode()
    assert "Not on the paper, or not entered yet" in page
    fill(office, draft)
    key = office.get(url("paper", draft.pk)).context["form"]["key"].value()
    answer = office.post(url("paper_hand_in", draft.pk), {"key": str(key)})
    draft.refresh_from_db()
    assert (draft.state, draft.submitted_at, draft.submitted_by) == (
        "submitted",
        kept.counts_at,
        office.person,
    )
    assert draft.number and draft.requested == 3000
    run_job(Job.objects.get(kind="grants.receipt").pk)
    draft.refresh_from_db()
    assert draft.receipt.number == draft.number
    page = office.get(url("application", draft.pk)).content.decode()
    assert "by post" in page and "05-17/2" in page and url("paper_scan", draft.pk) in page
    assert office.get(url("paper_scan", draft.pk)).getvalue() == filing.PDF
    assert draft.number in office.get(url("paper_list")).content.decode()
    assert office.get(url("paper", draft.pk)).url == url("application", draft.pk)


def fill(office, draft):
    """Every part, by the same forms as in the portal."""
    texts = {
        "title": "Papirna rijeka", "summary": "Sa papira.", "problem": "P.", "goals": "C.", "results": "R.",
        "target_groups": "Svi.", "starts_on": "2026-09-01", "ends_on": "2027-02-01", "kind": "project",
    }  # fmt: skip
    assert office.post(url("paper_part", draft.pk, "project"), {**texts, "version": 0}).status_code == 302
    activity = {"name": "Radionice", "month_from": 1, "month_until": 2}
    assert office.post(url("paper_entry_new", draft.pk, "activities"), activity).status_code == 302
    cost = {"group": "services", "description": "Usluge", "quantity": "2", "price": "1.500,00"}
    assert office.post(url("paper_entry_new", draft.pk, "budget"), cost).status_code == 302
    required = draft.call.required_documents.get()
    office.post(url("paper_upload", draft.pk, required.pk), {"file": filing.upload("statut.pdf")})
    office.post(url("paper_part", draft.pk, "declarations"), {"accuracy": "on"})
    for key in (
        "organisation",
        "project",
        "activities",
        "budget",
        "partners",
        "capacity",
        "documents",
        "declarations",
    ):
        assert office.get(url("paper_part", draft.pk, key)).status_code == 200, key
    line, document = draft.budget_lines.get(), draft.documents.get()
    assert office.get(url("paper_entry", draft.pk, "budget", line.pk)).status_code == 200
    assert office.get(url("paper_document", draft.pk, document.pk)).getvalue() == filing.PDF
    office.post(url("paper_entry_new", draft.pk, "activities"), {**activity, "name": "Greška"})
    wrong = draft.activity_lines.get(name="Greška")
    office.post(url("paper_entry_remove", draft.pk, "activities", wrong.pk))
    assert draft.activity_lines.get().name == "Radionice"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"posted_on": ""}, "Write when it was posted"),
        ({"received_on": "2020-01-01"}, "received before it was posted"),
        ({"received_on": "2099-01-01"}, "lies in the future"),
        ({"number": "nema takvog"}, "No organisation in the register has the number"),
        ({"scan": ""}, "Choose a file first."),
        ({"call": 0}, "Select a valid choice"),
    ],
)
def test_a_wrong_envelope_is_said_beside_its_field(office, facts, words):
    page = office.post(url("paper_receive"), envelope_of(office, **facts))
    assert page.status_code == 200 and words in page.content.decode()
    assert not Application.objects.exists()


def test_a_hostile_scan_is_refused_and_leaves_nothing(office):
    bad = filing.upload("../../etc/passwd\u202efdp.exe", b"MZ\x90\x00")
    page = office.post(url("paper_receive"), envelope_of(office, scan=bad))
    assert page.status_code == 200 and not Application.objects.exists() and not PaperFiling.objects.exists()
    long = filing.upload("a" * 250 + ".pdf")
    office.post(url("paper_receive"), envelope_of(office, scan=long))
    assert len(PaperFiling.objects.get().scan.name) <= 200


def test_posted_in_time_and_received_late_counts_as_the_rulebook_says():
    call = made.closed_call()
    posted, received = call.deadline - DAY, call.deadline + 3 * DAY
    row = filing.envelope(call, posted=posted, received=received)
    assert row.paper.counts_at == posted and paper.late(row) is None
    version = call.rulebook
    version.values["filing"]["paper_day"] = {**version.values["filing"]["paper_day"], "value": "received"}
    version.pk, version.code, version._state.adding = None, "tested", True
    version.save()
    call.rulebook = version
    call.save(update_fields=["rulebook"])
    row = filing.envelope(call, posted=posted, received=received)
    assert row.paper.counts_at == received
    assert "The deadline was" in str(paper.late(row).reason)


def test_what_came_late_stays_as_proof_and_gets_no_number(office):
    call = made.closed_call(made.commission(office.call.body))
    row = filing.envelope(call, by=office.person, way="hand", received=call.deadline + DAY)
    page = office.get(url("paper", row.pk)).content.decode()
    assert "It came too late" in page and "Hand in the application" not in page
    row.title = "Kasna"
    row.save(update_fields=["title"])
    with pytest.raises(Refused, match="The deadline was"):
        paper.hand_in_paper(application=row, key=uuid.uuid4(), by=office.person)
    row.refresh_from_db()
    assert (row.state, row.number) == ("draft", "")


def test_the_scan_of_another_body_and_the_portal_do_not_meet_it(office):
    row = filing.envelope(office.call, by=office.person)
    person, _organisation = made.ngo_person(row.organisation)
    other = enter(type(office)(), made.officer(made.body()))
    for name in ("paper", "paper_scan", "paper_discard"):
        assert other.get(url(name, row.pk)).status_code == 404, name
    assert other.post(url("paper_hand_in", row.pk), {"key": str(uuid.uuid4())}).status_code == 404
    assert other.get(url("paper_part", row.pk, "project")).status_code == 404
    ngo = enter(type(office)(), person)
    assert ngo.get(reverse("grants_portal:application", args=[row.pk])).status_code == 404
    assert row.draft_code not in ngo.get(reverse("grants_portal:applications")).content.decode()
    assert ngo.get(url("paper_list")).status_code == 403
    with pytest.raises(Refused, match="entered by officers"):
        applications.save_section(
            application=row, key="capacity", at=timezone.now(), by=person, capacity="Moje."
        )
    draft = applications.begin(call=office.call, organisation=row.organisation, at=timezone.now(), by=person)
    assert draft.pk != row.pk  # the NGO begins its own


def test_once_handed_in_the_applicant_sees_it_in_the_portal(office):
    row = filing.envelope(office.call, by=office.person)
    fill(office, row)
    office.post(url("paper_hand_in", row.pk), {"key": str(uuid.uuid4())})
    person, _organisation = made.ngo_person(row.organisation)
    ngo = enter(type(office)(), person)
    page = ngo.get(reverse("grants_portal:application", args=[row.pk])).content.decode()
    row.refresh_from_db()
    assert row.number in page and "On paper" in page and "Write a newer version" not in page


def test_too_many_on_paper_are_refused_with_the_number(office):
    first = filed(office.call)
    row = filing.envelope(office.call, first.organisation, by=office.person)
    fill(office, row)
    page = office.post(url("paper_hand_in", row.pk), {"key": str(uuid.uuid4())}, follow=True).content.decode()
    assert first.number in page and "the call allows 1" in page


def test_a_wrong_entry_is_given_up_with_its_reason(office):
    row = filing.envelope(office.call, by=office.person)
    page = office.post(url("paper_discard", row.pk), {"note": ""}).content.decode()
    assert "This field is required" in page
    office.post(url("paper_discard", row.pk), {"note": "Pogrešan pošiljalac."})
    row.refresh_from_db()
    assert (row.state, row.number) == ("withdrawn", "")
    page = office.get(url("paper", row.pk)).content.decode()
    assert "This entry was given up." in page and row.paper.reference in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_few_and_many(office, django_assert_num_queries, count):
    for _n in range(count):
        filing.envelope(office.call, by=office.person)
    office.get(url("paper_list"))
    with django_assert_num_queries(5):
        office.get(url("paper_list"))
