"""Figures of the register kept ready for its statistics, and the state an extract was made of."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ngo_registry.models.organisation import Organisation
from office.models import Area, IssuedDocument, Municipality


class RegisterFigure(models.Model):
    """How many organisations share an event, its year, kind and municipality; with an area, of that area."""

    class Event(models.TextChoices):
        FOUNDED = "founded", _("founded")
        ENTERED = "entered", _("entered in the register")
        DELETED = "deleted", _("deleted from the register")
        CAME = "came", _("came into the state at the end of a year")
        LEFT = "left", _("left the state at the end of a year")
        STANDS = "stands", _("in the register now")
        GONE = "gone", _("deleted, whenever it was")
        UNDATED = "undated", _("in the register now, day of entry not known")

    event = models.CharField(_("event"), max_length=8, choices=Event.choices)
    year = models.PositiveSmallIntegerField(_("year"), default=0)  # 0: now
    kind = models.CharField(_("kind"), max_length=24)
    municipality = models.ForeignKey(Municipality, models.CASCADE, null=True, related_name="+")
    area = models.ForeignKey(Area, models.CASCADE, null=True, related_name="+")
    rows = models.PositiveIntegerField(_("organisations"))

    class Meta:
        verbose_name = _("figure of the register")
        verbose_name_plural = _("figures of the register")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "year", "kind", "municipality", "area"],
                nulls_distinct=False,
                name="one_register_figure_per_group",
            )
        ]

    def __str__(self):
        return f"{self.event} {self.year}: {self.rows}"


class FiguresCounted(models.Model):
    """When the figures were counted, and which change of the register was the last one in them."""

    at = models.DateTimeField(_("counted"))
    changed_until = models.DateTimeField(_("changes taken in until"), null=True)

    class Meta:
        verbose_name = _("counting of the figures")
        verbose_name_plural = _("countings of the figures")

    def __str__(self):
        return str(self.at)


class ExtractState(models.Model):
    """Which state of an entry an extract shows: the same state is never drawn twice."""

    document = models.OneToOneField(IssuedDocument, models.PROTECT, related_name="register_state")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="extract_states")
    state = models.CharField(_("fingerprint of the entry"), max_length=64)

    class Meta:
        verbose_name = _("state of an extract")
        verbose_name_plural = _("states of extracts")

    def __str__(self):
        return f"{self.document_id}"
