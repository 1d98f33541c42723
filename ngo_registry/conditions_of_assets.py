"""Where the assets of an organisation that ends may go (Art. 40): what a machine can say, and what an officer looks at."""

from django.utils.translation import gettext as _

from ngo_registry import articles
from ngo_registry.condition import Condition
from ngo_registry.models import AssetsTo, Organisation, RegisterFiling


def of_assets(filing: RegisterFiling) -> Condition:
    """Yes, no, or a look of the officer; with what the statute says, when it is written."""
    met, evidence = answer(filing)
    said = filing.assets_statute or statute_at_entry(filing)
    statute = (
        _("The statute says: %(text)s") % {"text": said}
        if said
        else _("What the statute says is not written.")
    )
    told = f"{evidence} {statute}" if filing.assets_to else evidence
    title = _("The assets go where the law allows")
    return Condition(
        "assets", title, met is True, told, articles.ASSETS, "deletion", look=met is None
    )  # fmt: skip


def answer(filing: RegisterFiling) -> tuple[bool | None, str]:
    """True, False, or None when a person has to look; with the evidence."""
    to = filing.assets_to
    if not to:
        return False, _("Say who receives the assets; without a rule in the statute, the municipality does.")
    if to == AssetsTo.NONE_LEFT:
        return True, _("No assets are left, as the organisation states.")
    if to == AssetsTo.MUNICIPALITY:
        return of_municipality(filing)
    if to == AssetsTo.INSTITUTION:
        return of_institution(filing)
    return of_recipient(filing)


def of_municipality(filing: RegisterFiling) -> tuple[bool | None, str]:
    """The municipality of the seat receives what the statute gives to nobody."""
    seat = str(filing.organisation.municipality or filing.organisation.place)
    if filing.assets_statute:
        return None, _(
            "The municipality of the seat (%(seat)s) receives only what the statute gives to nobody: compare."
        ) % {"seat": seat}
    return True, _("The municipality of the seat: %(seat)s.") % {"seat": seat}


def of_institution(filing: RegisterFiling) -> tuple[bool | None, str]:
    """No register here tells of public institutions: an officer looks."""
    if not (filing.assets_recipient and filing.assets_seat):
        return False, _("Write the name and the seat of the institution.")
    return None, _(
        "%(name)s, %(seat)s: look whether it is a public institution with seat in the state that works in these areas."
    ) % {"name": filing.assets_recipient, "seat": filing.assets_seat}


def of_recipient(filing: RegisterFiling) -> tuple[bool | None, str]:
    """An organisation of the register that works, in an area of the one that ends."""
    known = filing.assets_organisation
    if known is None:
        if not filing.assets_recipient:
            return False, _("Write the number or the name of the organisation that receives the assets.")
        return None, _("“%(name)s” is not found in the register: look who that is.") % {
            "name": filing.assets_recipient
        }
    words = {"name": known.name, "number": known.number, "status": known.get_status_display()}
    if known.pk == filing.organisation_id:
        return False, _("An organisation that ends cannot receive its own assets.")
    if known.status != Organisation.Status.ACTIVE:
        return False, _(
            "“%(name)s”, number %(number)s, may not receive them: its status is “%(status)s”."
        ) % words
    common = shared_areas(known, filing.organisation)
    if common:
        areas = "; ".join(common)
        return True, _("“%(name)s”, number %(number)s, is in the register and works in the same areas: %(areas)s.") % {
            **words, "areas": areas,
        }  # fmt: skip
    return None, _(
        "“%(name)s”, number %(number)s, is in the register, but in none of the areas of this organisation: "
        "compare the goals."
    ) % words


def shared_areas(one: Organisation, other: Organisation) -> list[str]:
    """Areas both of them work in."""
    return sorted(str(area) for area in one.areas.filter(pk__in=other.areas.values("pk")))


def statute_at_entry(filing: RegisterFiling) -> str:
    """What the statute answered when the organisation was founded in the portal."""
    entry = (
        RegisterFiling.objects.filter(
            organisation=filing.organisation_id, filing_kind=RegisterFiling.Kind.ENTRY, online__isnull=False
        )
        .select_related("online")
        .first()
    )
    if entry is None or entry.online.own_statute:
        return ""
    return ", ".join(
        part for part in (str(entry.online.get_assets_display()), entry.online.assets_to) if part
    )
