"""What the database refuses when two filings want the same name or number, in words."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from ngo_registry import articles
from ngo_registry.models import Organisation
from office.refusal import Refused

TAKEN = {
    "organisation_name_not_taken": (
        _("Another organisation was entered under this name in the meantime."),
        articles.NAME,
    ),
    "organisation_pib_once": (_("Another organisation already has this tax number (PIB)."), ""),
    "organisation_mb_once": (_("Another organisation already has this registration number (MB)."), ""),
}


def saved_or_refused(organisation: Organisation, fields: list[str] | None = None) -> None:
    """Save; a name or number taken meanwhile is a refusal, anything else stays an error."""
    try:
        with transaction.atomic():
            organisation.save(update_fields=fields)
    except IntegrityError as clash:
        reason, law = TAKEN.get(clash.__cause__.diag.constraint_name, (None, ""))
        if reason is None:
            raise
        raise Refused(reason, law=law) from clash
