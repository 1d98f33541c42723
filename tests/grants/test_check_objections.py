"""After the preliminary list of a city: inspection, objections, replies, the new list; terms to the second."""

import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone, translation

from grants.models import Application, Call, Exemption, Inspection, Objection, PastRanking, Ranking, Score
from grants.queries.objections import changes_between, is_final, terms_of
from grants.services import decisions, inspections, objection_replies, objections, ranking, reranking
from grants.workflows.inspection import INSPECTION
from grants.workflows.objection import OBJECTION
from office.jobs import run_job
from office.models import Job
from office.refusal import Refused, allowed
from tests.factories import grants as made
from tests.factories import objections as after
from tests.factories.applications import enter
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db
D = Decimal
ZONE = ZoneInfo("Europe/Belgrade")
S, Look = Objection.State, Inspection.State


@pytest.fixture(autouse=True)
def _city(settings):
    """A city, in English so that sentences are compared as they stand in the code."""
    settings.OFFICE_JURISDICTION = "novi_sad"
    settings.SECOND_FACTOR_REQUIRED = False
    call_command("load_rulebooks", verbosity=0)
    with translation.override("en"):
        yield


@pytest.fixture
def call() -> Call:
    """Three applications with 90, 80 and 70 points on a published preliminary list."""
    return after.listed_call()


def staff(name, *args):
    """An address of the staff rooms."""
    return reverse(f"grants_staff:{name}", args=args)


def portal(name, *args):
    """An address of the portal of organisations."""
    return reverse(f"grants_portal:{name}", args=args)


def third(call: Call) -> Application:
    """The application with least points."""
    return call.applications.order_by("-pk").first()


def over(call: Call):
    """A moment after the term for objections, also when it rolled over holidays."""
    return time_machine.travel(made.now() + after.days(16), tick=False)


def upheld(call: Call, points: int = 15, of: Application | None = None) -> Objection:
    """The commission gives more points for the first sub-criterion of every sheet it gave fewer to."""
    application = of or third(call)
    objection = after.file(application)
    score = Score.objects.filter(
        assignment__application=application, points__lt=points, subcriterion__max_points__gte=points
    ).first() or after.first_score(application)
    return objection_replies.uphold(
        objection=objection,
        reply="Partnerstvo je dokazano.",
        points={
            score.pk: (
                D(min(points, score.subcriterion.max_points)) - (0 if score.points != points else 1),
                "Ugovor.",
            )
        },
        by=made.president(call.commission),
    )


# The second copy of the law: who replies to an objection and who receives for an inspection, by state.
REPLIES = {(S.FILED, "president"): {"uphold", "dismiss"}}
RECEIVERS = ("president", "member", "officer")
RECEIVES = {
    **{(Look.ASKED, who): {"appoint", "hold"} for who in RECEIVERS},
    **{(Look.APPOINTED, who): {"appoint", "hold", "miss"} for who in RECEIVERS},
}


def table(workflow, thing, states, people):
    """Steps that are open, by state and person."""
    found = {}
    for state in states:
        thing.state = state
        for name, by in people.items():
            steps = {
                t.name
                for t in workflow.transitions
                if allowed(workflow.check, thing, t.name, by=by, note="x")
            }
            if steps:
                found[state, name] = steps
    return found


def test_who_replies_and_who_receives(call):
    application = third(call)
    people = {
        "president": made.president(call.commission),
        "member": call.commission.members.get(role="official").user,
        "officer": made.officer(call.body),
        "officer elsewhere": made.officer(made.body(kind="department")),
        "applicant": application.created_by,
        "stranger": UserFactory(),
    }
    assert table(OBJECTION, after.file(application), S, people) == REPLIES
    asked = inspections.ask_inspection(
        application=application, wanted="Sve.", at=made.now(), by=application.created_by
    )
    assert table(INSPECTION, asked, Look, people) == RECEIVES
    seat = call.commission.members.get(role="president")
    Exemption.objects.create(
        member=seat, application=application, reason="veza", made_at=made.now(), made_by=seat.user
    )
    assert table(OBJECTION, Objection.objects.get(), S, people) == {}


