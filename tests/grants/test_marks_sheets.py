"""A locked sheet afterwards: correction on request, signed copy, reminders, one more evaluator.

Rules tried: evaluation.third_scorer_gap, evaluation.sheet_signature.
"""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from post_office.models import Email

from grants.models import Application, Assignment, Call, Ranking, SheetCorrection, SignedSheet
from grants.queries import evaluation as queries
from grants.queries.scoring_desk import running_calls
from grants.services import corrections, evaluation, ranking
from grants.services.assignments import assign
from grants.services.sheet_reminders import remind_scorers
from grants.services.signed_sheets import hand_in_signed
from office.jobs import run_job
from office.models import IssuedDocument, Job, RulebookVersion, StoredFile
from office.refusal import Refused, allowed
from office.storage import keep, sha256_of
from tests.factories import grants as made
from tests.factories import scoring
from tests.factories.applications import enter
from tests.factories.registry import UserFactory
from tests.grants.signing import signed_by

pytestmark = pytest.mark.django_db
D = Decimal
WHY = "Zamijenjena su mjerila 2 i 3, bodovi su upisani obrnuto."


@pytest.fixture(autouse=True)
def english(settings):
    """Sentences are compared as they stand in the code."""
    settings.SECOND_FACTOR_REQUIRED = False
    with translation.override("en"):
        yield


def draw(sheet: Assignment) -> Assignment:
    """The worker draws the locked sheet."""
    for job in Job.objects.filter(kind="grants.score_sheet", subject_id=str(sheet.pk), state="waiting"):
        run_job(job.pk)
    return Assignment.objects.get(pk=sheet.pk)


@pytest.fixture
def pair():
    """Two locked sheets of one scored application, both drawn."""
    application = scoring.eligible_call().applications.get()
    people = scoring.pair()
    for person, name in zip(people, ("Jovana Marković", "Petar Nikolić"), strict=True):
        type(person.user).objects.filter(pk=person.user_id).update(full_name=name)
    sheets = [scoring.lock(scoring.assigned(application, person), 80) for person in people]
    return [draw(sheet) for sheet in sheets]


def asked(sheet: Assignment) -> SheetCorrection:
    return corrections.ask_correction(assignment=sheet, reason=WHY, by=sheet.user)


# The second copy of the law: who answers a request for correction of the first sheet.
ANSWERS = {
    "president": True,
    "office": True,
    "member": False,
    "scorer": False,
    "other scorer": False,
    "officer of the body": False,
    "applicant": False,
}


def test_who_answers_a_request_follows_the_table_written_by_hand(pair):
    first, second = pair
    commission = first.application.call.commission
    who = {
        "president": made.president(commission),
        "office": UserFactory(roles=("office_officer",)),
        "member": commission.members.get(role="official").user,
        "scorer": first.user,
        "other scorer": second.user,
        "officer of the body": made.officer(commission.body),
        "applicant": first.application.created_by,
    }
    found = {name: allowed(corrections.check_answers_correction, by, first) for name, by in who.items()}
    assert found == ANSWERS


def test_a_correction_keeps_the_old_sheet_and_makes_a_new_version(pair):
    first, _second = pair
    before = (first.sha256, first.document, first.total)
    Call.objects.filter(pk=first.application.call_id).update(
        check_published_at=made.now(), check_published_by=first.user
    )
    call = Call.objects.get(pk=first.application.call_id)
    president = made.president(call.commission)
    ranking.make_ranking(call=call, by=president)
    correction = asked(first)
    assert Email.objects.filter(
        to=[president.email], subject__contains="Traži se ispravka bodovne liste"
    ).exists()
    opened = corrections.allow_correction(correction=correction, answer="Opravdano.", by=president)
    application = Application.objects.get()
    assert (opened.state, opened.total, opened.sha256, opened.document) == ("accepted", None, "", None)
    assert (application.state, Ranking.objects.exists()) == ("eligible", False)
    correction.refresh_from_db()
    assert (correction.sha256, correction.document, correction.total) == before
    assert next(line["points"] for line in correction.sheet["lines"]) == "15.00"
    scoring.fill(opened, 70)
    again = draw(evaluation.lock_sheet(assignment=Assignment.objects.get(pk=opened.pk), by=opened.user))
    application.refresh_from_db()
    assert (again.state, again.total, application.state) == ("submitted", D(70), "scored")
    assert again.sha256 != before[0]
    assert again.document.number == f"{application.number}/1-2"
    old = IssuedDocument.objects.get(pk=before[1].pk)
    assert (old.status, old.replaced_by) == ("replaced", again.document)
    assert Email.objects.filter(to=[first.user.email], subject__contains="može se ispraviti").exists()


