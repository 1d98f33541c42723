"""Pages of the life of a call: anonymous, wrong door, not yours, yours, refused; nothing of who asked is shown."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from grants.models import Call, CallQuestion, CallReview, CallTemplate, CallWatch, PlannedPublication
from grants.services import call_templates, calls
from grants.watch_links import token
from tests.factories import calls as situations
from tests.factories import form, life
from tests.factories import grants as made
from tests.factories.applications import enter
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_second_factor(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


def at(name, *args, door="staff"):
    return reverse(f"grants_{door}:{name}", args=args)


def sent(client, address, **facts):
    """A POST that must lead on."""
    answer = client.post(address, facts)
    assert answer.status_code == 302, answer.context["form"].errors if answer.context else answer.content
    return answer


def shown(client, address) -> str:
    """A page that opens, as its text."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def draft_pages(call: Call) -> list[str]:
    return [at(name, call.pk) for name in ("call_dates", "call_planned", "call_review", "call_questions")]


def published_pages(call: Call) -> list[str]:
    return [at(name, call.pk) for name in ("call_correct", "call_repeat", "call_second", "call_questions")]


def test_nobody_comes_in_through_the_wrong_door(client):
    draft, call = made.draft_call(), made.published_call()
    review = life.review(draft, remarks=1)
    question = life.question(call)
    own = [
        *draft_pages(draft),
        *published_pages(call),
        at("call_source", draft.commission_id),
        at("call_question", call.pk, question.pk),
    ]
    office = [
        at("call_reviews"),
        at("call_opinion", review.pk),
        at("call_templates"),
        at("call_template", call.pk),
    ]
    for address in [*own, *office]:
        assert client.get(address).status_code == 302, address
    client.force_login(made.ngo_person()[0])
    for address in [*own, *office]:
        assert client.get(address).status_code == 403, address
    client.force_login(made.officer(made.body()))
    for address in own:
        assert client.get(address).status_code == 404, address
    for address in office:
        assert client.get(address).status_code == 403, address
    client.force_login(made.president(draft.commission))
    assert client.get(at("call_opinion", review.pk)).status_code == 403


def test_posts_of_strangers_find_nothing(client):
    call, draft = made.published_call(), made.draft_call()
    question, plan = life.question(call), life.planned(draft, minutes=60)
    review = life.review(draft, remarks=1, sent=True)
    remark = review.remarks.get()
    addresses = [
        at("call_look", draft.pk, "money"),
        at("call_planned_off", draft.pk, plan.pk),
        at("call_review_back", draft.pk),
        at("call_remark", draft.pk, remark.pk),
        at("call_question", call.pk, question.pk),
        at("call_question_dismiss", call.pk, question.pk),
        at("call_correct", call.pk),
    ]
    client.force_login(made.officer(made.body()))
    for address in addresses:
        assert client.post(address, {"note": "x"}).status_code == 404, address
    client.force_login(made.president(draft.commission))
    assert client.post(at("call_remark", draft.pk, 0)).status_code == 404
    assert client.get(at("call_look", draft.pk, "money")).status_code == 405
    assert client.post(at("call_planned_off", draft.pk, 0)).status_code == 404