def test_an_objection_is_filed_to_the_last_second_and_not_after(call):
    terms, application = terms_of(call), third(call)
    last = datetime.datetime.combine(terms.object_until, datetime.time(23, 59, 59, 999999), tzinfo=ZONE)
    second = datetime.timedelta(seconds=1)
    with pytest.raises(Refused, match="term for objections ended") as no:
        after.file(application, at=last + second)
    assert no.value.law == "Уредба 16/18"
    filed = after.file(application, at=last)
    assert (filed.state, filed.in_time, filed.received_on) == ("filed", True, terms.object_until)
    with pytest.raises(Refused, match="filed already"):
        after.file(application, at=last)
    assert filed.due >= filed.received_on + after.days(15)


def test_who_may_object(call):
    application = third(call)
    facts = {"application": application, "text": "x", "papers": [], "at": made.now()}
    for by in (UserFactory(), made.officer(call.body), made.ngo_person()[0]):
        with pytest.raises(Refused):
            objections.file_objection(by=by, **facts)
    with pytest.raises(Refused, match="Write what you hold"):
        objections.file_objection(by=application.created_by, **{**facts, "text": "  "})
    early = after.listed_call(publish=False)
    with pytest.raises(Refused, match="No objection"):
        after.file(third(early))
    withdrawn = made.application(call, state="withdrawn")
    with pytest.raises(Refused, match="one's own application"):
        after.file(withdrawn)


def test_where_the_rulebook_knows_no_objection_none_is_offered(settings, client):
    settings.OFFICE_JURISDICTION = "montenegro"
    call = made.decided_call()
    Call.objects.filter(pk=call.pk).update(state="published")
    application = Call.objects.get(pk=call.pk).applications.first()
    Application.objects.filter(pk=application.pk).update(state="scored")
    application.refresh_from_db()
    with pytest.raises(Refused, match="No objection to this list is possible"):
        after.file(application)
    with pytest.raises(Refused, match="No inspection"):
        inspections.check_may_inspect(application, made.now())
    enter(client, application.created_by)
    page = client.get(portal("application", application.pk)).content.decode()
    assert "File an objection" not in page
    assert "No objection to this list" in client.get(portal("objection", application.pk)).content.decode()


def test_a_municipality_of_any_office_may_know_objections_by_its_rulebook(settings):
    settings.OFFICE_JURISDICTION = "montenegro"
    call = made.decided_call()
    version, values = call.rulebook, dict(call.rulebook.values)
    rule = {"value": 8, "law": "čl. 12", "source": "", "confirmed": True}
    values["ranking"] = {**values["ranking"], "objection_days": rule}
    local = type(version).objects.create(
        code="me-objections", jurisdiction=version.jurisdiction, kind=version.kind, title="x", legal_basis="x",
        in_force_from=version.in_force_from, values=values,
    )  # fmt: skip
    Call.objects.filter(pk=call.pk).update(rulebook=local)
    assert terms_of(Call.objects.get(pk=call.pk)).object_law == "čl. 12"


def test_paper_counts_by_the_day_of_the_post_and_a_late_one_is_only_dismissed(call):
    application, by = third(call), call.commission.members.get(role="official").user
    terms = terms_of(call)
    late = terms.object_until + after.days(2)
    noon = datetime.datetime.combine(late, datetime.time(12), tzinfo=ZONE)
    with time_machine.travel(noon, tick=False):
        facts = {"application": application, "text": "Dopis.", "papers": [], "by": by}
        for wrong, words in (
            ({"received_on": late + after.days(1)}, "day of receipt"),
            ({"received_on": late, "posted_on": late + after.days(1)}, "day of posting"),
        ):
            with pytest.raises(Refused, match=words):
                objections.enter_objection(**facts, **wrong)
        posted = objections.enter_objection(**facts, received_on=late, posted_on=terms.object_until)
        assert (posted.in_time, posted.way) == (True, "paper")
        other = call.applications.first()
        handed = objections.enter_objection(
            application=other, text="Kasno.", papers=[], received_on=late, by=by
        )
        assert handed.in_time is False
        score = after.first_score(other)
        with pytest.raises(Refused, match="only be dismissed"):
            objection_replies.uphold(
                objection=handed,
                reply="x",
                points={score.pk: (D(1), "x")},
                by=made.president(call.commission),
            )


