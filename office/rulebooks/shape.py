"""The shape of a rulebook: every value the portal may ask the law for, typed, with its label."""
# ruff: noqa: RUF009 (rule() is dataclasses.field)

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

from django.utils.translation import gettext_lazy as _

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """One value of the law: what it is, which article says so, where it was read, whether it is certain."""

    value: T
    law: str = ""
    source: str = ""
    confirmed: bool = True
    label: Any = ""

    @property
    def refuses(self) -> bool:
        """May this value refuse a person outside the office? Only one that is known and confirmed; others warn."""
        return self.confirmed and self.value is not None


@dataclass(frozen=True, slots=True, order=True)
class DayOfYear:
    """A day that returns every year, such as 1 March."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """That day in a year; 29 February becomes 28 February when there is none."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, self.month, self.day - 1)

    def __str__(self) -> str:
        return f"{self.month:02d}-{self.day:02d}"


@dataclass(frozen=True, slots=True)
class SubCriterionRule:
    """A sub-criterion of the template for new calls."""

    name: str
    max_points: Decimal
    step: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class CriterionRule:
    """A criterion of the template for new calls; the split into sub-criteria may be the office's own."""

    name: str
    max_points: Decimal
    law: str = ""
    split_confirmed: bool = True
    sub: tuple[SubCriterionRule, ...] = ()


def rule(label: Any) -> Any:
    """A field of a section with the words under which the office sees it."""
    return field(metadata={"label": label})


@dataclass(frozen=True, slots=True)
class RegisterRules:
    """Entry of organisations in the register and their yearly duties."""

    mode: Rule[Literal["own", "import"]] = rule(_("How the register is kept"))
    min_founders_association: Rule[int] = rule(_("Least number of founders of an association"))
    min_founders_foundation: Rule[int] = rule(_("Least number of founders of a foundation"))
    min_founders_party: Rule[int | None] = rule(_("Least number of founders of a political party"))
    party_founder_age: Rule[int | None] = rule(
        _("Age of a founder of a political party on the day of signing")
    )
    party_barred_offices: Rule[tuple[str, ...]] = rule(
        _("Offices whose holders may not found a political party")
    )
    party_decision_days: Rule[int | None] = rule(_("Days for the decision on a political party"))
    min_resident_founders: Rule[int] = rule(
        _("Founders of an association with residence or seat here, at least")
    )
    minor_founder_age: Rule[int] = rule(_("Age from which a minor may be a founder, with consent"))
    person_name_consent: Rule[bool] = rule(
        _("A name that holds the name of a person needs the consent of that person or of the heirs")
    )
    decision_days: Rule[int | None] = rule(_("Days for the decision on entry"))
    completion_days: Rule[int | None] = rule(_("Days to complete an application for entry"))
    change_report_days: Rule[int | None] = rule(_("Days to report a change of entered data"))
    paper_day: Rule[Literal["posted", "received"]] = rule(_("Day that counts for what is sent by post"))
    lawsuit_days: Rule[int | None] = rule(_("Days for a remedy against the decision on entry"))
    complaint_decision_days: Rule[int | None] = rule(
        _("Days for the decision on a complaint against the decision on entry")
    )
    economic_income_cap: Rule[Decimal | None] = rule(_("Income from economic activity in a year, at most"))
    economic_income_share: Rule[Decimal | None] = rule(
        _("or at most this share of the previous year's income, %")
    )
    financial_report_over: Rule[Decimal | None] = rule(
        _("Yearly income above which the financial report is published")
    )
    financial_report_days: Rule[int | None] = rule(_("Days to publish the adopted financial report"))
    annual_accounts_due: Rule[DayOfYear | None] = rule(_("Yearly accounts are due by"))


