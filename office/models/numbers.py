"""The counters behind the numbers of acts: no gap, no repeat."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NumberSeries(models.Model):
    """One counter per kind of act, scope (body) and year."""

    kind = models.CharField(max_length=40)
    scope = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        constraints = [
            models.UniqueConstraint(fields=["kind", "scope", "year"], name="one_series_per_kind_scope_year")
        ]

    def __str__(self):
        return f"{self.kind} {self.scope} {self.year}: {self.last}"
