"""The page of a call with every room filled: few statements, and everything that is in them stands on it."""

import csv
import datetime
import io
import re
import zipfile

import pytest
from django.utils import timezone, translation

from grants.models import (
    Call,
    CallCorrection,
    CallExtension,
    CourtAnnulment,
    Objection,
    PastDecision,
    PastRanking,
    PointsCorrection,
    Question,
    ShareLimit,
)
from grants.services.check_lists import freeze_list
from tests.factories import grants as made
from tests.factories import life
from tests.factories import objections as after

pytestmark = pytest.mark.django_db


def history(call, by):
    """A list changed after an objection, before it one a court annulled with its decision."""
    today, now = timezone.localdate(), made.now()
    judgment = CourtAnnulment.objects.create(
        call=call, court="Upravni sud", number="U 77/26", judged_on=today, received_on=today,
        reasons="Odluka nema razloge.", step="ranking", entered_at=now, entered_by=by,
    )  # fmt: skip
    PastDecision.objects.create(
        call=call, annulment=judgment, number="O-0", decided_on=today, published_at=now, mode="full",
        unallocated=0, first_signer="Ana", second_signer="Petar",
    )  # fmt: skip
    for edition, why, annulment in ((1, "court", judgment), (2, "objections", None)):
        past = PastRanking.objects.create(
            call=call, edition=edition, number=f"RL-{edition}", published_at=now, why=why, note=f"Napomena {edition}.",
            annulment=annulment, ended_at=now, ended_by=by,
        )  # fmt: skip
        for row in call.ranking.rows.all():
            past.rows.create(
                application=row.application, place=row.place + 1, order=row.order, final=row.final - 1
            )


def objected(call, by, number):
    """An upheld objection with a corrected point."""
    application = call.applications.order_by("pk")[number]
    today = timezone.localdate()
    row = Objection.objects.create(
        application=application, number=f"PR-{number}", state="upheld", way="portal", text="Nijesu sabrani bodovi.",
        received_on=today, filed_at=made.now(), filed_by=by, due=today, reply=f"Usvaja se {number}.",
        reply_number=f"OD-{number}", decided_at=made.now(), decided_by=by,
    )  # fmt: skip
    PointsCorrection.objects.create(
        objection=row, score=after.first_score(application), before=3, after=4, reason=f"Ugovor {number}."
    )


def filled(count):
    """A decided call with so many of everything."""
    call = made.decided_call(
        [(90 - n, 88 - n) for n in range(count + 1)], requested=[1000] * (count + 1), awarded=count
    )
    by = made.president(call.commission)
    made.application(call, state="rejected")
    Call.objects.filter(pk=call.pk).update(check_published_at=made.now(), check_published_by=by)
    call = Call.objects.get(pk=call.pk)
    freeze_list(call, by)
    history(call, by)
    for n in range(count):
        objected(call, by, n)
        made.contract(call.decision.rows.filter(outcome="awarded")[n])
        life.link(call, made.published_call(call.commission, title=f"Drugi poziv {n}"))
        ShareLimit.objects.create(call=call, part=("staff", "travel", "services")[n], percent="12.5")
        day = call.deadline - datetime.timedelta(days=count - n)
        CallExtension.objects.create(
            call=call,
            before=day,
            after=day + datetime.timedelta(days=1),
            reason=f"Praznik {n}.",
            made_at=day,
            made_by=by,
        )
        correction = CallCorrection.objects.create(
            call=call, number=n + 1, reason=f"Greška {n}.", made_at=made.now(), made_by=by
        )
        correction.texts.create(field="goals", before=f"Staro {n}", after=f"Novo {n}")
        asked = call.asked_questions.create(
            state="answered", text="?", asked_at=made.now(), asked_by=by, due=timezone.localdate()
        )
        for version in (1, 2):
            asked.answers.create(
                version=version, asked=f"Pitanje {n}?", text=f"Odgovor {n}, {version}.", made_at=made.now(), made_by=by,
                reason="Dopuna." if version == 2 else "",
            )  # fmt: skip
        Question.objects.create(
            call=call, standing="project", key=f"q{n}", version=2, order=n + 1, kind="text", text=f"Bolje pitanje {n}?",
            reason=f"Nejasno {n}.", made_at=made.now(), made_by=by,
        )  # fmt: skip
    return call


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_with_every_room_filled_asks_little_and_says_all(client, django_assert_max_num_queries, count):
    call = filled(count)
    with django_assert_max_num_queries(12):
        page = client.get(f"/en/calls/{call.slug}/").content.decode()
    page = re.sub(r"\s+", " ", page)
    for n in range(count):
        for words in (
            f"PR-{n}", f"Usvaja se {n}.", f"Ugovor {n}.", f"Drugi poziv {n}", f"Praznik {n}.", f"Greška {n}.",
            f"Staro {n}", f"Novo {n}", f"Pitanje {n}?", f"Odgovor {n}, 1.",
            f"Odgovor {n}, 2.", f"Bolje pitanje {n}?", f"Nejasno {n}.",
        ):  # fmt: skip
            assert words in page, words
    for words in (
        "U 77/26",
        "Odluka nema razloge.",
        "O-0",
        "RL-1",
        "Napomena 2.",
        "3 → 4",
        "at most 12.50 %",
        "Contracts signed",
    ):
        assert words in page, words
    assert page.count("What the new list changed against list RL-2") == 1
    assert call.check_lists.get().number in page
    assert tables_of(client, call) == EVERYTHING
    for name, head, words in CELLS:
        answer = client.get(f"/calls/{call.slug}/{name}.csv")
        line = next(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
        assert line[head] == words, name


EVERYTHING = {
    "call", "criteria", "documents", "questions", "changes", "steps", "applicants", "formal-check", "ranking",
    "earlier-rankings", "objections", "corrected-points", "judgments", "annulled-decisions", "annulled-points",
    "points", "results", "contracts",
}  # fmt: skip
# By hand: a cell of the first line of a table.
CELLS = (
    ("call", "name", "body"),
    ("questions", "answer", "Odgovor 0, 1."),
    ("changes", "reason", "Praznik 0."),
    ("objections", "reply", "Usvaja se 0."),
    ("corrected-points", "points_after", "4.00"),
    ("earlier-rankings", "why", "court"),
    ("judgments", "decision", "O-0"),
)


def tables_of(client, call) -> set[str]:
    """The tables in the ZIP; the page offers the same."""
    packed = zipfile.ZipFile(io.BytesIO(client.get(f"/calls/{call.slug}/tables.zip").content))
    names = {name.removesuffix(".csv") for name in packed.namelist()}
    page = client.get(f"/en/calls/{call.slug}/")
    assert set(page.context["tables"]) == names
    return names


def test_an_open_call_with_questions_says_until_when_more_are_taken(client, django_assert_max_num_queries):
    call = made.published_call()
    life.question(call, answered=True)
    with django_assert_max_num_queries(12), translation.override("en"):
        page = client.get(f"/en/calls/{call.slug}/").content.decode()
    assert "Nije obavezan." in page and "Questions are taken until" in page
