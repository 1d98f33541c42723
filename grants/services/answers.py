"""Verbs of an NGO on the questions of its call: save what is well formed, take a file out."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from grants import questions as rules
from grants.models import Answer, AnswerItem, Application, ApplicationDocument, Question, SectionSave
from grants.services.applications import editable, note_save
from office import uploads
from office.models import User
from office.refusal import Refused
from office.service import service

K = Question.Kind


@service
def save_answers(
    *,
    application: Application,
    page: str,
    entries: Iterable[tuple[Question, Any]],
    at: datetime.datetime,
    version: int | None = None,
    by: User,
) -> SectionSave:
    """Save the answers of one page; an answer that is not allowed is refused, what is missing is told later."""
    application = editable(application, at, by)
    save = note_save(application, page, version, by)
    kept = {answer.key: answer for answer in application.answers.all()}
    for question, value in entries:
        check_belongs(application, page, question)
        if isinstance(value, UploadedFile):
            keep_file(application, kept.get(question.key), question, value, by)
        elif question.kind != K.FILE:
            keep(application, kept.get(question.key), question, value, by)
    return save


def check_belongs(application: Application, page: str, question: Question) -> None:
    """The question is one of this call, and stands on this page."""
    if question.call_id != application.call_id or question.page != page:
        raise Refused(_("This question belongs to another call."))


def keep(application: Application, answer: Answer | None, question: Question, value: Any, by: User) -> None:
    """Write one answer into the columns of its kind; an answer taken back is deleted."""
    words = rules.fault(question, value)
    if words:
        raise Refused(words, field=question.key)
    if rules.is_empty(value):
        if answer:
            answer.delete()
        return
    answer = answer or Answer(application=application, key=question.key)
    fill(answer, question, value)
    answer.saved_at, answer.saved_by = timezone.now(), by
    answer.save()
    if question.is_choice or question.kind == K.TABLE:
        answer.items.all().delete()
        AnswerItem.objects.bulk_create(items_of(answer, question, value))


def fill(answer: Answer, question: Question, value: Any) -> None:
    """Put a value into the column of its kind."""
    answer.question = question
    answer.text = value if question.kind == K.TEXT else ""
    answer.number = value if question.kind in {K.NUMBER, K.SUM} else None
    answer.day = value if question.kind == K.DATE else None


def items_of(answer: Answer, question: Question, value: Any) -> list[AnswerItem]:
    """Chosen codes, or the cells of a table."""
    if question.kind != K.TABLE:
        return [AnswerItem(answer=answer, code=code) for code in rules.codes(value)]
    kinds = {column.code: column.column for column in question.items.all()}
    return [
        cell(AnswerItem(answer=answer, code=code, row=number), kinds[code], content)
        for number, row in enumerate(value, start=1)
        for code, content in row.items()
        if code in kinds and not rules.is_empty(content)
    ]


def cell(item: AnswerItem, kind: str, content: Any) -> AnswerItem:
    """A cell in the column of its kind."""
    if kind == "date":
        item.day = content
    elif kind in {"number", "sum"}:
        item.number = content
    else:
        item.text = str(content)
    return item


def keep_file(
    application: Application, answer: Answer | None, question: Question, upload: UploadedFile, by: User
) -> None:
    """Keep a checked file in place of the one given before; a bad one leaves everything as it was."""
    papers = application.documents.exclude(pk=answer.document_id if answer else None)
    uploads.check_total(papers.values_list("file__size", flat=True), upload)
    stored = uploads.store(upload, by=by)
    before = answer.document if answer else None
    document = ApplicationDocument.objects.create(
        application=application, file=stored, added_at=timezone.now(), added_by=by
    )
    answer = answer or Answer(application=application, key=question.key)
    answer.question, answer.document = question, document
    answer.saved_at, answer.saved_by = timezone.now(), by
    answer.save()
    if before:
        before.delete()


@service
def remove_file(
    *, application: Application, page: str, key: str, at: datetime.datetime, by: User
) -> SectionSave:
    """Take the file of a question out of the draft."""
    application = editable(application, at, by)
    answer = application.answers.filter(key=key, document__isnull=False).first()
    if answer and answer.document:
        answer.document.delete()
    return note_save(application, page, None, by)
