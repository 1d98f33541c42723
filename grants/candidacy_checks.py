"""What a candidacy lacks, and what the candidate is told before submitting it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from grants.models import Candidacy, CandidacyProof, EvaluatorStatement
from office.rulebooks import Rules

Kind = CandidacyProof.Kind
DAYS = 365.25
ASKED = {
    Kind.MANAGING: _("Attach a proof that you managed projects: a contract, a decision or a certificate."),
    Kind.EVALUATING: _("Attach a proof that you evaluated projects."),
    Kind.CV: _("Attach your CV."),
}


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing or doubtful, in which part, with the article."""

    part: str
    ask: Any
    law: str = ""


def proved_years(proofs: Iterable[CandidacyProof], today: datetime.date) -> float:
    """Years of managing projects that the proofs cover; times that overlap count once."""
    spans = sorted(
        (proof.began, proof.ended or today)
        for proof in proofs
        if proof.kind == Kind.MANAGING and proof.began and proof.began <= today
    )
    days, reached = 0, datetime.date.min
    for began, ended in spans:
        first = max(began, reached)
        if ended > first:
            days += (ended - first).days
        reached = max(reached, ended)
    return round(days / DAYS, 1)


def lacking(candidacy: Candidacy, rules: Rules) -> list[Lack]:
    """What keeps the candidacy from being submitted."""
    least, back = rules.evaluation.evaluator_min_years, rules.evaluation.evaluator_lookback_years
    found = []
    if candidacy.years_of_experience is None:
        found.append(Lack("facts", _("Write how many years you managed projects."), least.law))
    if not candidacy.evaluation_experience.strip():
        found.append(Lack("facts", _("Describe your experience in evaluating projects."), least.law))
    kinds = {proof.kind for proof in candidacy.proofs.all()}
    found += [Lack("proofs", ask, least.law) for kind, ask in ASKED.items() if kind not in kinds]
    answered = {each.bar for each in candidacy.statements.all()}
    found += [
        Lack("statements", _("State about this bar: %(bar)s.") % {"bar": bar.label}, back.law)
        for bar in EvaluatorStatement.Bar
        if bar.value not in answered
    ]
    return found


def doubts(candidacy: Candidacy, rules: Rules, today: datetime.date) -> list[Lack]:
    """What the office will probably refuse for; the candidate may submit all the same."""
    least, back = rules.evaluation.evaluator_min_years, rules.evaluation.evaluator_lookback_years
    found, years = [], candidacy.years_of_experience
    proved = proved_years(candidacy.proofs.all(), today)
    if least.value and years is not None and years < least.value:
        words = _("At least %(years)s years of experience in managing projects are asked.")
        found.append(Lack("facts", words % {"years": least.value}, least.law))
    elif least.value and proved < least.value:
        words = _("The proofs cover %(proved)s years of managing projects; %(years)s are asked.")
        facts = {"proved": f"{proved:.1f}".replace(".", ","), "years": least.value}
        found.append(Lack("proofs", words % facts, least.law))
    found += [
        Lack(
            "statements",
            _("It is stated that this bar stands: %(bar)s.") % {"bar": each.get_bar_display()},
            back.law,
        )
        for each in candidacy.statements.all()
        if not each.free
    ]
    return found
