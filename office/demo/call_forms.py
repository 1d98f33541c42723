"""Application forms of the demo: questions of every kind, answered and once corrected; a form in the making."""

import datetime

from django.utils import timezone

from grants import questions as rules
from grants.models import Application, Call, Question
from grants.services import answers, call_forms, form_corrections
from office.demo.clock import days_ago, standing_at
from office.demo.words import ours
from office.models import User


def compose(call: Call, by: User) -> None:
    """A section of its own with every kind of question, and one question that opens another."""
    section = call_forms.save_section(
        call=call,
        title=ours("Usluga i njena održivost"),
        lead=ours("Odgovorite kratko; komisija ove odgovore čita uz kriterijume."),
        by=by,
    )
    own = f"own-{section.pk}"
    sub = [each for criterion in call.criteria.all() for each in criterion.subcriteria.all()]

    def ask(kind: str, text: str, page: str = own, **facts: object) -> Question:
        facts = {"criterion": None, "subcriterion": None, **facts}
        return call_forms.save_question(call=call, page=page, kind=kind, text=ours(text), by=by, **facts)

    partners = ask(
        "one", "Da li projekat sprovodite sa lokalnom upravom?", "more-project", options=["Da", "Ne"]
    )
    yes = partners.items.get(label="Da").code
    ask(
        "text", "Koje su obaveze lokalne uprave u projektu?", "more-project", limit=150, limit_unit="words",
        condition_key=partners.key, condition_code=yes, subcriterion=sub[0] if sub else None,
    )  # fmt: skip
    ask("number", "Koliko volontera učestvuje u projektu?", least=0, greatest=500)
    ask("sum", "Koliki je bio ukupan prihod organizacije prošle godine?", least=0)
    ask(
        "many", "U kojim oblicima pružate uslugu?",
        options=[ours(each) for each in ("u prostorijama organizacije", "na terenu", "telefonom ili preko interneta")],
        subcriterion=sub[-1] if sub else None,
    )  # fmt: skip
    ask(
        "table", "Navedite slične projekte iz posljednje tri godine", required=False, greatest=5,
        columns=[(ours("Koji projekat"), "text"), (ours("Koliki iznos"), "sum"), (ours("Završen"), "date")],
    )  # fmt: skip
    ask("date", "Kada ste počeli da pružate ovu uslugu?")
    ask("file", "Pismo podrške korisnika usluge", required=False)
    call_forms.save_eligibility(
        call=call,
        text=ours("Da li uslugu već pružate bar jednu godinu?"),
        wanted=True,
        explanation=ours("Poziv je namijenjen organizacijama koje uslugu već pružaju bar godinu dana."),
        law=ours("tačka 4 javnog konkursa"),
        by=by,
    )


def answer(application: Application, by: User) -> None:
    """Answers of the demo's NGO, but for one that it still owes."""
    given = {
        "one": "a1", "text": ours("Opština obezbjeđuje prostor i prevoz korisnika."), "number": 18,
        "sum": 24_500, "many": ("a1", "a2"), "date": datetime.date(2021, 3, 1),
        "table": ({"a1": ours("Dnevni boravak"), "a2": 8_000, "a3": datetime.date(2024, 11, 30)},),
    }  # fmt: skip
    for page in rules.pages(rules.questions_of(application.call)):
        entries = [(each, given[each.kind]) for each in page.questions if each.kind in given]
        answers.save_answers(
            application=application, page=page.key, entries=entries, at=timezone.now(), by=by
        )


def correct(call: Call, by: User) -> None:
    """The body corrects a question while drafts run."""
    question = next(each for each in rules.questions_of(call) if each.kind == "sum")
    with standing_at(days_ago(1)):
        form_corrections.correct_question(
            question=question,
            text=ours("Koliki je bio ukupan prihod organizacije po završnom računu za prošlu godinu?"),
            reason=ours("Više organizacija je pitalo koji se dokument uzima."),
            by=by,
        )
