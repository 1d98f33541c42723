"""Verbs of a candidate: begin, write, attach, state, submit, withdraw."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.candidacy_checks import lacking
from grants.models import Candidacy, CandidacyProof, CandidacyStatement, EvaluatorCall, EvaluatorStatement
from grants.workflows.evaluators import CANDIDACY, check_is_candidate
from ngo_registry.identifiers import clean_jmbg
from office import mail
from office.audit import record
from office.models import Area, User
from office.numbers import next_number
from office.refusal import Refused
from office.rulebooks import from_version
from office.service import locked, service
from office.uploads import ALL, check_total, store

S = Candidacy.State
Bar = EvaluatorStatement.Bar


@service
def begin_candidacy(*, call: EvaluatorCall, at: datetime.datetime, by: User) -> Candidacy:
    """Begin a candidacy to an open call; who has one finds it again."""
    call = locked(call)
    present = call.candidacies.filter(user=by).exclude(state=S.WITHDRAWN).first()
    if present:
        return present
    check_open(call, at)
    candidacy = Candidacy.objects.create(call=call, user=by, full_name=by.full_name)
    record("begin_candidacy", candidacy, by=by)
    return candidacy


def check_open(call: EvaluatorCall, at: datetime.datetime) -> None:
    """Between publication and the last second of the term."""
    if call.phase(at) != EvaluatorCall.Phase.OPEN:
        raise Refused(_("The call for evaluators is not open."))


def check_writable(candidacy: Candidacy, at: datetime.datetime, by: User) -> None:
    """The candidate writes a draft as long as the call is open."""
    check_is_candidate(by, candidacy)
    if candidacy.state != S.DRAFT:
        raise Refused(_("A submitted candidacy is not changed. Withdraw it and begin another one."))
    check_open(candidacy.call, at)


@service
def save_candidate_facts(
    *, candidacy: Candidacy, areas: list[Area], jmbg: str = "", at: datetime.datetime, by: User, **facts: Any
) -> Candidacy:
    """Save who the candidate is, what the person knows, and how much the person takes on."""
    candidacy = locked(candidacy)
    check_writable(candidacy, at, by)
    facts["jmbg"] = clean_jmbg(jmbg, today=timezone.localdate()) if jmbg else ""
    for name, value in facts.items():
        setattr(candidacy, name, value)
    candidacy.saved_at = timezone.now()
    candidacy.save(update_fields=[*facts, "saved_at"])
    candidacy.areas.set(areas)
    return candidacy


@service
def add_proof(
    *,
    candidacy: Candidacy,
    kind: str,
    title: str,
    upload: UploadedFile,
    at: datetime.datetime,
    by: User,
    employer: str = "",
    began: datetime.date | None = None,
    ended: datetime.date | None = None,
) -> CandidacyProof:
    """Attach a proof; a proof of managing projects says from when until when."""
    candidacy = locked(candidacy)
    check_writable(candidacy, at, by)
    if kind == CandidacyProof.Kind.MANAGING and began is None:
        raise Refused(_("Write from which day you managed the project."), field="began")
    if began and began > timezone.localdate():
        raise Refused(_("This day has not come yet."), field="began")
    if began and ended and ended < began:
        raise Refused(_("It ended before it began: check both days."), field="ended")
    check_total((proof.file.size for proof in candidacy.proofs.select_related("file")), upload)
    try:
        stored = store(upload, by=by, allow=ALL)
    except Refused as no:
        raise Refused(no.reason, law=no.law, field="upload") from no
    proof = CandidacyProof.objects.create(
        candidacy=candidacy, kind=kind, title=title, employer=employer, began=began, ended=ended, file=stored
    )
    record("add_proof", candidacy, by=by, data={"kind": kind, "sha256": stored.sha256})
    return proof


@service
def remove_proof(*, proof: CandidacyProof, at: datetime.datetime, by: User) -> None:
    """Take a proof back out of the draft."""
    candidacy = locked(proof.candidacy)
    check_writable(candidacy, at, by)
    record("remove_proof", candidacy, by=by, data={"kind": proof.kind})
    proof.delete()


@service
def save_statements(
    *, candidacy: Candidacy, answers: Mapping[str, tuple[bool, str]], at: datetime.datetime, by: User
) -> Candidacy:
    """Keep what the candidate states about each bar; one that stands is described."""
    candidacy = locked(candidacy)
    check_writable(candidacy, at, by)
    for bar, (free, note) in answers.items():
        if not free and not note.strip():
            raise Refused(
                _("Describe what this is about: %(bar)s.") % {"bar": Bar(bar).label}, field=f"note_{bar}"
            )
        facts = {"free": free, "note": "" if free else note.strip(), "given_at": timezone.now()}
        CandidacyStatement.objects.update_or_create(candidacy=candidacy, bar=bar, defaults=facts)
    return candidacy


@service
def submit_candidacy(*, candidacy: Candidacy, at: datetime.datetime, by: User) -> Candidacy:
    """Submit: whole, in time, with its number; the moment the request arrived counts."""
    candidacy = locked(candidacy)
    CANDIDACY.check(candidacy, "submit", by=by)
    check_open(candidacy.call, at)
    missing = lacking(candidacy, from_version(candidacy.call.rulebook))
    if missing:
        raise Refused(missing[0].ask, law=missing[0].law)
    CANDIDACY.apply(
        candidacy,
        "submit",
        by=by,
        submitted_at=at,
        submitted_by=by,
        number=next_number("candidacy", year=candidacy.call.year),
    )
    mail.send(
        "grants/emails/candidacy_submitted.txt", to=by, about=candidacy, context={"candidacy": candidacy}
    )
    return candidacy


@service
def withdraw_candidacy(*, candidacy: Candidacy, by: User) -> Candidacy:
    """Withdraw before the decision; as long as the call is open another one may be begun."""
    return CANDIDACY.apply(locked(candidacy), "withdraw", by=by)
