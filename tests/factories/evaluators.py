"""Situations around evaluators: an open call, a whole candidacy, a draw, guidelines, a practice case."""

import datetime
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from grants.models import Candidacy, EvaluatorCall, EvaluatorStatement, PracticeCase
from grants.services import candidacies, draws, evaluator_calls, practice
from tests.factories.registry import UserFactory

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
BARS = EvaluatorStatement.Bar.values


def officer(**facts):
    """An officer who keeps the list."""
    return UserFactory(roles=("office_officer",), **{"language": "en", **facts})


def open_call(by=None, *, year: int | None = None, kind: str = "main", reason: str = "") -> EvaluatorCall:
    """A published call for evaluators."""
    by = by or officer()
    call = evaluator_calls.draft_evaluator_call(
        year=year or timezone.localdate().year,
        kind=kind,
        title="Poziv za procjenjivače",
        text="Bodovanje projekata.",
        reason=reason,
        by=by,
    )
    return evaluator_calls.publish_evaluator_call(call=call, by=by)


def paper(name: str = "dokaz.pdf") -> SimpleUploadedFile:
    """A small real PDF."""
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def draft(call: EvaluatorCall, user=None) -> Candidacy:
    """A candidacy just begun."""
    return candidacies.begin_candidacy(call=call, at=timezone.now(), by=user or UserFactory(language="en"))


def whole(call: EvaluatorCall, user=None, *, bar: str = "", years: int = 8, **facts) -> Candidacy:
    """A draft with everything in it; `bar` is one that stands."""
    candidacy = draft(call, user)
    by, at = candidacy.user, timezone.now()
    candidacy = candidacies.save_candidate_facts(
        candidacy=candidacy,
        areas=[],
        at=at,
        by=by,
        **{
            "full_name": by.full_name,
            "country": "",
            "phone": "",
            "years_of_experience": years,
            "evaluation_experience": "Pet konkursa ministarstava.",
            "at_once": None,
            "in_year": None,
            **facts,
        },
    )
    began = timezone.localdate() - datetime.timedelta(days=366 * years)
    for kind in ("managing", "evaluating", "cv"):
        candidacies.add_proof(
            candidacy=candidacy,
            kind=kind,
            title=f"Dokaz {kind}",
            upload=paper(),
            began=began if kind == "managing" else None,
            at=at,
            by=by,
        )
    answers = {each: (each != bar, "Od 2025. do danas." if each == bar else "") for each in BARS}
    return candidacies.save_statements(candidacy=candidacy, answers=answers, at=at, by=by)


def submitted(call: EvaluatorCall, user=None, **facts) -> Candidacy:
    """A candidacy that waits for the decision."""
    candidacy = whole(call, user, **facts)
    return candidacies.submit_candidacy(candidacy=candidacy, at=timezone.now(), by=candidacy.user)


def drawn(call, by, seed: str = "7 12 19 33"):
    """A draw from its preparation to its result."""
    draw = draws.prepare_draw(call=call, seed_source="Loto, kolo 48", by=by)
    draw = draws.record_seed(draw=draw, seed=seed, by=by)
    return draws.make_draw(draw=draw, by=by)


def practice_case(by=None, *, opened: bool = True) -> PracticeCase:
    """An invented application whose every sub-criterion has its sample."""
    by = by or officer()
    case = practice.draft_case(
        title="Čista rijeka",
        applicant="Udruženje Primjer",
        requested="5.000 €",
        problem="Rijeka je zagađena.",
        goals="Čista rijeka.",
        activities="Akcije čišćenja.",
        results="Deset akcija.",
        budget="Vreće i prevoz.",
        capacity="Tri volontera.",
        by=by,
    )
    subs = [sub for criterion in case.criteria.all() for sub in criterion.subcriteria.all()]
    samples = {sub.pk: (Decimal(1), "Obrazloženje uzorka.") for sub in subs}
    practice.save_samples(case=case, samples=samples, by=by)
    return practice.publish_case(case=case, by=by) if opened else case
