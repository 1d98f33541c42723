"""Two people at the same moment: a sheet, variants, corrections, answers to awards. Real transactions, one outcome."""

import datetime

import pytest
from django.utils import timezone
from post_office.models import Email

from grants.models import AwardAnswer, Call, Decision, DecisionRow, SheetCorrection
from grants.services import awards, corrections, evaluation, ranking
from grants.services import decision_letters as letters
from grants.services.publication import _here, silent
from office.jobs import run_job
from office.models import Job, User
from tests.factories import grants as made
from tests.factories import scoring
from tests.grants.test_evaluation_race import tried
from tests.threads import in_threads

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_variants_chosen_at_once_leave_one_chosen(fresh_database):
    call = made.scored_call()
    by = made.president(call.commission)
    Call.objects.filter(pk=call.pk).update(check_published_at=made.now(), check_published_by=by)
    found = ranking.make_ranking(call=Call.objects.get(pk=call.pk), by=by)
    variants = ranking.compare_variants(ranking=found, by=by)
    in_threads(2, lambda n: ranking.choose_variant(variant=variants[n], by=User.objects.get(pk=by.pk)))
    chosen = found.variants.get(chosen=True)
    assert len(chosen.sha256) == 64


def test_a_correction_answered_twice_at_once_is_answered_once(fresh_database):
    application = scoring.eligible_call().applications.get()
    sheet = scoring.lock(scoring.assigned(application, scoring.pair(1)[0]), 70)
    run_job(Job.objects.get(kind="grants.score_sheet").pk)
    sheet.refresh_from_db()
    corrections.ask_correction(
        assignment=sheet, reason="Bodovi za dva mjerila su zamijenjeni.", by=sheet.user
    )
    by = made.president(application.call.commission)
    verbs = (corrections.allow_correction, corrections.refuse_correction)
    done = []

    def answer(n: int) -> None:
        row = SheetCorrection.objects.get()
        done.append(tried(verbs[n], correction=row, answer="Razlog.", by=User.objects.get(pk=by.pk)))

    in_threads(2, answer)
    assert sorted(done) == [False, True]


def test_a_sheet_locked_twice_at_once_has_one_hash(fresh_database):
    (person,) = scoring.pair(1)
    sheet = scoring.accepted(scoring.eligible_call().applications.get(), person)
    scoring.fill(sheet, 50)
    done = []
    in_threads(2, lambda n: done.append(tried(evaluation.lock_sheet, assignment=sheet, by=person.user)))
    assert sorted(done) == [False, True]
    assert Job.objects.filter(kind="grants.score_sheet").count() == 1


def test_letters_sent_by_two_workers_go_out_once(fresh_database):
    decision = made.decided_call().decision
    letters.prepare_letters(decision=decision, by=decision.published_by)
    before = Email.objects.count()
    in_threads(
        2,
        lambda n: letters.send_letters(
            decision=Decision.objects.get(pk=decision.pk), report=silent, piece=_here
        ),
    )
    assert Email.objects.count() - before == 3


def test_an_award_refused_while_its_budget_is_accepted_has_one_end(fresh_database):
    decision = made.decided_call().decision
    DecisionRow.objects.filter(decision=decision, order=1).update(amount=4000)
    officer = made.officer(decision.call.body)
    awards.ask_budgets(decision=decision, due=timezone.localdate() + datetime.timedelta(days=5), by=officer)
    answer = AwardAnswer.objects.get()
    owner = answer.row.application.created_by
    (line,) = answer.row.application.budget_lines.all()
    awards.save_budget(answer=answer, sums={line.pk: (answer.row.amount, "")}, explanation="", by=owner)
    awards.submit_budget(answer=answer, by=owner)
    done = []

    def end(n: int) -> None:
        if n:
            done.append(tried(awards.accept_budget, answer=AwardAnswer.objects.get(), by=officer))
        else:
            row = DecisionRow.objects.get(pk=answer.row_id)
            done.append(tried(awards.decline_award, row=row, note="Ne možemo.", by=owner))

    in_threads(2, end)
    answer.refresh_from_db()
    assert answer.state == "declined"
    assert done.count(True) in {1, 2}
