"""Who sees what of an application in which phase: tables by hand, held against every address and every mail.

Each thing worth hiding is a sentence or a number of its own. Every address of calls, applications, scoring, decisions
and contracts is asked for by every person to whom its door opens (`tests/architecture/test_doors.py` tries the closed
ones), with their exports, feeds and files (PDFs are read as text), the API, the search, the page of the organisation
and the desk, and the secrets that came back are counted, whatever page, table or file they came in. Public pages, the
same for all, are read by the citizen; rooms that do not change from phase to phase are opened in the last one. What
was written to each person's mailbox up to a phase has a table of its own.
"""

import pytest
from post_office.models import Email

from tests.factories.curious import CONTACT, PHASES, scene
from tests.grants import looking

pytestmark = pytest.mark.django_db

T, X, C, A, B, D, F, P, G = looking.SECRETS
NOBODY: frozenset[str] = frozenset()
RESULTS = {T, A, B, D, P, G}
PUBLIC = (NOBODY, NOBODY, {T}, {T}, {T}, {T, P}, RESULTS)
OWN, READ = {T, X, C, F}, {T, X, F}
TABLE = {
    "citizen": PUBLIC,
    "another organisation": PUBLIC,
    "clerk of the register": PUBLIC,
    "another ministry": PUBLIC,
    "applicant": (OWN, OWN, OWN, OWN, OWN, OWN | {P}, OWN | RESULTS),
    # Whoever is named in an application as a partner reads its title and the own role, and no more.
    "partner": ({T}, {T}, {T}, {T}, {T}, {T, P}, RESULTS),
    # The workspace with the text is closed when the sheet is locked (the first has locked, the second locks in
    # "scored"); the papers may be looked at afterwards too, for a correction must be reasoned.
    "first evaluator": (NOBODY, NOBODY, {T}, {T, F, A}, {T, F, A}, {T, F, A, P}, RESULTS | {F}),
    "second evaluator": (NOBODY, NOBODY, {T}, READ | {B}, {T, F, B}, {T, F, B, P}, RESULTS | {F}),
    "evaluator of others": PUBLIC,
    "commission": (NOBODY, OWN, OWN, OWN, OWN | {A, B, P, G}, OWN | RESULTS, OWN | RESULTS),
    "officer of the body": (NOBODY, OWN, OWN, OWN, OWN | {A, B, P, G}, OWN | RESULTS, OWN | RESULTS),
}
# What was written to a person by mail up to the phase (the letter of the decision goes to the contact of the
# application); to everybody else nothing of all this.
MAILS = {
    "applicant": ({T}, {T}, {T}, {T}, {T}, {T}, {T, D, G}),
    "partner": ({T}, {T}, {T}, {T}, {T}, {T}, {T}),
}