@dataclass(frozen=True, slots=True)
class CallRules:
    """From the yearly decision on priorities to the formal check of applications."""

    budget_share_priorities: Rule[Decimal | None] = rule(
        _("Priority areas: least share of the current budget, %")
    )
    budget_share_disability: Rule[Decimal | None] = rule(
        _("Protection of persons with disability: least share of the current budget, %")
    )
    budget_share_eu: Rule[Decimal | None] = rule(
        _("Co-financing of EU projects: least share of the current budget, %")
    )
    sector_analysis_due: Rule[DayOfYear | None] = rule(_("Sectoral analyses are due by"))
    yearly_plan_due: Rule[DayOfYear | None] = rule(_("Yearly plan of calls is due by"))
    publish_by: Rule[DayOfYear | None] = rule(_("Calls are published by"))
    open_days: Rule[int] = rule(_("Days a call stays open, at least"))
    formal_check_days: Rule[int | None] = rule(_("Days for the formal check of applications"))
    completion_days: Rule[int | None] = rule(_("Days to complete an application to a call"))
    completion_rounds: Rule[int] = rule(_("How many times completion may be asked"))
    min_share_of_requested: Rule[Decimal | None] = rule(
        _("Least share of the sum asked that may be awarded, %")
    )
    max_share_per_project: Rule[Decimal | None] = rule(
        _("One project: at most this share of the call's money, %")
    )
    min_share_per_project: Rule[Decimal | None] = rule(
        _("One project: at least this share of the call's money, %")
    )
    reserved_share: Rule[Decimal | None] = rule(
        _("Share of the money reserved for a group of organisations, %")
    )
    max_applications: Rule[int | None] = rule(_("Applications of one organisation to a call, at most"))
    max_projects_per_year: Rule[int | None] = rule(_("Projects of one organisation paid in a year, at most"))
    registered_before_call: Rule[bool] = rule(_("The organisation must be registered before the call"))


@dataclass(frozen=True, slots=True)
class EvaluationRules:
    """Commission, scorers and criteria."""

    commission_size: Rule[int | None] = rule(_("Members of the commission, with the president"))
    commission_ngo_members: Rule[int | None] = rule(_("Members of the commission from organisations"))
    scored_by: Rule[Literal["evaluators", "members"]] = rule(_("Who scores"))
    scorers: Rule[int | None] = rule(_("Score sheets for an application (empty: every member)"))
    third_scorer_gap: Rule[Decimal | None] = rule(_("Difference of two sheets that calls for a third"))
    evaluator_min_years: Rule[int | None] = rule(_("Experience of an evaluator in managing projects, years"))
    evaluator_lookback_years: Rule[int | None] = rule(_("Years looked back for ties of an evaluator"))
    evaluator_call_days: Rule[int | None] = rule(_("Days the call for evaluators stays open"))
    evaluator_fee: Rule[Decimal | None] = rule(_("Fee of an evaluator for one project"))
    evaluator_fee_cap: Rule[Decimal | None] = rule(_("Fee of an evaluator in all, at most"))
    names_published: Rule[bool] = rule(_("The names of those who scored stand beside their points in public"))
    sheet_signature: Rule[Literal["any_certificate", "trusted", "qualified"]] = rule(
        _("Certificate with which a score sheet may be signed electronically")
    )
    criteria: Rule[tuple[CriterionRule, ...]] = rule(_("Criteria offered for a new call"))
    anchors: Rule[tuple[str, ...]] = rule(
        _("What points mean: sub-criterion | words, offered for a new call")
    )

    def anchor_of(self, name: str) -> str:
        """The words that say what the points of a sub-criterion mean; empty where the rulebook has none."""
        for line in self.anchors.value:
            head, _bar, words = line.partition("|")
            if head.strip() == name.strip():
                return words.strip()
        return ""


@dataclass(frozen=True, slots=True)
class RankingRules:
    """From score sheets to the decision."""

    aggregate: Rule[Literal["mean", "sum"]] = rule(_("How sheets become one score"))
    rounding: Rule[Literal["cut", "half_up"]] = rule(_("How the score is brought to its decimals"))
    decimals: Rule[int] = rule(_("Decimals of the score"))
    min_score: Rule[Decimal | None] = rule(_("Least score for an award (the call's own text may set one)"))
    tie_rule: Rule[Literal["commission", "criteria", "arrival", "lower_sum", "lot"]] = rule(
        _("Who orders applications with equal points")
    )
    tie_criteria: Rule[tuple[str, ...]] = rule(
        _("Criteria whose points order equals, the first one first (empty: all of the call)")
    )
    list_days: Rule[int | None] = rule(_("Days for the ranking list, from the end of the call"))
    inspection_working_days: Rule[int | None] = rule(_("Working days to inspect the documents"))
    objection_days: Rule[int | None] = rule(_("Days to file an objection"))
    objection_decision_days: Rule[int | None] = rule(_("Days for the decision on an objection"))
    decision_days: Rule[int | None] = rule(_("Days for the decision, from the end of objections"))
    lawsuit_days: Rule[int | None] = rule(_("Days for a lawsuit against the decision"))


