"""A draw under codes: anybody repeats it, nobody reads from it who scored what where names are not published.

Rules tried: evaluation.names_published, evaluators.draw_published.
"""

import json
from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from grants.draw import digest, redrawn
from grants.draw_codes import coded, new_codes
from grants.models import Assignment, Call, EvaluatorDraw
from grants.queries.draws import repeated
from office.models import RulebookVersion
from tests.factories import evaluators as made
from tests.factories import grants, scoring
from tests.factories.applications import client_of

PLAIN = {
    "applications": [{"code": f"PR-{n}", "places": 2} for n in range(1, 7)],
    "evaluators": [{"number": n, "held": 0, "room": 9} for n in range(1, 6)],
    "barred": [{"application": "PR-1", "evaluator": 1}, {"application": "PR-2", "evaluator": 3}],
}


def test_codes_stand_for_everybody_once_and_their_order_tells_nothing():
    codes = new_codes(PLAIN)
    given = [*codes["applications"].values(), *codes["evaluators"].values()]
    assert len(set(given)) == 11 and all(len(code) == 12 for code in given)
    frozen = coded(PLAIN, codes)
    assert [row["code"] for row in frozen["applications"]] == sorted(codes["applications"].values())
    assert "PR-" not in json.dumps(frozen)
    assert new_codes(PLAIN) != codes
    with pytest.raises(KeyError):
        coded({**PLAIN, "applications": [{"code": "PR-9", "places": 1}]}, codes)


@pytest.fixture(autouse=True)
def english(settings):
    """Sentences are compared as they stand in the code; no second factor here."""
    settings.SECOND_FACTOR_REQUIRED = False
    with translation.override("en"):
        yield


def decided(names: bool = False) -> tuple[EvaluatorDraw, list]:
    """A draw of four people over six applications, whose call is decided."""
    people = scoring.pair(4)
    call = scoring.eligible_call(6)
    if names:
        version = RulebookVersion.objects.get(pk=call.rulebook_id)
        version.values["evaluation"]["names_published"]["value"] = True
        version.pk, version.code, version.sha256 = None, "open-names", "1" * 64
        version.save(force_insert=True)
        Call.objects.filter(pk=call.pk).update(rulebook=version)
        call = Call.objects.get(pk=call.pk)
    draw = made.drawn(call, grants.president(call.commission))
    Call.objects.filter(pk=call.pk).update(state="decided")
    return EvaluatorDraw.objects.get(pk=draw.pk), people


@pytest.mark.django_db
def test_the_public_sees_people_and_pairs_but_never_both_together():
    draw, people = decided()
    url = f"/en/evaluators/draws/{draw.pk}/"
    page = Client().get(url).content.decode()
    head, result = page.split('id="result"')
    assert all(person.full_name in head for person in people)
    assert not any(person.full_name in result for person in people)
    assert "Why there are codes here" in page
    for application in draw.call.applications.all():
        assert application.number not in page and draw.codes["applications"][application.number] in result
    assert all(code in result and code not in head for code in draw.codes["evaluators"].values())
    data = json.loads(Client().get(f"{url}draw.json").content)
    assert set(data) == {"number", "list", "seed", "input", "input_sha256", "result", "result_sha256"}
    text = json.dumps(data, ensure_ascii=False)
    assert not any(person.full_name in text for person in people)
    assert not any(application.number in text for application in draw.call.applications.all())
    # anybody repeats it from the file alone
    pairs = redrawn(data["seed"], data["input"]).pairs
    assert [{"application": a, "evaluator": e} for a, e in pairs] == data["result"]
    assert (digest(data["input"]), digest(data["result"])) == (data["input_sha256"], data["result_sha256"])
    load = Counter(row["evaluator"] for row in data["result"])
    assert set(load.values()) == {3}
    again = Client().get(url, {"seed": draw.seed}).content.decode()
    assert "The input is unchanged and the result is the same." in again


@pytest.mark.django_db
def test_the_seed_with_public_numbers_tells_nobody_the_pairs():
    """The seed, the numbers and the places on the list are public: a draw over them must not be the draw."""
    draw, _people = decided()
    guess = {
        "applications": [{"code": a.number, "places": 2} for a in draw.call.applications.order_by("number")],
        "evaluators": [{"number": n, "held": 0, "room": 10**6} for n in range(1, 5)],
        "barred": [],
    }
    plain = {
        (a.number, str(entry.order))
        for entry in draw.of_list.entries.all()
        for a in draw.call.applications.filter(assignments__evaluator=entry.evaluator_id)
    }
    assert len(plain) == 12 and digest(guess) != draw.input_sha256
    assert draw.result_sha256 != digest(
        [{"application": a, "evaluator": e} for a, e in redrawn(draw.seed, guess).pairs]
    )