def test_a_correction_needs_a_reason_one_request_at_a_time_and_somebody_else(pair):
    first, _second = pair
    president = made.president(first.application.call.commission)
    with pytest.raises(Refused, match="at least 20 characters"):
        corrections.ask_correction(assignment=first, reason="Greška.", by=first.user)
    with pytest.raises(Refused, match="not assigned to you"):
        corrections.ask_correction(assignment=first, reason=WHY, by=president)
    correction = asked(first)
    with pytest.raises(Refused, match="already waits"):
        asked(first)
    with pytest.raises(Refused, match="somebody else"):
        corrections.allow_correction(correction=correction, answer="Da.", by=first.user)
    with pytest.raises(Refused, match="Write the reason"):
        corrections.refuse_correction(correction=correction, answer=" ", by=president)
    corrections.refuse_correction(correction=correction, answer="Bodovi su jasni.", by=president)
    with pytest.raises(Refused, match="answered already"):
        corrections.allow_correction(correction=correction, answer="Ipak da.", by=president)
    assert Assignment.objects.get(pk=first.pk).state == "submitted"
    assert asked(first).state == "asked"  # after a refusal one may ask again


def test_no_correction_after_the_list_is_confirmed(pair):
    first, _second = pair
    call = first.application.call
    by = made.president(call.commission)
    Ranking.objects.create(
        call=call, state="confirmed", number="L-9", made_at=made.now(), made_by=by,
        confirmed_at=made.now(), confirmed_by=by,
    )  # fmt: skip
    with pytest.raises(Refused, match="list is confirmed"):
        asked(first)


def test_an_open_draft_is_not_corrected_on_request():
    (person,) = scoring.pair(1)
    sheet = scoring.accepted(scoring.eligible_call().applications.get(), person)
    with pytest.raises(Refused, match="Only a locked sheet"):
        asked(sheet)


# ---- the signed copy ----


def stored(data: bytes, by) -> StoredFile:
    keep(data)
    return StoredFile.objects.create(
        sha256=sha256_of(data), size=len(data), content_type="application/pdf", name="list.pdf", created_by=by
    )


def hand_in(sheet: Assignment, data: bytes) -> SignedSheet:
    return hand_in_signed(assignment=sheet, file=stored(data, sheet.user), by=sheet.user)


def test_a_signature_over_the_issued_sheet_is_kept_with_its_holder(pair, settings, tmp_path):
    first, second = pair
    name = first.user.full_name
    data, certificate = signed_by(f"{name} 0101980715012", first.document.file.path.read_bytes())
    copy = hand_in(first, data)
    assert (copy.holder, copy.issuer.startswith(name), copy.trusted, copy.qualified) == (
        name, True, False, False,
    )  # fmt: skip
    with pytest.raises(Refused, match="handed in already"):
        hand_in(first, data)
    (tmp_path / "root.pem").write_bytes(certificate)
    settings.SIGNATURE_ROOTS = str(tmp_path)
    data = signed_by(second.user.full_name, second.document.file.path.read_bytes())[0]
    assert hand_in(second, data).trusted is False  # another key is another issuer


def test_a_trusted_issuer_and_a_qualified_certificate_are_recognised_and_told(
    pair, settings, tmp_path, client
):
    first, second = pair
    data, certificate = signed_by(first.user.full_name, first.document.file.path.read_bytes(), qualified=True)
    (tmp_path / "root.pem").write_bytes(certificate)
    settings.SIGNATURE_ROOTS = str(tmp_path)
    copy = hand_in(first, data)
    assert (copy.trusted, copy.qualified) == (True, True)
    enter(client, first.user)
    page = client.get(reverse("grants_evaluation:assignment", args=[first.pk])).content.decode()
    assert "trusted issuer" in page and "Qualified certificate" in page and "could not be told" not in page
    hand_in(
        second, signed_by(second.user.full_name, second.document.file.path.read_bytes(), qualified=True)[0]
    )
    enter(client, second.user)
    page = client.get(reverse("grants_evaluation:assignment", args=[second.pk])).content.decode()
    assert "issuer could not be checked" in page and "The certificate says so; it could not be told" in page


def test_a_signature_of_somebody_else_is_refused(pair):
    first, second = pair
    issued = first.document.file.path.read_bytes()
    with pytest.raises(Refused, match=f"belongs to {second.user.full_name}"):
        hand_in(first, signed_by(second.user.full_name, issued)[0])
    assert not SignedSheet.objects.exists()


