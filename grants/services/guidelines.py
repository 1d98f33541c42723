"""Verbs of the guidelines for evaluators: a draft, its publication, the confirmation of who read it."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Assignment, Guideline, GuidelineReading
from grants.workflows.decision import check_keeps_list
from grants.workflows.evaluators import GUIDELINE
from office import mail
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.service import locked, service
from office.uploads import store

A, S = Assignment.State, Guideline.State


@service
def draft_guideline(*, by: User) -> Guideline:
    """Begin the next version with the text of the last one; a draft that is there already answers."""
    check_keeps_list(by, None)
    last = Guideline.objects.select_for_update(of=("self",)).order_by("-version").first()
    if last and last.state == S.DRAFT:
        return last
    number = (Guideline.objects.aggregate(last=Max("version"))["last"] or 0) + 1
    made = Guideline.objects.create(
        version=number, title=last.title if last else "", text=last.text if last else "", created_by=by
    )
    record("draft_guideline", made, by=by)
    return made


@service
def edit_guideline(
    *, guideline: Guideline, upload: UploadedFile | None = None, by: User, **facts: Any
) -> Guideline:
    """Change the draft: title, text, what changed, the printed edition as a file."""
    guideline = locked(guideline)
    check_keeps_list(by, guideline)
    if guideline.state != S.DRAFT:
        raise Refused(_("A published version is not changed; begin the next one."))
    for name, value in facts.items():
        setattr(guideline, name, value)
    names = list(facts)
    if upload:
        guideline.file = store(upload, by=by, allow=("pdf", "docx"))
        names.append("file")
    guideline.save(update_fields=names)
    record("edit_guideline", guideline, by=by)
    return guideline


@service
def publish_guideline(*, guideline: Guideline, by: User) -> Guideline:
    """Publish the version; who has applications to score is told to read it."""
    guideline = locked(guideline)
    GUIDELINE.check(guideline, "publish", by=by)
    if not guideline.title.strip() or not guideline.text.strip():
        raise Refused(_("Write the title and the text first."), field="text")
    if guideline.version > 1 and not guideline.changed.strip():
        raise Refused(_("Write what changed: it is published with the version."), field="changed")
    GUIDELINE.apply(guideline, "publish", by=by, published_at=timezone.now(), published_by=by)
    scoring = User.objects.filter(
        assignments__state__in=[A.ASSIGNED, A.ACCEPTED], assignments__evaluator__isnull=False
    )
    for user in scoring.distinct().order_by("pk"):
        mail.send(
            "grants/emails/guideline_published.txt",
            to=user,
            about=guideline,
            context={"guideline": guideline},
        )
    return guideline


@service
def confirm_reading(*, guideline: Guideline, by: User) -> GuidelineReading:
    """The person confirms having read the version; a second click changes nothing."""
    if guideline.state != S.PUBLISHED:
        raise Refused(_("This version is not published yet."))
    reading, made = GuidelineReading.objects.get_or_create(
        guideline=guideline, user=by, defaults={"read_at": timezone.now()}
    )
    if made:
        record("confirm_reading", guideline, by=by)
    return reading