@dataclass(frozen=True, slots=True)
class ContractRules:
    """Contract, payment, reports, control."""

    sign_days: Rule[int | None] = rule(_("Days to sign the contract, from the decision"))
    first_tranche_percent: Rule[Decimal | None] = rule(_("First instalment, % of the award"))
    interim_report: Rule[bool] = rule(_("An interim report is asked"))
    interim_due: Rule[Literal["half_time", "instalment"] | None] = rule(_("When the interim report is due"))
    interim_before_payment: Rule[bool] = rule(_("The next instalment waits for the interim report"))
    final_report_days: Rule[int | None] = rule(_("Days for the final report, from the end of the project"))
    repay_days: Rule[int | None] = rule(_("Days to repay misused money, from the notice"))
    ban_years: Rule[int | None] = rule(_("Years without the right to apply after a breach"))
    audit_years: Rule[int | None] = rule(_("Years after the end in which spending may be checked"))


@dataclass(frozen=True, slots=True)
class CouncilRules:
    """Representatives of organisations: nominations, the Council, consultations."""

    nomination_days: Rule[int | None] = rule(_("Days to propose a representative"))
    list_days: Rule[int | None] = rule(_("Days to publish the list of representatives"))
    experience_years: Rule[int | None] = rule(_("Experience of the proposing organisation, within years"))
    ngo_conditions: Rule[tuple[str, ...]] = rule(_("Conditions of the proposing organisation"))
    candidate_conditions: Rule[tuple[str, ...]] = rule(_("Conditions of the candidate"))
    state_seats: Rule[int | None] = rule(_("Seats of state bodies in the Council"))
    ngo_seats: Rule[int | None] = rule(_("Seats of organisations in the Council"))
    term_years: Rule[int | None] = rule(_("Term of the Council, years"))
    selection: Rule[Literal["most_proposals", "vote"] | None] = rule(_("How a representative is chosen"))
    quorum_percent: Rule[Decimal | None] = rule(_("Quorum: more than this share of members, %"))
    areas: Rule[tuple[str, ...]] = rule(_("Areas of the seats of organisations"))
    consultation_days: Rule[int | None] = rule(_("Days of a consultation of the public"))
    debate_min_days: Rule[int | None] = rule(_("Days of a public debate, at least"))
    debate_report_days: Rule[int | None] = rule(_("Days for the report on a debate"))


@dataclass(frozen=True, slots=True)
class ReportRules:
    """The yearly report on money for organisations."""

    spending_due: Rule[DayOfYear | None] = rule(_("Bodies send their spending by"))
    budget_lines: Rule[tuple[str, ...]] = rule(_("Budget lines that are counted"))


Level = Literal["refuse", "warn", "none"]


@dataclass(frozen=True, slots=True)
class FilingRules:
    """Handing in an application: what is told before it, who stands behind it, what comes on paper."""

    partner_confirmation: Rule[Level] = rule(_("A partner has not confirmed its part"))
    sign_off: Rule[Level] = rule(_("The representative has not approved the text"))
    ban: Rule[Level] = rule(_("The organisation broke a contract and may not apply"))
    missing_report: Rule[Level] = rule(_("The report on an earlier contract is missing"))
    projects_in_year: Rule[Level] = rule(_("The organisation has more projects in the year than allowed"))
    double_funding: Rule[Level] = rule(_("The same project was applied for elsewhere"))
    replacement: Rule[bool] = rule(_("An application may be replaced until the deadline"))
    on_paper: Rule[bool] = rule(_("Applications on paper and by post are received"))
    paper_day: Rule[Literal["posted", "received"]] = rule(
        _("Day that counts for an application sent by post")
    )
    contact_while_scored: Rule[bool] = rule(_("The applicant may write to the body while scoring lasts"))
    applicants_published: Rule[Literal["after_deadline", "with_check"]] = rule(
        _("When the public reads who applied")
    )