def test_begun_from_everything_there_is(client):
    commission = made.commission()
    old = made.published_call(commission, title="Lanjski")
    model = made.published_call(title="Uzor")
    call_templates.mark_template(call=model, name="Uzor za sve", by=life.reviewer())
    decision = situations.decision(year=commission.year, state="adopted", rows=0)
    item = situations.item(decision, body=commission.body)
    client.force_login(made.president(commission))
    page = at("call_source", commission.pk)
    found = client.post(at("call_start") + f"?commission={commission.pk}")
    assert found.status_code == 302 and found.url == page
    text = shown(client, page)
    assert "Lanjski" in text and "Uzor za sve" in text
    assert sent(client, page, source="empty").url == at("call_new", commission.pk)
    missing = client.post(page, {"source": "call"})
    assert missing.context["form"].errors["call"]
    sent(client, page, source="call", call=old.pk, title="Ovogodišnji")
    sent(client, page, source="template", template=CallTemplate.objects.get().pk)
    sent(client, page, source="item", item=item.pk, title="Po odluci")
    drafts = Call.objects.filter(state="draft").order_by("pk")
    assert [call.title for call in drafts] == ["Ovogodišnji", "Uzor za sve", "Po odluci"]
    foreign = made.published_call()
    refused = client.post(page, {"source": "call", "call": foreign.pk})
    assert refused.context["form"].errors["call"]
    first = drafts[0]
    file = shown(client, at("call", first.pk))
    assert file.count("/look/") == 6
    sent(client, at("call_look", first.pk, "money"))
    assert shown(client, at("call", first.pk)).count("/look/") == 5


def test_dates_and_the_planned_hour_in_pages(client):
    call = made.draft_call()
    client.force_login(made.president(call.commission))
    for address in draft_pages(call):
        shown(client, address)
    sent(
        client, at("call_dates", call.pk), questions_until=(timezone.localdate() + datetime.timedelta(days=9))
    )
    page = at("call_planned", call.pk)
    past = client.post(page, {"day": "2020-01-01", "hour": "10:00", "open_days": "30"})
    assert past.status_code == 200 and past.context["form"].errors
    wrong = client.post(page, {"day": "prvi", "hour": "25:99", "open_days": "-4"})
    assert set(wrong.context["form"].errors) == {"day", "hour", "open_days"}
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    sent(client, page, day=tomorrow.isoformat(), hour="10:00", open_days="30")
    plan = PlannedPublication.objects.get()
    assert timezone.localtime(plan.at).strftime("%H:%M") == "10:00"
    assert at("call_planned_off", call.pk, plan.pk) in shown(client, page)
    sent(client, at("call_planned_off", call.pk, plan.pk))
    plan.refresh_from_db()
    assert plan.state == "cancelled"


def test_review_and_remarks_in_pages(client):
    call = made.draft_call(title="Nacrt za pregled")
    president, office = made.president(call.commission), life.reviewer()
    client.force_login(president)
    sent(client, at("call_review", call.pk), message="Molimo za mišljenje.")
    review = CallReview.objects.get()
    assert Email.objects.filter(to=office.email).count() == 1
    client.force_login(office)
    assert "Nacrt za pregled" in shown(client, at("call_reviews"))
    page = at("call_opinion", review.pk)
    assert "Molimo za mišljenje." in shown(client, page)
    empty = client.post(page, {"part": "texts", "text": "  "})
    assert empty.context["form"].errors["text"]
    for text in ("Navesti osnov.", "Suvišno."):
        sent(client, page, part="texts", text=text)
    sent(client, at("remark_remove", review.pk, review.remarks.get(text="Suvišno.").pk))
    sent(client, at("call_opinion_give", review.pk), action="agree")
    review.refresh_from_db()
    assert review.state == "asked"
    assert client.post(at("call_opinion_give", review.pk), {"action": "?"}).url == page
    sent(client, at("call_opinion_give", review.pk), action="send_remarks", opinion="Doraditi.")
    shown(client, page)
    client.force_login(president)
    assert "Navesti osnov." in shown(client, at("call_review", call.pk))
    remark = review.remarks.get()
    shown(client, at("call_remark", call.pk, remark.pk))
    sent(client, at("call_remark", call.pk, remark.pk), taken_over="yes", answer="Navedeno.")
    assert "Navedeno." in shown(client, at("call_review", call.pk))
    sent(client, at("call_review", call.pk), message="")
    sent(client, at("call_review_back", call.pk))
    sent(client, at("call_review", call.pk), message="")
    client.force_login(office)
    last = CallReview.objects.latest("pk")
    shown(client, at("call_opinion", last.pk))
    assert sent(client, at("call_opinion_give", last.pk), action="agree").url == at("call_reviews")
    assert shown(client, at("call_reviews")).count("Nacrt za pregled") == 2