@pytest.mark.parametrize(
    ("after_points", "reason", "words"),
    [
        (D(16), "x", "gives 0 to"),
        (D(-1), "x", "gives 0 to"),
        (D("1.5"), "x", "go by"),
        (D(15), "x", "already"),
        (D(3), " ", "Write why the points"),
    ],
)
def test_points_are_corrected_within_the_scheme_with_a_reason(call, after_points, reason, words):
    objection, by = after.file(third(call)), made.president(call.commission)
    score = after.first_score(third(call))
    with pytest.raises(Refused, match=words):
        objection_replies.uphold(
            objection=objection, reply="Da.", points={score.pk: (after_points, reason)}, by=by
        )
    with pytest.raises(Refused, match="at least one"):
        objection_replies.uphold(objection=objection, reply="Da.", points={}, by=by)
    foreign = after.first_score(call.applications.first())
    with pytest.raises(Refused, match="do not belong"):
        objection_replies.uphold(objection=objection, reply="Da.", points={foreign.pk: (D(1), "x")}, by=by)
    assert Objection.objects.get().state == "filed" and Objection.objects.get().corrections.count() == 0


def test_a_dismissed_objection_changes_nothing_and_the_list_is_final(call):
    before = list(call.ranking.rows.values_list("application", "place", "final"))
    objection = after.file(third(call))
    with pytest.raises(Refused, match="wait for the reply"):
        objections.check_objections_over(call)
    with pytest.raises(Refused, match="Write the reason"):
        objection_replies.dismiss(objection=objection, reply=" ", by=made.president(call.commission))
    done = objection_replies.dismiss(
        objection=objection, reply="Partnerstvo nije dokazano.", by=made.president(call.commission)
    )
    assert (done.state, done.letter.kind, done.letter.number) == ("dismissed", "objection", done.reply_number)
    run_job(Job.objects.get(kind="grants.letter").pk)
    done.letter.refresh_from_db()
    assert done.letter.document.number == done.reply_number
    with pytest.raises(Refused, match="may be filed until"):
        objections.check_objections_over(call)
    with over(call):
        objections.check_objections_over(call)
        with pytest.raises(Refused, match="No objection was upheld"):
            reranking.rerank(call=call, note="x", by=made.president(call.commission))
    assert list(Ranking.objects.get().rows.values_list("application", "place", "final")) == before


def test_an_upheld_objection_makes_a_new_list_and_the_old_one_stays(call):
    application, by = third(call), made.president(call.commission)
    run_job(Job.objects.get(kind="grants.ranking_list").pk)
    old_number = call.ranking.number
    objection = after.file(application)
    scores = Score.objects.filter(assignment__application=application, points=0)
    points = {score.pk: (score.subcriterion.max_points, "Dokaz je u prilogu.") for score in scores}
    objection_replies.uphold(objection=objection, reply="Osnovan.", points=points, by=by)
    sheet_totals = {a.pk: a.total for a in application.assignments.all()}
    with pytest.raises(Refused, match="may be filed until"):
        reranking.rerank(call=call, note="Promjena.", by=by)
    with over(call):
        with pytest.raises(Refused, match="make the new ranking list"):
            objections.check_objections_over(Call.objects.get(pk=call.pk))
        with pytest.raises(Refused, match="Write what changed"):
            reranking.rerank(call=Call.objects.get(pk=call.pk), note=" ", by=by)
        with pytest.raises(Refused, match="president"):
            reranking.rerank(call=call, note="x", by=call.commission.members.get(role="official").user)
        new = reranking.rerank(call=Call.objects.get(pk=call.pk), note="Prigovor je osnovan.", by=by)
        assert (new.state, new.number, new.rows.get(application=application).place) == ("draft", "", 1)
        past = PastRanking.objects.get()
        assert (past.edition, past.number, past.why) == (1, old_number, "objections")
        assert past.rows.get(application=application).place == 3
        assert (
            past.variants.get(chosen=True).sha256 and not new.variants.exists()
        )  # kept with the old list, closed
        after.publish_list(Call.objects.get(pk=call.pk))
        call = Call.objects.get(pk=call.pk)
        assert is_final(call) and terms_of(call) is None and call.ranking.number != old_number
        with pytest.raises(Refused, match="No objection to this list"):
            after.file(application)
        run_job(Job.objects.filter(kind="grants.ranking_list").latest("pk").pk)
        past.document.refresh_from_db()
        call.ranking.refresh_from_db()
        assert (past.document.status, past.document.replaced_by) == ("replaced", call.ranking.document)
        objections.check_objections_over(call)
    changes = changes_between(past, list(call.ranking.rows.select_related("application")))
    assert {c.application: (c.place_before, c.place, c.of_points) for c in changes} == {
        application: (3, 1, True),
        call.applications.order_by("pk")[0]: (1, 2, False),
        call.applications.order_by("pk")[1]: (2, 3, False),
    }
    assert {a.pk: a.total for a in application.assignments.all()} == sheet_totals  # signed sheets stay


