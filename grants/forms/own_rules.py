"""The own rules of a call: empty means as the rulebook has it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from grants.models import OwnRule
from grants.own_rules import rule_at
from office.rulebooks import Rules
from office.rulebooks.labels import CHOICE_LABELS, value_words
from office.templatetags.saradnja import script

Key = OwnRule.Key
CHOICES = {Key.AGGREGATE: ("mean", "sum"), Key.ROUNDING: ("cut", "half_up")}


class OwnRulesForm(forms.Form):
    """One field for each rule a call may set, and the act all of them rest on."""

    def __init__(self, *args: Any, rules: Rules, own: list[OwnRule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        values = {each.key: each.value for each in own}
        for key in Key:
            self.fields[name_of(key)] = field_for(key, rules, values.get(key))
        self.fields["law"] = forms.CharField(
            label=_("Act and article"),
            max_length=300,
            required=False,
            initial=own[0].law if own else "",
            help_text=_(
                "The decision or by-law of the body that sets these rules; shown beside them in public."
            ),
        )

    def chosen(self) -> dict[str, Any]:
        """Values by key; None where the rulebook's stays."""
        values = {str(key): self.cleaned_data[name_of(key)] for key in Key}
        return {key: None if value in ("", None) else value for key, value in values.items()}


def name_of(key: str) -> str:
    """The name of the field of a rule."""
    return key.rpartition(".")[2]


def field_for(key: Key, rules: Rules, value: Any) -> forms.Field:
    """A choice or a whole number, with the value of the rulebook beside it."""
    rule = rule_at(rules, key)
    usual = _now("By the rulebook: %(value)s.") % {"value": value_words(rule.value)}
    facts = {
        "label": key.label,
        "required": False,
        "initial": value,
        "help_text": f"{usual} ({script(rule.law)})" if rule.law else usual,
    }
    if key in CHOICES:
        offered = [("", _("as the rulebook")), *((each, CHOICE_LABELS[each]) for each in CHOICES[key])]
        return forms.ChoiceField(choices=offered, **facts)
    return forms.IntegerField(min_value=0, max_value=90, **facts)