def test_questions_in_pages_name_nobody(client):
    call = made.published_call()
    asker, president = UserFactory(full_name="Tajna Osoba"), made.president(call.commission)
    page = at("call_questions", call.slug, door="portal")
    assert page in shown(client, f"/en/calls/{call.slug}/")
    assert client.get(page).status_code == 302
    client.force_login(asker)
    shown(client, page)
    assert client.post(page, {"text": " "}).context["form"].errors["text"]
    assert client.post(page, {"text": "x" * 2001}).context["form"].errors["text"]
    sent(client, page, text="Da li je <b>partner</b> obavezan?")
    question = CallQuestion.objects.get()
    assert "&lt;b&gt;partner" in shown(client, page)
    client.force_login(president)
    inside = shown(client, at("call_questions", call.pk)) + shown(
        client, at("call_question", call.pk, question.pk)
    )
    assert "Tajna Osoba" not in inside and asker.email not in inside
    assert "Tajna Osoba" not in shown(client, at("call", call.pk))
    sent(client, at("call_question", call.pk, question.pk), asked="Da li je partner obavezan?", text="Nije.")
    client.logout()
    public = shown(client, f"/en/calls/{call.slug}/")
    assert "Nije." in public and "Tajna Osoba" not in public
    client.force_login(president)
    again = {"asked": "Da li je partner obavezan?", "text": "Jeste.", "note": "Pogrešno navedeno."}
    sent(client, at("call_question", call.pk, question.pk), **again)
    other = life.question(call, text="Nije za ovaj konkurs")
    sent(client, at("call_question_dismiss", call.pk, other.pk), note="")
    other.refresh_from_db()
    assert other.state == "asked"
    sent(client, at("call_question_dismiss", call.pk, other.pk), note="Drugi konkurs.")
    client.logout()
    public = shown(client, f"/en/calls/{call.slug}/")
    assert "Jeste." in public and "Nije." in public and "Nije za ovaj konkurs" not in public


def test_after_the_last_day_the_page_says_so(client):
    call = made.published_call(questions_until=timezone.localdate() - datetime.timedelta(days=1))
    page = at("call_questions", call.slug, door="portal")
    client.force_login(UserFactory())
    assert 'name="text"' not in shown(client, page)
    assert client.post(page, {"text": "Kasno?"}).status_code == 200
    assert client.get(at("call_questions", "nema-ga", door="portal")).status_code == 404
    draft = made.draft_call()
    assert client.get(at("call_questions", draft.slug, door="portal")).status_code == 404


def correction_of(call: Call, **changed) -> dict:
    """The whole form of a correction, as a browser sends it."""
    names = (
        "title",
        "goals",
        "problems",
        "activities",
        "target_groups",
        "legal_basis",
        "strategies",
        "contact",
    )
    return {**{name: getattr(call, name) for name in names}, "questions_until": "", **changed}


def test_a_correction_in_pages_is_read_by_everybody(client):
    call = made.published_call(activities="Obuke")
    client.force_login(made.president(call.commission))
    page = at("call_correct", call.pk)
    shown(client, page)
    assert client.post(page, correction_of(call, activities="X")).context["form"].errors["note"]
    assert client.post(page, correction_of(call, note="R.")).context["form"].errors
    sent(client, page, **correction_of(call, activities="Kampanje", note="Greška."))
    inside = shown(client, at("call", call.pk))
    client.logout()
    for text in (inside, shown(client, f"/en/calls/{call.slug}/")):
        assert "<del>Obuke</del>" in text and "<ins>Kampanje</ins>" in text and "Greška." in text