def test_a_lifted_rejection_goes_to_scoring_before_the_new_list(call):
    rejected = made.application(call, state="rejected")
    by = made.president(call.commission)
    objection = after.file(rejected, "Statut je priložen.")
    objection_replies.uphold(objection=objection, reply="Jeste.", points={}, by=by)
    assert Application.objects.get(pk=rejected.pk).state == "eligible"
    with over(call), pytest.raises(Refused, match="not scored yet"):
        reranking.rerank(call=Call.objects.get(pk=call.pk), note="x", by=by)


def test_the_decision_waits_for_objections(call):
    officer = made.officer(call.body)
    decision = decisions.draft_decision(call=call, by=officer)
    with pytest.raises(Refused, match="may be filed until"):
        decisions.sign_first(decision=decision, by=officer)
    objection = after.file(third(call))
    with over(call):
        with pytest.raises(Refused, match="wait for the reply"):
            decisions.sign_first(decision=decision, by=officer)
        objection_replies.dismiss(objection=objection, reply="Ne.", by=made.president(call.commission))
        assert decisions.sign_first(decision=decision, by=officer).first_signed_by == officer
        with pytest.raises(Refused, match="No objection was upheld"):
            reranking.rerank(call=call, note="x", by=made.president(call.commission))


def test_equals_that_did_not_change_keep_the_order_of_the_commission():
    call = after.listed_call(((80, 80, 80), (80, 80, 80), (60, 60, 60), (50, 50, 50)))
    order = list(call.ranking.rows.filter(place=1).order_by("order").values_list("application", flat=True))
    upheld(call, 10)
    with over(call):
        new = reranking.rerank(
            call=Call.objects.get(pk=call.pk), note="x", by=made.president(call.commission)
        )
    rows = new.rows.filter(place=1).order_by("order")
    assert [(row.application_id, row.tie_reason) for row in rows] == [(pk, "Više korisnika.") for pk in order]
    assert ranking.open_ties(new) == {}


def test_inspection_by_appointment_and_online_is_recorded(call):
    application, at = third(call), made.now()
    person, by = application.created_by, made.officer(call.body)
    asked = inspections.ask_inspection(application=application, wanted="Prve tri prijave.", at=at, by=person)
    with pytest.raises(Refused, match="asked for an inspection already"):
        inspections.ask_inspection(application=application, wanted="x", at=at, by=person)
    late = datetime.datetime.combine(asked.until, datetime.time(10), tzinfo=ZONE) + after.days(1)
    with pytest.raises(Refused, match="after the last day"):
        inspections.appoint(inspection=asked, meets_at=late, place="Soba 3", by=by)
    with pytest.raises(Refused, match="passed already"):
        inspections.appoint(inspection=asked, meets_at=at - after.days(1), place="Soba 3", by=by)
    meets = datetime.datetime.combine(asked.until, datetime.time(23, 50), tzinfo=ZONE)
    asked = inspections.appoint(inspection=asked, meets_at=meets, place="Soba 3", by=by)
    assert application.letters.get().kind == "inspection"
    closed = inspections.close_inspection(inspection=asked, came=True, written="Došla je Ana Anić.", by=by)
    assert (closed.state, closed.closed_by) == ("held", by)
    view = inspections.see_sheets(application=application, at=at, by=person)
    assert (view.seen_by, application.sheet_views.count()) == (person, 1)
    with pytest.raises(Refused, match="time for inspection ended"):
        inspections.see_sheets(application=application, at=at + after.days(9), by=person)
    assert timezone.localdate(at) < asked.until