@dataclass(frozen=True, slots=True)
class ProgrammingRules:
    """The year before the budget year: from the opening of its programming to the proposal of the decision."""

    opens: Rule[DayOfYear | None] = rule(_("The office opens the programming of the next year by"))
    opinion_due: Rule[DayOfYear | None] = rule(_("The Council gives its opinion on the draft decision by"))
    proposal_due: Rule[DayOfYear | None] = rule(_("The decision is proposed to the Government by"))
    council_opinion: Rule[bool] = rule(_("The Council gives its opinion before the decision is proposed"))


@dataclass(frozen=True, slots=True)
class CallLifeRules:
    """What happens to a call beside its applications: the office's review, questions and answers."""

    review: Rule[Literal["not_asked", "opinion", "agreement"]] = rule(
        _("What the office says of a call before its publication")
    )
    review_days: Rule[int | None] = rule(_("Days for the opinion of the office on a call"))
    questions_end_days: Rule[int | None] = rule(
        _("Days before the deadline until which questions on a call are asked")
    )
    answer_days: Rule[int | None] = rule(_("Days to answer a question on a call"))


@dataclass(frozen=True, slots=True)
class EvaluatorRules:
    """The public call for independent evaluators, the draw and the complaint."""

    decision_days: Rule[int | None] = rule(_("Days to decide on candidates, from the end of the call"))
    complaint_days: Rule[int | None] = rule(_("Days to complain against the decision on a candidate"))
    draw_published: Rule[Literal["at_once", "after_decision"]] = rule(
        _("When the result of the draw of evaluators is published")
    )


@dataclass(frozen=True, slots=True)
class CommissionRules:
    """How a commission for the allocation of funds sits and votes."""

    quorum_percent: Rule[Decimal | None] = rule(
        _("Quorum of a commission: more than this share of members, %")
    )
    majority_percent: Rule[Decimal | None] = rule(
        _("A commission adopts by more than this share of all members, %")
    )
    minutes_published: Rule[bool] = rule(
        _("The minutes of a commission are published with the decision, members by name")
    )


@dataclass(frozen=True, slots=True)
class BudgetRules:
    """Shares inside the budget of a project; a call may set its own."""

    administration_share: Rule[Decimal | None] = rule(_("Administrative costs of a project, at most %"))
    staff_share: Rule[Decimal | None] = rule(_("Human resources of a project, at most %"))
    own_share: Rule[Decimal | None] = rule(_("Part of a project paid by others, at least %"))


@dataclass(frozen=True, slots=True)
class Rules:
    """A whole rulebook in force: its sections, and what it calls itself."""

    code: str
    title: str
    legal_basis: str
    in_force_from: date
    register: RegisterRules
    call: CallRules
    evaluation: EvaluationRules
    ranking: RankingRules
    contract: ContractRules
    council: CouncilRules
    report: ReportRules
    programming: ProgrammingRules
    call_life: CallLifeRules
    evaluators: EvaluatorRules
    commission: CommissionRules
    filing: FilingRules
    budget: BudgetRules

    def sections(self) -> Iterator[tuple[str, list[tuple[str, Rule[Any]]]]]:
        """Section by section: its name, and (key, rule) of every value in it."""
        for name in SECTIONS:
            section = getattr(self, name)
            yield name, [(each.name, getattr(section, each.name)) for each in fields(section)]

    def unconfirmed(self) -> list[tuple[str, Rule[Any]]]:
        """Dotted key and rule of every value without a source."""
        return [
            (f"{name}.{key}", each)
            for name, rows in self.sections()
            for key, each in rows
            if not each.confirmed
        ]


SECTIONS: dict[str, type] = {
    "register": RegisterRules,
    "call": CallRules,
    "evaluation": EvaluationRules,
    "ranking": RankingRules,
    "contract": ContractRules,
    "council": CouncilRules,
    "report": ReportRules,
    "programming": ProgrammingRules,
    "call_life": CallLifeRules,
    "evaluators": EvaluatorRules,
    "commission": CommissionRules,
    "filing": FilingRules,
    "budget": BudgetRules,
}
