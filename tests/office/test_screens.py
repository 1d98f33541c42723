"""Screens of the kernel: jobs, outbox, audit trail, bodies, pages of the office."""

import datetime

import pytest
from django.test import Client
from post_office.models import STATUS, Email

from office import audit, mail, uploads
from office.home import PARTS, PORTAL_MENU, STAFF_MENU, in_parts, shown
from office.models import Body, Job, Page
from office.queries.pages import page_to_show
from office.roles import Permission, Role
from tests.factories.office import administrator, client_of, person
from tests.office import evil

pytestmark = pytest.mark.django_db


def text(response) -> str:
    """The page as text."""
    assert response.status_code == 200, response
    return response.content.decode()


def test_job_page_shows_progress_stop_and_result(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    officer = person("officer", Role.OFFICE_OFFICER)
    browser = client_of(officer)
    job = Job.objects.create(
        kind="office.scan", ordered_by=officer, state="running", done=3, total=10, text="row 3"
    )
    page = text(browser.get(f"/staff/jobs/{job.pk}/"))
    assert (
        'value="3"' in page and "row 3" in page and 'http-equiv="refresh"' in page and "Virus check" in page
    )
    assert f'hx-get="/staff/jobs/{job.pk}/progress/"' in page
    assert browser.post(f"/staff/jobs/{job.pk}/cancel/").status_code == 302
    job.refresh_from_db()
    assert job.cancel_asked
    job.state, job.result_file = "done", uploads.store(evil.upload("a.pdf", evil.pdf()), by=officer)
    job.save()
    part = browser.get(f"/staff/jobs/{job.pk}/progress/")
    assert part["HX-Refresh"] == "true" and 'http-equiv="refresh"' not in text(
        browser.get(f"/staff/jobs/{job.pk}/")
    )
    result = browser.get(f"/staff/jobs/{job.pk}/result/")
    assert b"".join(result.streaming_content).startswith(b"%PDF-")
    assert result["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_job_of_another_person_is_not_found_but_watchers_see_it():
    owner, other, reader = (
        person("o", Role.OFFICE_OFFICER),
        person("x", Role.OFFICE_OFFICER),
        person("r", Role.READER),
    )
    job = Job.objects.create(kind="office.scan", ordered_by=owner, state="failed", error="The disk is full.")
    assert client_of(other).get(f"/staff/jobs/{job.pk}/").status_code == 404
    assert client_of(other).post(f"/staff/jobs/{job.pk}/retry/").status_code == 404
    assert "The disk is full." in text(client_of(reader).get(f"/staff/jobs/{job.pk}/"))
    browser = client_of(owner)
    again = browser.post(f"/staff/jobs/{job.pk}/retry/")
    assert again["Location"] == f"/staff/jobs/{Job.objects.get(state='waiting').pk}/"
    assert "Virus check" in text(browser.get("/staff/jobs/?state=failed"))


def test_file_in_quarantine_is_not_given(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    officer = person("officer", Role.OFFICE_OFFICER)
    stored = uploads.store(evil.upload("a.pdf", evil.pdf()), by=officer)
    browser = client_of(officer)
    job = Job.objects.create(kind="x", ordered_by=officer, state="done", result_file=stored)
    for state, words in (("quarantine", "is being checked"), ("refused", "virus check refused")):
        stored.state = state
        stored.save()
        page = browser.get(f"/staff/jobs/{job.pk}/result/")
        assert page.status_code == 409 and words in page.content.decode()


def test_outbox_searches_shows_and_sends_again():
    officer = person("officer", Role.OFFICE_OFFICER)
    job = Job.objects.create(kind="x")
    mail.queue(
        subject="Poziv 3",
        text="Dragi <b>svi</b>",
        to=["a@example.test"],
        headers={mail.ABOUT: f"office.job:{job.pk}"},
    )
    mail.queue(subject="Drugo", text="t", to=["b@example.test"], headers={})
    Email.objects.update(status=STATUS.failed)
    browser = client_of(officer)
    for query in ("words=poziv", "words=a@example", f"about=office.job:{job.pk}", "state=failed&words=Poziv"):
        page = text(browser.get(f"/staff/outbox/?{query}"))
        assert "Poziv 3" in page and "Drugo" not in page
    email = Email.objects.get(subject="Poziv 3")
    assert "Dragi &lt;b&gt;svi" in text(browser.get(f"/staff/outbox/{email.pk}/"))
    assert browser.post(f"/staff/outbox/{email.pk}/resend/").status_code == 302
    email.refresh_from_db()
    assert email.status == STATUS.queued and audit.timeline(email)[0].action == "resend"
    assert client_of(person("body", Role.READER)).get(f"/staff/outbox/{email.pk}/").status_code == 403


def test_audit_filters_and_pages_by_key():
    browser = client_of(person("reader", Role.READER))
    job, other = Job.objects.create(kind="x"), Job.objects.create(kind="y")
    for number in range(120):
        audit.record("step", job, by=None, note=f"n{number}")
    audit.record("change", other, by=None, note="ž < š")
    first = browser.get(f"/staff/audit/?subject=office.job&subject_id={job.pk}")
    seen = [event.note for event in first.context["events"]]
    older = browser.get(f"/staff/audit/{first.context['next_url']}")
    seen += [event.note for event in older.context["events"]]
    last = browser.get(f"/staff/audit/{older.context['next_url']}")
    seen += [event.note for event in last.context["events"]]
    assert seen == [f"n{number}" for number in reversed(range(120))] and last.context["next_url"] == ""
    newer = browser.get(f"/staff/audit/{last.context['previous_url']}")
    assert [event.note for event in newer.context["events"]] == [f"n{n}" for n in range(69, 19, -1)]
    assert "ž &lt; š" in text(browser.get(f"/staff/audit/?words=%C5%BE&subject_id={other.pk}"))
    assert "No audit line matches." in text(browser.get("/staff/audit/?until=1999-01-01"))
    for bad in (
        "before=x",
        "subject=%00",
        "since=31.31.2026",
        "before=99999999999999999999999",
        "words=" + "a" * 500,
    ):
        assert browser.get(f"/staff/audit/?{bad}").status_code == 200


def test_body_gets_a_new_name_an_end_and_a_successor():
    browser = client_of(administrator())
    facts = {"code": "mrs", "name": "Ministarstvo rada", "kind": "national", "valid_from": "2010-01-01"}
    assert browser.post("/staff/bodies/new/", facts).status_code == 302
    assert "already has this code" in text(browser.post("/staff/bodies/new/", facts))
    rename = {"name": "Ministarstvo rada i socijalnog staranja", "since": "2016-11-28"}
    assert browser.post("/staff/bodies/mrs/rename/", rename).status_code == 302
    browser.post(
        "/staff/bodies/mrs/rename/",
        {"name": "Ministarstvo finansija i socijalnog staranja", "since": "2020-12-04"},
    )
    assert "choose a later day" in text(
        browser.post("/staff/bodies/mrs/rename/", {"name": "Novo", "since": "2019-01-01"})
    )
    body = Body.objects.prefetch_related("names").get(code="mrs")
    names = [body.name_on(datetime.date(year, 1, 1)) for year in (2015, 2018, 2022)]
    assert names == ["Ministarstvo rada", rename["name"], "Ministarstvo finansija i socijalnog staranja"]
    Body.objects.create(code="new", kind="national", name="Ministarstvo socijalnog staranja")
    successor = Body.objects.get(code="new").pk
    browser.post("/staff/bodies/mrs/end/", {"last_day": "2024-07-23", "successor": successor})
    page = text(browser.get("/staff/bodies/mrs/"))
    assert "Ministarstvo socijalnog staranja" in page and "Former names" in page
    assert Body.objects.get(code="mrs").successor_id == successor
    browser.post("/staff/bodies/mrs/", {"kind": "national", "short_name": "MRSS", "email": "a@example.test"})
    assert Body.objects.get(code="mrs").short_name == "MRSS"
    assert "Ministarstvo rada i" in text(browser.get("/staff/bodies/?words=rada+i"))


def test_page_of_the_office_is_cleaned_public_and_falls_back():
    browser = client_of(person("editor", Role.OFFICE_OFFICER))
    shipped = text(Client().get("/en/about/"))
    assert browser.get("/staff/pages/about/en/").status_code == 200
    body = "## Who we are\n\nWe & you.\nhttps://example.test/a\n\n- one\n- two <script>x</script>"
    assert browser.post("/staff/pages/about/en/", {"title": "About us", "body": body}).status_code == 302
    page = text(Client().get("/en/about/"))
    assert "<h2>Who we are</h2>" in page and "We &amp; you.<br" in page and "<li>one</li>" in page
    assert 'href="https://example.test/a"' in page and "<script>x" not in page and page != shipped
    html = '<p onclick="x()">Hi <a href="javascript:x()">a</a><script>x</script></p>'
    browser.post("/staff/pages/about/en/", {"title": "About us", "body": html})
    assert (
        Page.objects.get(slug="about", language="en").body == '<p>Hi <a rel="noopener noreferrer">a</a></p>'
    )
    browser.post("/staff/pages/about/en/", {"title": "About us", "body": ""})
    assert page_to_show("about", "en") is None and text(Client().get("/en/about/")) == shipped
    assert browser.get("/staff/pages/other/en/").status_code == 404
    assert browser.get("/staff/pages/about/xx/").status_code == 404
    assert "About the office" in text(browser.get("/staff/pages/"))


def test_note_on_the_donor_stands_under_every_page_of_the_office_in_its_language():
    browser = client_of(person("editor", Role.OFFICE_OFFICER))
    assert "nothing is written" in text(browser.get("/staff/pages/"))
    note = {
        "title": "With the help of the Union",
        "body": "This portal was made with the money of the Union.",
    }
    assert browser.post("/staff/pages/donor/en/", note).status_code == 302
    for slug in ("about", "contact", "privacy", "accessibility"):
        assert note["body"] in text(Client().get(f"/en/{slug}/"))
    assert note["body"] not in text(Client().get("/cnr/about/"))
    browser.post("/staff/pages/donor/en/", {**note, "body": ""})
    assert note["title"] not in text(Client().get("/en/about/"))


def test_of_an_entry_and_one_below_it_the_menu_marks_the_one_below(settings, english):
    settings.OFFICE_JURISDICTION = "serbia"
    marked = {
        path: [
            str(item["title"]) for item in shown(STAFF_MENU, path, frozenset(Permission)) if item["current"]
        ]
        for path in (
            "/staff/",
            "/staff/calls/",
            "/staff/calls/4/",
            "/staff/calls/plans/",
            "/staff/calls/plans/new/",
        )
    }
    assert list(marked.values()) == [
        ["Desk"],
        ["Public calls"],
        ["Public calls"],
        ["Plan of calls"],
        ["Plan of calls"],
    ]


@pytest.mark.parametrize("slug", ["about", "contact", "privacy", "accessibility"])
def test_shipped_pages_answer_to_everybody_and_may_be_cached(slug, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        answer = Client().get(f"/en/{slug}/")
    assert answer.status_code == 200 and "public" in answer["Cache-Control"] and "Set-Cookie" not in answer


def test_audit_words_follow_the_language():
    reader = person("reader", Role.READER, language="cnr")
    body = Body.objects.create(code="b", kind="national", name="B")
    audit.record("rename", body, by=None)
    page = text(client_of(reader).get(f"/staff/audit/?subject=office.body&subject_id={body.pk}"))
    assert "Preimenovano" in page and "rename" not in page


def test_a_long_menu_stands_in_parts_and_a_short_one_in_one_row(settings, english):
    settings.OFFICE_JURISDICTION = "montenegro"
    whole = in_parts(shown(STAFF_MENU, "/staff/contracts/", frozenset(Permission)), PARTS["staff"])
    assert [str(part["title"]) for part in whole] == [
        "Desk",
        "Register",
        "Public money",
        "Council",
        "Reports",
        "Office",
    ]
    assert [part["url"] for part in whole][:3] == ["/staff/", "/staff/register/", "/staff/programming/"]
    money = next(part for part in whole if part["current"])
    assert [str(item["title"]) for item in money["entries"] if item["current"]] == ["Contracts"]
    few = shown(STAFF_MENU, "/staff/calls/", frozenset({Permission.ENTER_STAFF, Permission.MANAGE_CALLS}))
    assert in_parts(few, PARTS["staff"]) == few


def test_the_portal_of_an_office_with_all_rooms_stands_in_parts(settings, english):
    settings.OFFICE_JURISDICTION = "montenegro"
    whole = in_parts(shown(PORTAL_MENU, "/portal/wallet/"), PARTS["portal"])
    assert [str(part["title"]) for part in whole] == ["What to do", "Register", "Public money", "Nominations"]
    money = next(part for part in whole if part["current"])
    assert [str(item["title"]) for item in money["entries"]][:4] == [
        "Applications",
        "Partnerships",
        "Contracts",
        "Documents",
    ]
    settings.OFFICE_JURISDICTION = "novi_sad"
    short = shown(PORTAL_MENU, "/portal/wallet/")
    assert in_parts(short, PARTS["portal"]) == short
