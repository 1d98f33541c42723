"""Verbs of practice: an invented application with sample points, a person's trial sheet."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import PracticeCase, PracticeCriterion, PracticeScore, PracticeSheet, PracticeSubCriterion
from grants.scoring import check_points
from grants.services.evaluation import ChangedMeanwhile, Entry
from grants.workflows.decision import check_keeps_list
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.roles import Permission as P
from office.rulebooks import rules_for
from office.service import locked, service


@service
def draft_case(*, by: User, **facts: Any) -> PracticeCase:
    """Invent an application; its criteria are those the rulebook offers today."""
    check_keeps_list(by, None)
    case = PracticeCase.objects.create(created_by=by, **facts)
    rules = rules_for(None, timezone.localdate()).evaluation
    criteria = rules.criteria.value
    for order, rule in enumerate(criteria, start=1):
        criterion = PracticeCriterion.objects.create(
            case=case, order=order, name=rule.name, max_points=rule.max_points, law=rule.law
        )
        PracticeSubCriterion.objects.bulk_create(
            PracticeSubCriterion(
                criterion=criterion,
                order=n,
                name=sub.name,
                max_points=sub.max_points,
                step=sub.step,
                guidance=rules.anchor_of(sub.name),
            )
            for n, sub in enumerate(rule.sub, start=1)
        )
    record("draft_case", case, by=by)
    return case


@service
def edit_case(*, case: PracticeCase, by: User, **facts: Any) -> PracticeCase:
    """Change the text of the invented application."""
    case = locked(case)
    check_keeps_list(by, None)
    for name, value in facts.items():
        setattr(case, name, value)
    case.save(update_fields=list(facts))
    record("edit_case", case, by=by)
    return case


@service
def save_samples(
    *,
    case: PracticeCase,
    samples: Mapping[int, tuple[Decimal | None, str]],
    guidance: Mapping[int, str] | None = None,
    by: User,
) -> PracticeCase:
    """Keep sample points and reasons, and the guidance where it is given, by the key of the sub-criterion."""
    case = locked(case)
    check_keeps_list(by, None)
    for sub in PracticeSubCriterion.objects.filter(criterion__case=case, pk__in=samples):
        points, reason = samples[sub.pk]
        if points is not None:
            _check(points, sub)
        sub.sample_points, sub.sample_reason = points, reason.strip()
        sub.guidance = (guidance or {}).get(sub.pk, sub.guidance).strip()
        sub.save(update_fields=["sample_points", "sample_reason", "guidance"])
    record("save_samples", case, by=by)
    return case


def _check(points: Decimal, sub: PracticeSubCriterion) -> None:
    try:
        check_points(points, sub.max_points, sub.step)
    except ValueError as wrong:
        raise Refused(str(wrong), field=f"points_{sub.pk}") from wrong


@service
def publish_case(*, case: PracticeCase, by: User) -> PracticeCase:
    """Open the case for practice once every sub-criterion has its sample."""
    case = locked(case)
    check_keeps_list(by, None)
    subs = PracticeSubCriterion.objects.filter(criterion__case=case)
    if (
        not subs.exists()
        or subs.filter(sample_points__isnull=True).exists()
        or subs.filter(sample_reason="").exists()
    ):
        raise Refused(_("Every sub-criterion needs sample points and a sample reason first."))
    case.published_at, case.published_by = timezone.now(), by
    case.save(update_fields=["published_at", "published_by"])
    record("publish_case", case, by=by)
    return case


@service
def close_case(*, case: PracticeCase, by: User) -> PracticeCase:
    """Take the case back; trial sheets stay with their people."""
    case = locked(case)
    check_keeps_list(by, None)
    case.published_at = case.published_by = None
    case.save(update_fields=["published_at", "published_by"])
    record("close_case", case, by=by)
    return case


@service
def save_trial(
    *,
    case: PracticeCase,
    entries: Mapping[PracticeSubCriterion, Entry],
    comment: str | None = None,
    version: int | None = None,
    by: User,
) -> PracticeSheet:
    """Save the person's trial sheet; a window opened earlier does not write over a later one."""
    case = locked(case)
    _check_practises(case, by)
    sheet, _made = PracticeSheet.objects.get_or_create(case=case, user=by)
    sheet = locked(sheet)
    if sheet.finished_at:
        raise Refused(_("You compared this sheet already. Begin it anew to try again."))
    if version is not None and version != sheet.version:
        raise ChangedMeanwhile(
            _("This sheet was changed in another window. Compare both texts before you save again.")
        )
    for sub, (points, reason) in entries.items():
        if points is not None:
            _check(points, sub)
        facts = {"points": points, "reason": reason.strip()}
        PracticeScore.objects.update_or_create(sheet=sheet, subcriterion=sub, defaults=facts)
    if comment is not None:
        sheet.general_comment = comment.strip()
    sheet.version += 1
    sheet.saved_at = timezone.now()
    sheet.save(update_fields=["general_comment", "version", "saved_at"])
    return sheet


def _check_practises(case: PracticeCase, by: User) -> None:
    if not by.can(P.EVALUATE):
        raise Refused(_("Practice is for evaluators."))
    if case.published_at is None:
        raise Refused(_("This practice application is closed."))


@service
def finish_trial(*, case: PracticeCase, by: User) -> PracticeSheet:
    """Show the sample beside one's own points; from then on the sheet is only read."""
    _check_practises(case, by)
    sheet = PracticeSheet.objects.select_for_update(of=("self",)).filter(case=case, user=by).first()
    subs = PracticeSubCriterion.objects.filter(criterion__case=case)
    done = sheet.scores.filter(points__isnull=False).count() if sheet else 0
    if sheet is None or done < subs.count():
        raise Refused(_("Give points for every sub-criterion first, then compare."))
    if sheet.finished_at is None:
        sheet.finished_at = timezone.now()
        sheet.save(update_fields=["finished_at"])
    return sheet


@service
def begin_trial_anew(*, case: PracticeCase, by: User) -> None:
    """Forget the person's trial sheet and begin with an empty one."""
    _check_practises(case, by)
    PracticeSheet.objects.filter(case=case, user=by).delete()
