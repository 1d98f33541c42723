"""What an organisation says of itself where another authority keeps the register."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ngo_registry.models.facts import web_address
from ngo_registry.models.organisation import Organisation


class OwnContacts(models.Model):
    """Contacts an organisation wrote itself, shown beside the official ones and never mixed with them."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="own_contacts")
    website = models.CharField(_("web site"), max_length=200, blank=True)
    email = models.EmailField(_("public e-mail"), blank=True)
    phone_public = models.CharField(_("public telephone"), max_length=60, blank=True)
    areas_stated = models.BooleanField(_("the organisation stated its areas of work"), default=False)
    saved_at = models.DateTimeField(_("stated"))
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    open_contacts = ("email", "phone_public")

    class Meta:
        verbose_name = _("own contacts of an organisation")
        verbose_name_plural = _("own contacts of organisations")

    def __str__(self):
        return f"{self.organisation}"

    @property
    def website_url(self) -> str:
        """The address of the web site with its scheme; nothing when it is no web address."""
        return web_address(self.website)
