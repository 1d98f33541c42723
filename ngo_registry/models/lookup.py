"""What the search keeps beside the register: words it can correct to, counts behind the filters, when both were made."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from office.models import Area, Municipality


class SearchWord(models.Model):
    """A word of the names in the register, with itself less one letter, so that a typing error finds it."""

    word = models.CharField(_("word"), max_length=40, primary_key=True)
    rows = models.PositiveIntegerField(_("organisations with it"))
    variants = ArrayField(models.TextField(), verbose_name=_("the word with one letter left out"))

    class Meta:
        verbose_name = _("word of the search")
        verbose_name_plural = _("words of the search")
        indexes = [GinIndex(fields=["variants"], name="search_word_variants")]

    def __str__(self):
        return self.word


class RegisterCount(models.Model):
    """How many organisations share kind, status, municipality and, where one is named, an area of work."""

    kind = models.CharField(_("kind"), max_length=24)
    status = models.CharField(_("status"), max_length=16)
    municipality = models.ForeignKey(Municipality, models.CASCADE, null=True, related_name="+")
    area = models.ForeignKey(Area, models.CASCADE, null=True, related_name="+")
    rows = models.PositiveIntegerField(_("organisations"))

    class Meta:
        verbose_name = _("count of the register")
        verbose_name_plural = _("counts of the register")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "status", "municipality", "area"],
                nulls_distinct=False,
                name="one_register_count_per_group",
            )
        ]

    def __str__(self):
        return f"{self.kind} / {self.status}: {self.rows}"


class SearchRefresh(models.Model):
    """Until when the words and the counts know the register, and when they were last made anew."""

    until = models.DateTimeField(_("changes taken in until"))
    whole_at = models.DateTimeField(_("made anew at"))

    class Meta:
        verbose_name = _("refresh of the search")
        verbose_name_plural = _("refreshes of the search")

    def __str__(self):
        return str(self.until)