# Addresses for which the scene has nothing, each with the reason; a new address fails the test until somebody decides.
UNTRIED = {
    "candidacies, guidelines and practice are about evaluators, before and beside any application": """
        grants_portal:candidacy grants_portal:candidacy_answer grants_portal:candidacy_check
        grants_portal:candidacy_decision grants_portal:candidacy_facts grants_portal:candidacy_proof
        grants_portal:candidacy_proofs grants_portal:candidacy_statements grants_portal:candidacy_withdraw
        grants_staff:candidate grants_staff:candidate_answer grants_staff:candidate_decision
        grants_staff:candidate_proof grants_staff:evaluator_leave grants_public:guideline
        grants_public:guideline_file grants_staff:guideline grants_evaluation:practice_case
        grants_evaluation:practice_compare grants_staff:practice_case grants_staff:practice_edit""",
    "the programming of a year and its consultations come before a call": """
        grants_files:analysis grants_portal:consultation grants_public:comment grants_public:comment_confirm
        grants_public:comment_sent grants_public:consultation grants_staff:analysis grants_staff:analysis_report
        grants_staff:analysis_send_back grants_staff:analysis_texts grants_staff:comment_answer
        grants_staff:comment_hide grants_staff:decided_sum grants_staff:late_exempt
        grants_staff:late_letter_analyses grants_staff:late_letter_call grants_staff:late_letter_plan
        grants_staff:no_call grants_staff:plan grants_staff:priority_item grants_staff:proposed_call
        grants_staff:proposed_call_new""",
    "pages of writing a call: its form, its conditions, its review, its questions": """
        grants_files:question_template grants_staff:call_opinion grants_staff:call_question
        grants_staff:call_remark grants_staff:condition grants_staff:form_eligibility
        grants_staff:form_eligibility_remove grants_staff:form_question grants_staff:form_question_correct
        grants_staff:form_question_new grants_staff:form_question_remove grants_staff:form_question_template
        grants_staff:form_section grants_staff:form_section_remove grants_staff:trial_page""",
    "the key stands in a mail alone: watches of calls, partners outside the register (test_filing_partners)": """
        grants_public:call_watch_confirm grants_public:call_watch_end grants_public:call_watch_manage
        grants_public:partner_answer""",
    "an application on paper is another application (test_filing_paper)": """
        grants_staff:paper grants_staff:paper_discard grants_staff:paper_document grants_staff:paper_entry
        grants_staff:paper_entry_new grants_staff:paper_part grants_staff:paper_scan""",
    "bans follow a report that never came; they are of the organisation, not of an application": """
        grants_staff:ban grants_staff:ban_correct grants_staff:ban_lift grants_staff:ban_paper""",
    "where the rulebook knows objections and inspection (test_check_objections)": """
        grants_portal:objection_paper grants_staff:inspection_appoint grants_staff:inspection_close
        grants_staff:objection grants_staff:objection_dismiss grants_staff:objection_paper
        grants_staff:objection_uphold""",
    "letters of the check go to the incomplete (test_check_rejections)": """
        grants_portal:letter_file grants_staff:letter_file grants_staff:letter_service""",
    "after a sheet was opened again (test_marks_sheets)": """
        grants_evaluation:former_file grants_staff:former_file""",
    "scorers are assigned by hand here; draws name codes (test_draw_codes)": """
        grants_public:draw grants_public:draw_file grants_staff:draw""",
    "fees of evaluators (test_evaluators_work)": """
        grants_evaluation:work_file grants_staff:payment_data grants_staff:payroll_document
        grants_staff:payroll_statement grants_staff:work_file grants_staff:work_statement""",
    "reports on the money come months after the decision (test_contract_papers)": """
        grants_portal:grant_report grants_portal:grant_report_document grants_portal:grant_report_line
        grants_portal:grant_report_proof grants_staff:grant_report grants_staff:grant_report_proof""",
    "no own questions, no sources and no earlier application here (test_form_answers, test_copying)": """
        grants_portal:section grants_portal:source grants_portal:source_remove grants_portal:copy_parts""",
}


@pytest.fixture(autouse=True)
def _without_second_factor(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


def differences(table, found, at: int):
    """Of each person what was met beyond the table (with the first place where) and what was missing."""
    wrong = {}
    for role, met in found.items():
        due = set(table[role][at]) if role in table else set()
        if set(met) != due:
            wrong[role] = {
                "too much": {name: met[name] for name in set(met) - due},
                "too little": due - set(met),
            }
    return wrong


@pytest.mark.parametrize("phase", PHASES)
def test_everybody_sees_what_the_table_says_and_nothing_else(phase):
    at = scene(phase)
    rooms = looking.addresses(at.things)
    rooms += looking.searches(at.call)
    found = looking.looked(at.people, rooms)
    boxes = {person.email: role for role, person in at.people.items() if person} | {CONTACT: "applicant"}
    mails: dict[str, list[Email]] = {role: [] for role in (*boxes.values(), "everybody else")}
    for mail in Email.objects.all():
        mails[boxes.get(mail.to[0], "everybody else")].append(mail)
    number = PHASES.index(phase)
    if phase == PHASES[-1]:
        assert looking.unfilled(at.things) == {name for names in UNTRIED.values() for name in names.split()}
    assert differences(TABLE, found, number) == {}
    assert differences(MAILS, {role: looking.read(sent) for role, sent in mails.items()}, number) == {}
