"""A call for evaluators, two candidacies, versions of the list, the draw, a refusal, the replacement, the fee."""

import pytest

from grants.models import Assignment, Candidacy, EvaluatorDraw, EvaluatorList, WorkStatement
from tests.browser.steps import candidates as steps
from tests.browser.steps.papers import Papers
from tests.browser.steps.people import PASSWORD, Person, account
from tests.factories import grants, scoring

pytestmark = pytest.mark.browser
LANGUAGE = "cnr"


def seated(user) -> None:
    """An account of a factory gets a password and a checked e-mail."""
    user.set_password(PASSWORD)
    user.language = LANGUAGE
    user.save()
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)


@pytest.mark.timeout(600)
def test_from_the_call_for_evaluators_to_the_statement_of_work(live, worker, new_page, tmp_path):
    """Latin, an officer, two candidates, a president, a citizen."""
    call = scoring.eligible_call(2, title="Čiste rijeke")
    chair = grants.president(call.commission)
    seated(chair)
    papers, people = Papers(tmp_path), {}
    users = {
        "officer": account("officer@example.test", "Milica Vukotić", LANGUAGE, "office_officer"),
        "ana": account("ana@example.test", "Ana Đurović", LANGUAGE),
        "boris": account("boris@example.test", "Boris Kovačić", LANGUAGE),
        "president": chair,
    }
    for key, user in users.items():
        people[key] = Person(new_page(), live.url, LANGUAGE, user)
        people[key].page.context.set_default_timeout(60_000)
        people[key].sign_in()
    citizen = Person(new_page(), live.url, LANGUAGE)
    officer, ana, boris, president = (people[key] for key in ("officer", "ana", "boris", "president"))
    known = [grants.evaluator(full_name=name) for name in ("Luka Đukić", "Mira Žižić", "Petar Šćepanović")]

    steps.officer_publishes_the_call(officer)
    steps.candidate_applies(ana, papers)
    steps.candidate_applies(boris, papers, bar="volunteer")
    steps.officer_decides(officer, ana, boris)
    steps.candidate_reads_the_refusal(boris)
    assert set(Candidacy.objects.values_list("state", flat=True)) == {"accepted", "refused"}

    steps.officer_adopts_the_list(officer, [person.full_name for person in known])
    steps.officer_takes_one_off(officer, "Petar Šćepanović")
    assert EvaluatorList.objects.get(version=2).entries.count() == 3
    steps.citizen_reads_the_versions(citizen, "Petar Šćepanović")

    steps.president_draws(president, "Čiste rijeke")
    assert EvaluatorDraw.objects.get().state == "drawn" and Assignment.objects.count() == 4
    steps.evaluator_refuses(ana)
    steps.president_replaces(president)
    assert Assignment.objects.exclude(state="void").count() == 4

    for sheet in Assignment.objects.filter(state="assigned", evaluator=known[0]):
        scoring.lock(sheet, 80)
    steps.officer_issues_the_statement(officer, "Luka Đukić")
    statement = WorkStatement.objects.get()
    assert statement.payable == 30 * statement.lines.count()
    draw = EvaluatorDraw.objects.get()
    citizen.open(f"{citizen.prefix}/evaluators/draws/{draw.pk}/")
    citizen.reads(draw.input_sha256, draw.result_sha256, draw.seed)
    steps.check_page(citizen.page)
