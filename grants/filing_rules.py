"""What happens when a condition around handing in is not met: the call's own text first, then its rulebook."""

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from grants.models import Application, Call
from office.refusal import Refused
from office.rulebooks import Rules

PAPER_CODE = "P-"  # codes of drafts that the office enters from paper begin so


def on_paper(application: Application) -> bool:
    """Did the application come on paper? Its code says so."""
    return application.draft_code.startswith(PAPER_CODE)


def level_of(call: Call, rules: Rules, key: str) -> tuple[str, str]:
    """refuse, warn or none, with the article; a rule without a confirmed article refuses nobody."""
    try:
        own = getattr(call.filing_rules, key, "")
    except ObjectDoesNotExist:
        own = ""
    if own:
        return own, _("public call %(number)s") % {"number": call.number}
    rule = getattr(rules.filing, key)
    if rule.value == "refuse" and not rule.refuses:
        return "warn", rule.law
    return rule.value, rule.law


def check_replaceable(rules: Rules) -> None:
    """Does the rulebook let a newer version take the place of a filed application?"""
    rule = rules.filing.replacement
    if rule.refuses and not rule.value:
        raise Refused(
            _("A filed application is not replaced; withdraw it and file another one."), law=rule.law
        )