@pytest.mark.parametrize(
    ("value", "trusts", "words"),
    [
        ("trusted", False, "not among those this office trusts"),
        ("qualified", True, "does not say that it is"),
    ],
)
def test_the_rulebook_may_ask_for_a_trusted_or_a_qualified_certificate(
    pair, settings, tmp_path, value, trusts, words
):
    first = pair[0]
    version = first.application.call.rulebook
    version.values["evaluation"]["sheet_signature"] = {"value": value, "law": "čl. 7 pravilnika"}
    version.pk, version.code, version.sha256 = None, "certificates", "3" * 64
    version.save(force_insert=True)
    Call.objects.filter(pk=first.application.call_id).update(rulebook=version)
    data, certificate = signed_by(first.user.full_name, first.document.file.path.read_bytes())
    if trusts:
        (tmp_path / "root.pem").write_bytes(certificate)
        settings.SIGNATURE_ROOTS = str(tmp_path)
    with pytest.raises(Refused, match=words) as no:
        hand_in(Assignment.objects.get(pk=first.pk), data)
    assert no.value.law == "čl. 7 pravilnika"


def test_what_is_not_our_sheet_or_is_broken_is_refused_in_a_sentence(pair):
    first, second = pair
    issued = first.document.file.path.read_bytes()
    with pytest.raises(Refused, match="no electronic signature"):
        hand_in(first, issued)
    with pytest.raises(Refused, match="not the sheet the portal issued"):
        hand_in(first, signed_by("Neko", second.document.file.path.read_bytes())[0])
    data = bytearray(signed_by("Jovana Marković", issued)[0])
    at = data.rfind(b"/Reason")
    data[at + 9] = data[at + 9] ^ 1
    with pytest.raises(Refused, match=r"broken|no electronic"):
        hand_in(first, bytes(data))
    whole = signed_by("Jovana Marković", issued)[0]
    with pytest.raises(Refused, match=r"added to the file|broken|no electronic"):
        hand_in(first, signed_by("Drugi", whole)[0][: len(whole)] + b"\n% jos\n")
    assert not SignedSheet.objects.exists()


# ---- reminders ----


def test_reminders_go_out_before_the_term_once_each():
    first, second = scoring.pair()
    call = scoring.eligible_call(2)
    today = timezone.localdate()
    due = today + datetime.timedelta(days=3)
    by = made.president(call.commission)
    for application in call.applications.all():
        assign(application=application, evaluator=first, due=due, by=by)
    far = assign(
        application=call.applications.first(), evaluator=second, due=due + datetime.timedelta(days=9), by=by
    )
    Email.objects.all().delete()
    assert [remind_scorers(by=None, today=today) for _n in range(2)] == [1, 0]
    letter = Email.objects.get()
    assert letter.to == [first.user.email] and "2 bodovne liste imaju rok" in letter.subject
    assert remind_scorers(by=None, today=today + datetime.timedelta(days=1)) == 0
    assert remind_scorers(by=None, today=today + datetime.timedelta(days=2)) == 1
    late = today + datetime.timedelta(days=4)
    assert [remind_scorers(by=None, today=late) for _n in range(2)] == [1, 0]
    assert "2 bodovne liste kasne" in Email.objects.order_by("pk").last().subject
    assert remind_scorers(by=None, today=late + datetime.timedelta(days=1)) == 0
    assert far.user.email not in {to for email in Email.objects.all() for to in email.to}


# ---- one more evaluator ----


def test_two_sheets_far_apart_ask_for_a_third_where_the_rulebook_says_so():
    people = scoring.pair(3)
    call = scoring.eligible_call()
    version = call.rulebook
    rule = {"third_scorer_gap": {"value": "20", "law": "čl. 7 pravilnika"}}
    values = version.values | {"evaluation": version.values["evaluation"] | rule}
    call.rulebook = RulebookVersion.objects.create(
        code="gap", jurisdiction=version.jurisdiction, kind=version.kind, title="x", legal_basis="x",
        in_force_from="2026-01-01", values=values,
    )  # fmt: skip
    call.save()
    application = call.applications.get()
    president = made.president(call.commission)
    for person, total in zip(people, (90, 60), strict=False):
        scoring.lock(scoring.assigned(application, person), total)
    application = Application.objects.select_related("call__rulebook").get()
    assert application.state == "eligible"
    (row,) = queries.matrix(call, [application], 2)
    assert (row.third, row.complete, [sheet.total for sheet in row.sheets]) == (
        True,
        False,
        [None, None, None],
    )
    assert list(queries.competing(call, "without")) == [application]
    assert running_calls(president).get().nobody is True
    scoring.lock(scoring.assigned(Application.objects.get(), people[2]), 75)
    application = Application.objects.get()
    assert application.state == "scored"
    (row,) = queries.matrix(call, [application], 2)
    assert (row.third, [sheet.total for sheet in row.sheets]) == (False, [D(90), D(60), D(75)])


def test_without_the_rule_two_sheets_far_apart_are_enough():
    application = scoring.eligible_call().applications.get()
    for person, total in zip(scoring.pair(), (90, 20), strict=True):
        scoring.lock(scoring.assigned(application, person), total)
    assert Application.objects.get().state == "scored"
