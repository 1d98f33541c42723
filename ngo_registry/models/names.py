"""Whether the name of an organisation holds the name of a person, and who agreed to that (Art. 13)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.models import StoredFile


class PersonInName(models.TextChoices):
    """The answer of the applicant; the living agree themselves, for the dead their heirs do."""

    NO = "no", pgettext_lazy("name of a person", "no")
    LIVING = "living", pgettext_lazy("name of a person", "yes, of a living person")
    DEAD = "dead", pgettext_lazy("name of a person", "yes, of a person who has died")


HOLDS_A_NAME = frozenset({PersonInName.LIVING, PersonInName.DEAD})


class NamedAfter(models.Model):
    """Columns of a filing that gives an organisation its name."""

    person_in_name = models.CharField(
        _("Does the name hold the name of a person?"),
        max_length=6,
        choices=PersonInName.choices,
        blank=True,
        default="",
        db_default="",
    )
    named_person = models.CharField(
        _("whose name it is"), max_length=200, blank=True, default="", db_default=""
    )
    name_consent = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("consent of the person, or of the heirs, to the name"),
    )

    class Meta:
        abstract = True

    @property
    def needs_consent(self) -> bool:
        """Somebody's name stands in the name."""
        return self.person_in_name in HOLDS_A_NAME
