"""Values of its own a call takes instead of those of the rulebook, each with the act it rests on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.calls import Call


class OwnRule(models.Model):
    """One value of a call in place of the rulebook's, frozen with the call's rulebook at its publication."""

    class Key(models.TextChoices):
        SCORERS = "evaluation.scorers", _("Score sheets for an application")
        AGGREGATE = "ranking.aggregate", _("How sheets become one score")
        ROUNDING = "ranking.rounding", _("How the score is brought to its decimals")
        DECIMALS = "ranking.decimals", _("Decimals of the score")
        INSPECTION = "ranking.inspection_working_days", _("Working days to inspect the documents")
        OBJECTION = "ranking.objection_days", _("Days to file an objection")
        REPLY = "ranking.objection_decision_days", _("Days for the decision on an objection")

    call = models.ForeignKey(Call, models.CASCADE, related_name="own_rules")
    key = models.CharField(_("rule"), max_length=40, choices=Key.choices)
    value = models.JSONField(_("value"))
    law = models.CharField(_("act and article"), max_length=300)

    class Meta:
        verbose_name = _("own rule of a call")
        verbose_name_plural = _("own rules of calls")
        ordering = ["call", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "key"], name="one_own_rule_of_a_key"),
            models.CheckConstraint(condition=~Q(law=""), name="own_rule_rests_on_an_act"),
        ]

    def __str__(self):
        return f"{self.call}: {self.key}"
