"""Who is written to when something public happens to an organisation, a party or in a search; without an account."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from ngo_registry.models.organisation import Organisation
from ngo_registry.models.parties import Party


class Watcher(models.Model):
    """An address that ordered news; it goes with its last watch."""

    email = models.EmailField(_("e-mail (closed)"))
    language = models.CharField(max_length=10)
    told_until = models.DateTimeField(_("told of everything until"), null=True, blank=True)
    asked_at = models.DateTimeField(_("last asked to confirm"), auto_now_add=True)

    closed = ("email",)

    class Meta:
        verbose_name = _("watcher of the register")
        verbose_name_plural = _("watchers of the register")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_watcher_per_address")]

    def __str__(self):
        return f"watcher {self.pk}"


class Watch(models.Model):
    """One organisation, party or search somebody watches; counts only once confirmed from the address itself."""

    watcher = models.ForeignKey(Watcher, models.CASCADE, related_name="watches")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="+")
    party = models.ForeignKey(Party, models.CASCADE, null=True, blank=True, related_name="+")
    # A search of the register of parties; else of the register of organisations.
    of_parties = models.BooleanField(_("of the register of parties"), default=False, db_default=False)
    query = models.CharField(_("search, as in its address"), max_length=500, blank=True)
    asked_at = models.DateTimeField(_("ordered"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    class Meta:
        verbose_name = _("watch of the register")
        verbose_name_plural = _("watches of the register")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["watcher", "organisation", "party", "of_parties", "query"],
                nulls_distinct=False,
                name="one_watch_of_a_thing",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True, party__isnull=True)
                | Q(organisation__isnull=False, party__isnull=True, of_parties=False, query="")
                | Q(organisation__isnull=True, party__isnull=False, of_parties=False, query=""),
                name="watch_of_one_thing",
            ),
        ]

    def __str__(self):
        return f"watch {self.pk}"

    @property
    def about(self) -> Organisation | Party | None:
        """The organisation or the party that is watched; nothing when it is a search."""
        return self.party or self.organisation
