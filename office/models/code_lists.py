"""Code lists: municipalities and areas of public interest; a code ends, it is not deleted."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Municipality(models.Model):
    """A municipality or city of the state whose office this is."""

    code = models.CharField(_("code"), max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=100)
    name_cyrillic = models.CharField(_("name in Cyrillic"), max_length=100, blank=True)
    region = models.CharField(_("region"), max_length=60, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    tile_col = models.PositiveSmallIntegerField(null=True, blank=True)
    tile_row = models.PositiveSmallIntegerField(null=True, blank=True)
    sort_key = models.CharField(max_length=200, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["sort_key", "name"]

    def __str__(self):
        return self.name


class Area(models.Model):
    """An area of public interest in which projects of NGOs are paid (Art. 32(2) of the law, or a later decision)."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_cyrillic = models.CharField(_("name in Cyrillic"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    in_law = models.BooleanField(_("named by the law"), default=False)
    law = models.CharField(_("article"), max_length=100, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("area of public interest")
        verbose_name_plural = _("areas of public interest")
        ordering = ["order", "name"]

    def __str__(self):
        language = get_language() or ""
        if language == "en" and self.name_en:
            return self.name_en
        if language in {"sr", "cnr-cyrl"} and self.name_cyrillic:
            return self.name_cyrillic
        return self.name
