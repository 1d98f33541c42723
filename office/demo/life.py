"""Calls in the middle of their life: reviewed, planned for an hour, asked about, corrected, annulled and repeated."""

import datetime
from typing import Any

from django.utils import timezone

from grants.models import Call, Commission
from grants.services import (
    call_corrections,
    call_follow,
    call_publication,
    call_questions,
    call_review,
    call_templates,
)
from grants.services import calls as verbs
from ngo_registry.models import Organisation
from office.demo import calls
from office.demo.clock import days_ago, standing_at
from office.demo.people import People
from office.demo.words import ours
from office.models import Area, User

TOTAL = 10_000


def run(
    people: People,
    commission: Commission,
    area: Area,
    organisations: list[Organisation],
    basis: dict[str, Any],
) -> None:
    """One call for every step; each is small, so that the item of the decision holds them all."""
    president, staff = people.known["commission"], people.known["staff"]
    facts = {"area": area, "by": president, **basis}
    reviewed(commission, staff, facts)
    planned(commission, facts)
    asked = calls.publish(commission, "Susret generacija", TOTAL, days=12, **facts)
    ask(asked, president, [each.memberships.first().user for each in organisations[3:6]])
    call_templates.mark_template(
        call=asked, name=ours("Uzor za male konkurse"), note=ours("Za konkurse sa jednom oblasti."), by=staff
    )
    corrected(commission, facts)
    repeated(commission, facts)


def reviewed(commission: Commission, staff: User, facts: dict[str, Any]) -> None:
    """The office has sent two remarks; one is answered."""
    by = facts["by"]
    with standing_at(days_ago(9)):
        call = calls.draft(commission, "Zajedno za selo", TOTAL, **facts)
        review = call_review.ask_review(
            call=call, message=ours("Molimo za mišljenje do kraja nedjelje."), by=by
        )
    with standing_at(days_ago(5)):
        for part, text in (
            ({"part": "texts"}, "Navedite pravni osnov konkursa."),
            (
                {"part": "form", "place": "project", "place_words": ours("Projekat")},
                "Tražite i vidljivost projekta.",
            ),
        ):
            call_review.add_remark(review=review, **part, text=ours(text), by=staff)
        review = call_review.send_remarks(review=review, opinion=ours("Nacrt treba doraditi."), by=staff)
    with standing_at(days_ago(3)):
        verbs.edit_call(call=call, legal_basis=ours("Odluka o raspodjeli sredstava."), by=by)
        remark = review.remarks.order_by("pk").first()
        call_review.answer_remark(
            remark=remark, taken_over=True, answer=ours("Pravni osnov je unijet."), by=by
        )


def planned(commission: Commission, facts: dict[str, Any]) -> None:
    """A draft that publishes itself in two days at nine."""
    call = calls.draft(commission, "Čist vazduh za sve", TOTAL, **facts)
    at = timezone.localtime(timezone.now() + datetime.timedelta(days=2))
    at = at.replace(hour=9, minute=0, second=0, microsecond=0)
    call_publication.plan_publication(call=call, at=at, open_days=30, by=facts["by"])


def ask(call: Call, president: User, people: list[User]) -> None:
    """Three questions: one answered, one whose answer was changed, one that waits."""
    with standing_at(days_ago(8)):
        first, second = (
            call_questions.ask_question(call=call, text=ours(text), by=by)
            for text, by in zip(
                ("Da li je partnerstvo obavezno?", "Da li se priznaju troškovi zakupa prostora?"),
                people[:2],
                strict=True,
            )
        )
    with standing_at(days_ago(6)):
        for question, text in ((first, "Partnerstvo nije obavezno."), (second, "Ne priznaju se.")):
            call_questions.answer_question(
                question=question, asked=question.text, text=ours(text), by=president
            )
    with standing_at(days_ago(4)):
        call_questions.change_answer(
            question=second,
            asked=second.text,
            text=ours("Priznaju se do 10 odsto budžeta."),
            note=ours("Odgovor je usklađen sa tekstom konkursa."),
            by=president,
        )
    with standing_at(days_ago(1)):
        call_questions.ask_question(
            call=call, text=ours("Može li projekat da traje duže od 12 mjeseci?"), by=people[2]
        )


def corrected(commission: Commission, facts: dict[str, Any]) -> None:
    """A text corrected, the deadline extended."""
    by = facts["by"]
    call = calls.publish(commission, "Biblioteka u svakom mjestu", TOTAL, days=14, **facts)
    with standing_at(days_ago(7)):
        call_corrections.correct_call(
            call=call,
            note=ours("Ispuštena je jedna prihvatljiva aktivnost."),
            activities=ours("Radionice, usluge podrške, kampanje, nabavka knjiga."),
            by=by,
        )
        verbs.extend_call(
            call=Call.objects.get(pk=call.pk), days=10, note=ours("Tekst konkursa je ispravljen."), by=by
        )


def repeated(commission: Commission, facts: dict[str, Any]) -> None:
    """Annulled for a mistake, and published again."""
    by = facts["by"]
    call = calls.publish(commission, "Volonteri u zajednici", TOTAL, days=16, **facts)
    with standing_at(days_ago(11)):
        verbs.cancel_call(call=call, note=ours("Pogrešno navedena oblast."), by=by)
    with standing_at(days_ago(9)):
        later = call_follow.repeat_call(
            call=Call.objects.get(pk=call.pk), reason=ours("Ponavlja se sa ispravljenom oblašću."), by=by
        )
    with standing_at(days_ago(6)):
        verbs.publish_call(call=later, by=by)