def test_annulment_repetition_and_second_call_in_pages(client):
    call = made.published_call()
    president = made.president(call.commission)
    client.force_login(president)
    sent(client, at("call_step", call.pk), action="cancel", note="Greška u iznosu.")
    shown(client, at("call_repeat", call.pk))
    assert client.post(at("call_repeat", call.pk), {"reason": ""}).context["form"].errors["reason"]
    answer = sent(client, at("call_repeat", call.pk), reason="Ispravljen iznos.")
    later = Call.objects.get(state="draft")
    assert answer.url == at("call", later.pk)
    assert call.number in shown(client, at("call", later.pk))
    assert later.title in shown(client, at("call", call.pk))
    assert at("call_repeat", call.pk) not in shown(client, at("call", call.pk))
    calls.publish_call(call=later, by=president)
    later.refresh_from_db()
    client.logout()
    assert f"/en/calls/{later.slug}/" in shown(client, f"/en/calls/{call.slug}/")
    assert f"/en/calls/{call.slug}/" in shown(client, f"/en/calls/{later.slug}/")


def test_the_rest_in_pages(client):
    call = made.decided_call(awarded=1)
    client.force_login(made.president(call.commission))
    assert at("call_second", call.pk) in shown(client, at("call", call.pk))
    page = at("call_second", call.pk)
    assert client.post(page, {"total": "99.999,00", "reason": "R."}).context["form"].errors["total"]
    assert client.post(page, {"total": "slovo", "reason": "R."}).context["form"].errors["total"]
    sent(client, page, total="45.000,00", reason="Ostatak sredstava.")
    assert Call.objects.get(state="draft").total == 45_000


def test_templates_in_pages(client):
    call = made.published_call()
    client.force_login(life.reviewer())
    assert at("call_template", call.pk) in shown(client, at("call", call.pk))
    shown(client, at("call_template", call.pk))
    sent(client, at("call_template", call.pk), name="Uzor", note="Za male opštine")
    assert "Za male opštine" in shown(client, at("call_templates"))
    sent(client, at("call_template_end", CallTemplate.objects.get().pk))
    assert client.post(at("call_template_end", CallTemplate.objects.get().pk)).status_code == 404
    shown(client, at("call_templates"))


def test_watching_in_pages(client):
    call = made.published_call()
    page = at("call_watch", door="public")
    shown(client, page)
    shown(client, f"{page}?call={call.slug}")
    assert client.get(f"{page}?call=nema").status_code == 404
    assert client.post(page, {"email": "nije adresa"}).context["form"].errors["email"]
    assert client.post(page, {"email": "a@example.test", "website": "x"}).status_code == 302
    assert Email.objects.count() == 0
    facts = {"email": "prati@example.test", "body": call.body.code, "area": "", "words": "voda"}
    assert client.post(page, facts).url == at("call_watch_asked", door="public")
    watch = CallWatch.objects.get()
    confirm = at("call_watch_confirm", token("confirm", watch.pk), door="public")
    assert call.body.name in shown(client, confirm)
    watch.refresh_from_db()
    assert watch.confirmed_at is None
    manage = client.post(confirm).url
    assert call.body.name in shown(client, manage) and "prati@example.test" not in shown(client, manage)
    shown(client, at("call_watch_asked", door="public"))
    shown(client, at("call_watch_ended", door="public"))
    end = at("call_watch_end", token("manage", watch.watcher_id), door="public")
    shown(client, end)
    assert client.post(end).status_code == 302 and CallWatch.objects.count() == 0
    assert client.post(end).status_code == 302
    shown(client, end)
    assert client.get(confirm).status_code == 404 and client.get(manage).status_code == 404


def test_ending_one_watch_leaves_the_other(client):
    call = made.published_call()
    first, _second = life.watch(call=call), life.watch(body=call.body)
    manage = at("call_watch_manage", token("manage", first.watcher_id), door="public")
    assert client.post(manage, {"watch": first.pk}).url == manage
    assert client.post(manage, {"watch": "nonsense"}).status_code == 302
    assert CallWatch.objects.count() == 1
    client.post(manage, {"watch": "all"})
    assert CallWatch.objects.count() == 0


