"""WHO may do what around handing in: partners, the representative, officers who enter paper and answer messages."""

from django.utils.translation import gettext_lazy as _

from grants.filing_rules import on_paper
from grants.models import Application, PartnerConfirmation
from grants.rules import check_body, check_is_applicant
from ngo_registry.models import NgoMembership
from ngo_registry.rules import check_acts_for
from office.jurisdiction import has_feature
from office.models import User
from office.refusal import Refused
from office.roles import Permission as P
from office.rulebooks import Rules

S = Application.State
SCORED = frozenset({S.ELIGIBLE, S.SCORED})  # from the list of complete applications to the decision


def check_asks_partner(by: User, confirmation: PartnerConfirmation) -> None:
    """The applicant asks its partners and takes its question back."""
    check_is_applicant(by, confirmation.partner.application)


def check_is_partner(by: User | None, confirmation: PartnerConfirmation) -> None:
    """Whoever acts for the partner answers; outside the register the code of the e-mail is the right."""
    if confirmation.organisation is None:
        if by is not None:
            raise Refused(_("This question is answered with the code of the e-mail."))
        return
    if by is None:
        raise Refused(_("This question is answered in the portal, by a person who acts for the partner."))
    check_acts_for(by, confirmation.organisation)


def check_represents(by: User, application: Application) -> None:
    """Only an owner of the organisation's account approves the text in its name."""
    check_acts_for(by, application.organisation, roles=(NgoMembership.Role.OWNER,))


def check_enters_paper(by: User, application: Application) -> None:
    """An officer of the body that called enters what came on paper."""
    check_body(by, application.call.body, P.CHECK_APPLICATIONS)
    if not on_paper(application):
        raise Refused(_("This application did not come on paper."))


def check_answers_applicant(by: User, application: Application) -> None:
    """Officers of the body write to the applicant; whoever scores never does."""
    check_body(by, application.call.body, P.CHECK_APPLICATIONS)
    scores = application.assignments.filter(user=by).exists()
    seat = has_feature("commission_scores") and application.call.commission.members.filter(user=by).exists()
    if scores or seat:
        raise Refused(_("Whoever scores an application has no contact with its applicant."))


def check_contact_open(application: Application, rules: Rules) -> None:
    """While applications are scored nobody writes to anybody, where a confirmed rule closes contact."""
    rule = rules.filing.contact_while_scored
    if rule.refuses and contact_is_asked_to_rest(application, rules):
        raise Refused(
            _("The application is being scored; messages open again with the decision."), law=rule.law
        )


def contact_is_asked_to_rest(application: Application, rules: Rules) -> bool:
    """The rulebook wants no contact while applications are scored; a rule that is not confirmed only says so."""
    return not rules.filing.contact_while_scored.value and application.state in SCORED
