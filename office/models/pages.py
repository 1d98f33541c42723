"""Pages of the office that its staff writes: about, contact, privacy, accessibility."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Page(models.Model):
    """One text in one language; a missing one falls back to the text that ships with the portal."""

    slug = models.SlugField(_("address"), max_length=60)
    language = models.CharField(_("language"), max_length=10)
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        constraints = [models.UniqueConstraint(fields=["slug", "language"], name="one_page_per_language")]

    def __str__(self):
        return f"{self.title} ({self.language})"
