"""Facts the register keeps."""

from ngo_registry.models.book import RegisterEntry
from ngo_registry.models.facts import OrganisationKind
from ngo_registry.models.filing import RegisterFiling
from ngo_registry.models.imports import ImportRow, RegisterImport
from ngo_registry.models.membership import ClaimRequest, NgoMembership
from ngo_registry.models.organisation import DUMMY_NUMBERS, Organisation
from ngo_registry.models.people import CLOSED_COLUMNS, Founder, GoverningMember, Representative

__all__ = [
    "CLOSED_COLUMNS",
    "DUMMY_NUMBERS",
    "ClaimRequest",
    "Founder",
    "GoverningMember",
    "ImportRow",
    "NgoMembership",
    "Organisation",
    "OrganisationKind",
    "RegisterEntry",
    "RegisterFiling",
    "RegisterImport",
    "Representative",
]