@pytest.mark.django_db
def test_where_names_are_published_the_page_and_the_file_say_who_scored_what():
    draw, people = decided(names=True)
    page = Client().get(f"/en/evaluators/draws/{draw.pk}/").content.decode()
    result = page.split('id="result"')[1]
    assert all(person.full_name in result for person in people) and "Why there are codes here" not in page
    assert all(each.number in result for each in draw.call.applications.all())
    data = json.loads(Client().get(f"/en/evaluators/draws/{draw.pk}/draw.json").content)
    assert data["codes"] == draw.codes


@pytest.mark.django_db
def test_a_draw_made_before_codes_keeps_its_pairs_closed_and_is_repeated_by_the_portal():
    draw, people = decided()
    back = {code: number for kind in draw.codes.values() for number, code in kind.items()}
    frozen = {
        "applications": [{**row, "code": back[row["code"]]} for row in draw.frozen["applications"]],
        "evaluators": [{**row, "number": int(back[row["number"]])} for row in draw.frozen["evaluators"]],
        "barred": [],
    }
    result = [{"application": a, "evaluator": e} for a, e in redrawn(draw.seed, frozen).pairs]
    facts = {"frozen": frozen, "input_sha256": digest(frozen), "result": result, "codes": {}}
    EvaluatorDraw.objects.filter(pk=draw.pk).update(result_sha256=digest(result), **facts)
    assert repeated(EvaluatorDraw.objects.get(pk=draw.pk), draw.seed).result_same
    url = f"/en/evaluators/draws/{draw.pk}/"
    page = Client().get(url, {"seed": draw.seed}).content.decode()
    assert "made before codes were in use" in page and "the result is the same" in page
    assert not any(person.full_name in page.split('id="result"')[1] for person in people)
    assert not any(each.number in page for each in draw.call.applications.all())
    assert Client().get(f"{url}draw.json").status_code == 404


@pytest.mark.django_db
def test_each_applicant_and_each_evaluator_is_told_the_own_code_and_no_other():
    draw, people = decided()
    application = draw.call.applications.order_by("pk").first()
    own = client_of(application.created_by)
    page = own.get(reverse("grants_portal:application", args=[application.pk])).content.decode()
    told = [code for code in draw.codes["applications"].values() if code in page]
    assert told == [draw.codes["applications"][application.number]]
    assert not any(code in page for code in draw.codes["evaluators"].values())
    person = people[1]
    place = draw.of_list.entries.get(evaluator=person).order
    page = client_of(person.user).get(reverse("grants_evaluation:own")).content.decode()
    assert [code for code in draw.codes["evaluators"].values() if code in page] == [
        draw.codes["evaluators"][str(place)]
    ]
    Call.objects.filter(pk=draw.call_id).update(state="published")  # before the decision nobody is told
    page = own.get(reverse("grants_portal:application", args=[application.pk])).content.decode()
    assert not any(code in page for code in draw.codes["applications"].values())


@pytest.mark.django_db
def test_the_public_page_of_an_application_names_neither_scorer_nor_code():
    call = grants.decided_call()
    application = call.applications.order_by("number").first()
    sheets = list(Assignment.objects.filter(application=application).select_related("evaluator__user"))
    codes = {"applications": {application.number: "A-0123456789"}, "evaluators": {"1": "E-0123456789"}}
    EvaluatorDraw.objects.create(
        call=call, of_list=grants.evaluators_list(*[s.evaluator for s in sheets], version=7), number="Ž-1",
        state="drawn", seed_source="Loto", seed="7 12 19", seeded_at=grants.now(), seeded_by=call.created_by,
        frozen={"applications": [], "evaluators": [], "barred": []}, input_sha256="0" * 64, codes=codes,
        prepared_at=grants.now(), prepared_by=call.created_by, result=[], result_sha256="1" * 64,
        drawn_at=grants.now(), drawn_by=call.created_by,
    )  # fmt: skip
    page = Client().get(f"/en/calls/{call.slug}/applications/{application.number}/").content.decode()
    assert "Evaluator 1" in page and "0123456789" not in page
    assert not any(sheet.user.full_name in page for sheet in sheets)