def test_the_feed_keeps_the_filter(client):
    call, other = made.published_call(title="Vodni"), made.published_call(title="Kulturni")
    everything = client.get("/calls/feed/").content.decode()
    assert "Vodni" in everything and "Kulturni" in everything
    some = client.get(f"/calls/feed/?body={call.body.code}").content.decode()
    assert "Vodni" in some and "Kulturni" not in some
    area = other.areas.get().code
    assert "Kulturni" in client.get(f"/calls/feed/?area={area}").content.decode()
    assert f"/calls/feed/?body={call.body.code}" in shown(client, f"/en/calls/?body={call.body.code}")


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_number_of_questions(client, count):
    office = life.reviewer()
    for n in range(count):
        draft = made.draft_call(title=f"Nacrt {n}")
        life.review(draft)
        call_templates.mark_template(call=made.published_call(), name=f"Uzor {n}", by=office)
    call = made.published_call()
    for n in range(count):
        life.question(call, answered=n > 0, text=f"Pitanje {n}?")
    client.force_login(office)
    client.get(at("call_reviews"))
    counted = {}
    for name, address in (
        ("reviews", at("call_reviews")),
        ("templates", at("call_templates")),
        ("questions", at("call_questions", call.pk)),
    ):
        with CaptureQueriesContext(connection) as queries:
            shown(client, address)
        counted[name] = len(queries)
    assert counted == {"reviews": 6, "templates": 5, "questions": 6}


def test_a_remark_points_at_a_question_of_the_form_and_stands_beside_it(client):
    draft = made.draft_call()
    own = form.section(draft)
    asked = form.question(draft, page=f"own-{own.pk}", text="Ko održava uslugu?")
    before = draft.eligibility_questions.create(
        order=1, text="Radite li godinu dana?", explanation="Traži se."
    )
    review = life.review(draft)
    office = enter(type(client)(), life.reviewer())
    page = office.get(at("call_opinion", review.pk)).content.decode()
    for words in ("In the form of the application", "Održivost usluge: Ko održava uslugu?", before.text):
        assert words in page
    for part, text in (
        (f"form|question-{asked.key}", "Skratiti pitanje."),
        (f"form|before-{before.pk}", "Nije uslov zakona."),
        ("form|project", "Tražiti i partnere."),
        ("texts", "Ispraviti ciljeve."),
    ):
        assert office.post(at("call_opinion", review.pk), {"part": part, "text": text}).status_code == 302
    bad = office.post(at("call_opinion", review.pk), {"part": "form|nema", "text": "x"})
    assert bad.status_code == 200 and review.remarks.count() == 4
    body = enter(type(client)(), made.president(draft.commission))
    assert "Skratiti pitanje." not in body.get(at("call_form", draft.pk)).content.decode()
    office.post(at("call_opinion_give", review.pk), {"action": "send_remarks", "opinion": "Doraditi."})
    page = body.get(at("call_form", draft.pk)).content.decode()
    question = page[page.index(f'id="{asked.key}"') :]
    assert "Skratiti pitanje." in question[: question.index("</ul>")]
    assert "Nije uslov zakona." in page and "Tražiti i partnere." in page and "Ispraviti ciljeve." not in page
    remark = review.remarks.get(text="Skratiti pitanje.")
    assert at("call_remark", draft.pk, remark.pk) in page
    body.post(at("call_remark", draft.pk, remark.pk), {"taken_over": "yes", "answer": "Skraćeno."})
    type(asked).objects.filter(pk=asked.pk).delete()
    page = body.get(at("call_form", draft.pk)).content.decode()
    assert "Održivost usluge: Ko održava uslugu?" in page and "Skraćeno." in page
    assert "Održivost usluge: Ko održava uslugu?" in body.get(at("call_review", draft.pk)).content.decode()