def test_the_rooms_of_the_applicant(call, client):
    application = third(call)
    enter(client, application.created_by)
    page = client.get(portal("application", application.pk)).content.decode()
    assert "File an objection, until" in page and "Inspect the applications" in page
    assert client.get(portal("sheets", application.pk)).status_code == 302  # opened first, and recorded
    client.post(portal("sheets_open", application.pk))
    sheets = client.get(portal("sheets", application.pk)).content.decode()
    assert sheets.count("Sheet ") >= 3 and made.president(call.commission).full_name not in sheets
    client.post(portal("inspection", application.pk), {"wanted": "Sve prijave."})
    assert "Sve prijave." in client.get(portal("inspection", application.pk)).content.decode()
    empty = client.post(portal("objection", application.pk), {"text": ""}).content.decode()
    assert "error-summary" in empty
    bad = SimpleUploadedFile("virus.exe", b"MZ")
    assert (
        "error-summary"
        in client.post(portal("objection", application.pk), {"text": "x", "papers": bad}).content.decode()
    )
    paper = SimpleUploadedFile("dokaz.pdf", PDF, content_type="application/pdf")
    client.post(portal("objection", application.pk), {"text": "Partnerstvo.", "papers": paper})
    found = Objection.objects.get()
    assert (found.papers.count(), found.way) == (1, "portal")
    mine = client.get(portal("objection", application.pk)).content.decode()
    assert found.number in mine and "File the objection" not in mine
    file = client.get(portal("objection_paper", found.pk, found.papers.get().pk))
    assert b"".join(file.streaming_content) == PDF
    enter(client, made.ngo_person()[0])
    for name, *args in (
        ("objection", application.pk),
        ("inspection", application.pk),
        ("sheets", application.pk),
        ("objection_paper", found.pk, found.papers.get().pk),
    ):
        assert client.get(portal(name, *args)).status_code == 404


PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def test_the_rooms_of_staff_and_the_public_page(call, client, django_assert_num_queries):
    application, by = third(call), made.president(call.commission)
    objection = after.file(application, "Tajni razlozi Petra Petrovića.")
    inspections.ask_inspection(
        application=application, wanted="Sve.", at=made.now(), by=application.created_by
    )
    enter(client, by)
    desk = client.get(reverse("office_staff:desk")).content.decode()
    assert f"Answer objection {objection.number}" in desk and "Give appointments" in desk
    assert objection.number in client.get(staff("after_list", call.pk)).content.decode()
    assert "Tajni razlozi" in client.get(staff("objection", objection.pk)).content.decode()
    score = after.first_score(application)
    wrong = client.post(
        staff("objection_uphold", objection.pk),
        {"reply": "Osnovan.", f"points-{score.pk}": "99", f"reason-{score.pk}": "x"},
    ).content.decode()
    assert "gives 0 to" in wrong
    client.post(
        staff("objection_uphold", objection.pk),
        {"reply": "Osnovan.", f"points-{score.pk}": "14", f"reason-{score.pk}": "Dokaz."},
    )
    objection.refresh_from_db()
    assert (objection.state, objection.corrections.get().after) == ("upheld", D(14))
    assert "Osnovan." in client.get(staff("objection", objection.pk)).content.decode()
    public = reverse("grants_public:call", args=[call.slug])
    page = client.get(public).content.decode()
    assert objection.number in page and "Osnovan." in page and "Tajni razlozi" not in page
    with over(call):
        enter(client, by)  # the session of sixteen days ago has ended
        assert "Make the new ranking list" in client.get(staff("after_list", call.pk)).content.decode()
        client.post(staff("rerank", call.pk), {"note": "Bodovi su ispravljeni."})
    past = PastRanking.objects.get()
    page = client.get(public).content.decode()
    assert past.number in page and "Bodovi su ispravljeni." in page
    old = reverse("grants_public:past_ranking", args=[call.slug, 1])
    assert past.number in client.get(old).content.decode()
    assert client.get(reverse("grants_public:past_ranking", args=[call.slug, 2])).status_code == 404
    enter(client, made.officer(made.body(kind="department")))
    for name, pk in (("after_list", call.pk), ("rerank", call.pk), ("objection", objection.pk),
                     ("objection_uphold", objection.pk), ("objection_dismiss", objection.pk),
                     ("inspection_appoint", Inspection.objects.get().pk), ("inspection_close", Inspection.objects.get().pk),
                     ("objection_enter", application.pk)):  # fmt: skip
        assert client.get(staff(name, pk)).status_code == 404, name
    enter(client, application.created_by)
    assert client.get(staff("objection", objection.pk)).status_code == 403
    assert client.get(staff("after_list", call.pk)).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_room_asks_the_same_for_one_and_for_three(call, client, django_assert_num_queries, count):
    for application in call.applications.all()[:count]:
        after.file(application)
        inspections.ask_inspection(
            application=application, wanted="x", at=made.now(), by=application.created_by
        )
    enter(client, made.president(call.commission))
    client.get(staff("after_list", call.pk))
    with django_assert_num_queries(12):
        client.get(staff("after_list", call.pk))
