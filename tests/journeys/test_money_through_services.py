"""One year of public money through the verbs alone: call, applications, sheets, ranking, decision, contract, report."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.utils import timezone

from grants.models import Application, ApplicationDocument, Assignment, Call, Declaration
from grants.services import (
    applications,
    calls,
    checks,
    contracts,
    decisions,
    evaluation,
    evaluators,
    grant_reports,
    ranking,
)
from office.models import StoredFile
from office.refusal import Refused
from tests.factories import grants as made
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db


def fill(application: Application, person) -> None:
    """Everything a draft needs."""
    at = application.call.opens_at + datetime.timedelta(hours=1)
    applications.save_section(
        application=application,
        key="project",
        at=at,
        by=person,
        title="Zeleni put",
        summary="s",
        goals="g",
        problem="p",
        results="r",
        target_groups="t",
        starts_on=datetime.date(2026, 9, 1),
        ends_on=datetime.date(2027, 2, 1),
    )
    application.activity_lines.create(order=1, name="Radionice", month_from=1, month_until=3)
    application.budget_lines.create(
        order=1, group="services", description="Usluge", quantity=1, price=5000, total=5000, requested=5000
    )
    Application.objects.filter(pk=application.pk).update(requested=Decimal(5000))
    required = application.call.required_documents.get()
    stored = StoredFile.objects.create(
        sha256="a" * 64, size=9, content_type="application/pdf", name="statut.pdf"
    )
    ApplicationDocument.objects.create(
        application=application, required=required, file=stored, added_at=timezone.now(), added_by=person
    )
    for kind in Declaration.Kind:
        Declaration.objects.create(
            application=application, kind=kind, accepted_at=timezone.now(), accepted_by=person
        )


def test_from_call_to_closed_contract():
    commission = made.commission()
    president = made.president(commission)
    draft = made.draft_call(commission)
    call = calls.publish_call(call=draft, by=president)
    assert call.state == Call.State.PUBLISHED and call.number and call.rulebook
    assert timezone.localtime(call.deadline).strftime("%H:%M:%S") == "23:59:59"

    person, organisation = made.ngo_person()
    at = timezone.now()
    application = applications.begin(call=call, organisation=organisation, at=at, by=person)
    with pytest.raises(Refused):
        applications.submit(application=application, at=at, key=uuid.uuid4(), by=person)
    fill(application, person)
    key = uuid.uuid4()
    late = call.deadline + datetime.timedelta(seconds=1)
    with pytest.raises(Refused) as no:
        applications.submit(application=application, at=late, key=key, by=person)
    assert no.value.law
    application = applications.submit(application=application, at=call.deadline, key=key, by=person)
    again = applications.submit(application=application, at=late, key=key, by=person)
    assert again.number == application.number

    Call.objects.filter(pk=call.pk).update(
        opens_at=at - datetime.timedelta(days=40), deadline=at - datetime.timedelta(days=2)
    )
    application = Application.objects.get(pk=application.pk)
    for item in checks.begin_check(application=application, by=president):
        checks.answer(item=item, answer="yes", note="Provjereno.", by=president)
    application = checks.find_complete(application=Application.objects.get(pk=application.pk), by=president)
    calls.publish_check(call=application.call, by=president)

    office = UserFactory(roles=("office_officer",))
    people = [made.evaluator(), made.evaluator()]
    the_list = evaluators.begin_list(year=timezone.localdate().year, reason="Javni poziv", by=office)
    for each in people:
        evaluators.put_on_list(evaluators=the_list, evaluator=each, by=office)
    evaluators.adopt_list(evaluators=the_list, by=office)
    for each in people:
        assignment = evaluators.assign(application=application, evaluator=each, by=president)
        evaluation.accept(assignment=assignment, by=each.user)
        for criterion in call.criteria.all():
            for sub in criterion.subcriteria.all():
                evaluation.save_score(
                    assignment=assignment,
                    subcriterion=sub,
                    points=sub.max_points,
                    reason="Odlično obrazloženo.",
                    by=each.user,
                )
        sheet = evaluation.lock_sheet(assignment=assignment, by=each.user)
        assert (sheet.state, sheet.total) == (Assignment.State.SUBMITTED, Decimal(100))
    application.refresh_from_db()
    assert application.state == Application.State.SCORED

    ranked = ranking.make_ranking(call=Call.objects.get(pk=call.pk), by=president)
    variant = ranking.make_variant(ranking=ranked, mode="floor_share", by=president)
    assert variant.allocated == Decimal("4000.00")
    ranking.choose_variant(variant=variant, by=president)
    ranked = ranking.confirm_ranking(ranking=ranked, by=president)
    ranked = ranking.publish_ranking(ranking=ranked, by=president)
    decision = decisions.draft_decision(call=Call.objects.get(pk=call.pk), by=president)
    decision = decisions.sign_first(decision=decision, by=president)
    head = UserFactory(roles=("office_head",))
    decision = decisions.sign_second(decision=decision, by=head)
    decision = decisions.publish_decision(decision=decision, by=president)
    row = decision.rows.get()
    assert (row.amount, Application.objects.get(pk=application.pk).state) == (Decimal("4000.00"), "awarded")

    officer = made.officer(call.body)
    contract = contracts.draft_contract(
        row=row, starts_on=datetime.date(2026, 9, 1), ends_on=datetime.date(2027, 2, 1), by=officer
    )
    today = timezone.localdate()
    contract = contracts.sign_contract(contract=contract, signed_on=today, by=officer)
    for order, tranche in enumerate(contract.tranches.all(), start=1):
        contracts.pay(tranche=tranche, paid_on=today, reference=f"IZV-{order}", by=officer)
    contract.refresh_from_db()
    report = grant_reports.begin_report(contract=contract, kind="final", by=person)
    line = report.lines.get()
    assert line.planned == Decimal("4000.00")
    grant_reports.save_report_line(line=line, spent=Decimal("3900.00"), note="Račun 1", by=person)
    report = grant_reports.save_report(report=report, activities="Održano", results="Postignuto", by=person)
    report = grant_reports.submit_report(report=report, by=person)
    assert report.unspent == Decimal("100.00")
    report = grant_reports.accept_report(report=report, by=officer)
    contract.refresh_from_db()
    contract = contracts.close_contract(contract=contract, by=officer)
    assert (contract.state, contract.unspent) == ("closed", Decimal("100.00"))
