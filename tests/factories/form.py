"""Application forms of calls: questions of every kind, put through the office's own verbs."""

import datetime

from django.utils import timezone

from grants.models import Call, Question, QuestionSection
from grants.services import call_forms
from tests.factories import grants as made

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)


def section(call: Call, title: str = "Održivost usluge") -> QuestionSection:
    """A section of the call's own."""
    return call_forms.save_section(call=call, title=title, lead="Kratko i jasno.", by=by(call))


def by(call: Call):
    """A person who works on the call."""
    return made.president(call.commission)


def question(call: Call, kind: str = "text", page: str = "more-project", **facts) -> Question:
    """A question of a kind with what this kind needs."""
    needs = {
        "text": {"limit": 50},
        "one": {"options": ["Da", "Ne"]},
        "many": {"options": ["Sjever", "Centar", "Jug"]},
        "table": {"columns": [("Ime", "text"), ("Sati", "number"), ("Iznos", "sum"), ("Dan", "date")], "greatest": 4},
        "number": {"least": 1, "greatest": 500},
        "sum": {"least": 0, "greatest": 10_000},
    }  # fmt: skip
    facts = {"text": f"Pitanje ({kind})?", **needs.get(kind, {}), **facts}
    return call_forms.save_question(call=call, page=page, kind=kind, by=by(call), **facts)


def every_kind(call: Call) -> dict[str, Question]:
    """One question of every kind: a choice that opens a text on the project, the others in an own section."""
    own = f"own-{section(call).pk}"
    first = question(call, "one", text="Imate li partnera?")
    asked = {"one": first}
    asked["text"] = question(
        call, text="Ko je partner?", condition_key=first.key, condition_code=first.items.get(label="Da").code
    )
    for kind in ("number", "sum", "many", "table", "file", "date"):
        asked[kind] = question(call, kind, own, required=kind not in {"many", "file"})
    return asked


def publish(call: Call) -> Call:
    """The draft becomes an open call, as made.published_call leaves it."""
    opened = made.now() - datetime.timedelta(days=10)
    Question.objects.filter(call=call).update(made_at=opened - datetime.timedelta(days=1))
    call.state, call.number = "published", f"K-{next(made.count)}"
    call.published_at, call.published_by, call.opens_at = opened, by(call), opened
    call.deadline = timezone.now() + datetime.timedelta(days=20)
    call.rulebook = made.rulebook(call.body)
    call.save()
    return Call.objects.get(pk=call.pk)


def open_call(**facts) -> tuple[Call, dict[str, Question]]:
    """An open call with a question of every kind."""
    call = made.draft_call(**facts)
    asked = every_kind(call)
    return publish(call), asked
