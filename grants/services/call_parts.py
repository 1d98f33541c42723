"""Verbs on the parts of a drafted call: criteria, sub-criteria, documents."""

from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.models import Call, Criterion, RequiredDocument, SubCriterion
from grants.rules import check_works_on_call
from office import uploads
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.rulebooks import rules_for
from office.service import locked, service

TEMPLATES = ("docx", "xlsx", "pdf")


def check_draft(call: Call) -> None:
    """A published call is not edited."""
    if call.state != Call.State.DRAFT:
        raise Refused(_("The call is published; its text and rules stay as they are."))


def open_draft(call: Call, by: User) -> Call:
    """The draft under its lock, for a person who works on it."""
    call = locked(call)
    check_works_on_call(by, call)
    check_draft(call)
    return call


@service
def add_default_criteria(*, call: Call, by: User) -> None:
    """Put the rulebook's criteria into a draft that has none."""
    call = open_draft(call, by)
    if call.criteria.exists():
        raise Refused(_("The call has criteria already; change or remove them one by one."))
    rules = rules_for(call.body, timezone.localdate()).evaluation
    templates = rules.criteria.value
    for order, template in enumerate(templates, start=1):
        criterion = Criterion.objects.create(
            call=call, order=order, name=template.name, max_points=template.max_points, law=template.law
        )
        SubCriterion.objects.bulk_create(
            SubCriterion(
                criterion=criterion,
                order=n,
                name=sub.name,
                max_points=sub.max_points,
                step=sub.step,
                guidance=rules.anchor_of(sub.name),
            )
            for n, sub in enumerate(template.sub, start=1)
        )
    record("add_default_criteria", call, by=by, data={"count": len(templates)})


@service
def save_criterion(
    *, call: Call, name: str, max_points: Decimal, criterion: Criterion | None = None, by: User
) -> Criterion:
    """Add or change a criterion of the draft."""
    call = open_draft(call, by)
    if max_points <= 0:
        raise Refused(_("A criterion gives more than 0 points."), field="max_points")
    if criterion is None:
        criterion = Criterion(call=call, order=call.criteria.count() + 1)
    criterion.name, criterion.max_points = name, max_points
    criterion.save()
    record("save_criterion", call, by=by, data={"name": name, "max_points": max_points})
    return criterion


@service
def save_subcriterion(
    *,
    criterion: Criterion,
    name: str,
    max_points: Decimal,
    step: Decimal = Decimal(1),
    guidance: str = "",
    subcriterion: SubCriterion | None = None,
    by: User,
) -> SubCriterion:
    """Add or change a sub-criterion of the draft."""
    call = open_draft(criterion.call, by)
    if max_points <= 0 or step <= 0:
        raise Refused(_("Points and their step are more than 0."), field="max_points")
    if step > max_points:
        raise Refused(_("The step is greater than the points."), field="step")
    if subcriterion is None:
        subcriterion = SubCriterion(criterion=criterion, order=criterion.subcriteria.count() + 1)
    subcriterion.name, subcriterion.max_points = name, max_points
    subcriterion.step, subcriterion.guidance = step, guidance
    subcriterion.save()
    record("save_subcriterion", call, by=by, data={"name": name, "max_points": max_points, "step": step})
    return subcriterion


@service
def remove_part(*, part: Criterion | SubCriterion | RequiredDocument, by: User) -> None:
    """Take a criterion, sub-criterion or document out of the draft; the rest closes up."""
    call = open_draft(part.criterion.call if isinstance(part, SubCriterion) else part.call, by)
    record("remove_part", call, by=by, data={"kind": part._meta.model_name, "name": part.name})
    siblings = _siblings(part, call)
    part.delete()
    for order, other in enumerate(siblings.order_by("order"), start=1):
        if other.order != order:
            other.order = order
            other.save(update_fields=["order"])


def _siblings(part: Criterion | SubCriterion | RequiredDocument, call: Call):
    if isinstance(part, SubCriterion):
        return part.criterion.subcriteria
    return call.criteria if isinstance(part, Criterion) else call.required_documents


@service
def save_document(
    *,
    call: Call,
    name: str,
    hint: str = "",
    obligatory: bool = True,
    given_by: str = RequiredDocument.GivenBy.ALL,
    upload: UploadedFile | None = None,
    drop_template: bool = False,
    document: RequiredDocument | None = None,
    by: User,
) -> RequiredDocument:
    """Add or change a paper the call asks for, with the template the body offers for it."""
    call = open_draft(call, by)
    if document is None:
        document = RequiredDocument(call=call, order=call.required_documents.count() + 1)
    document.name, document.hint, document.obligatory = name, hint, obligatory
    document.given_by = given_by
    if upload or drop_template:
        document.template = uploads.store(upload, by=by, allow=TEMPLATES) if upload else None
    document.save()
    record("save_document", call, by=by, data={"name": name, "obligatory": obligatory})
    return document
