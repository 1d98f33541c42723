"""Facts the register keeps."""

from ngo_registry.models.asked import AssetsTo, ChangeKind, DeletionGround
from ngo_registry.models.book import RegisterEntry
from ngo_registry.models.complaints import Complaint
from ngo_registry.models.facts import OfficeForm, OrganisationKind
from ngo_registry.models.filing import RegisterFiling
from ngo_registry.models.folders import FolderPaper
from ngo_registry.models.import_sources import ImportSource
from ngo_registry.models.imports import ImportCandidate, ImportRow, RegisterImport
from ngo_registry.models.letters import Finding, Letter
from ngo_registry.models.lookup import RegisterCount, SearchRefresh, SearchWord
from ngo_registry.models.membership import ClaimRequest, Invitation, NgoMembership
from ngo_registry.models.online import FilingSave, OnlineFiling
from ngo_registry.models.organisation import DUMMY_NUMBERS, Organisation
from ngo_registry.models.people import CLOSED_COLUMNS, Founder, GoverningMember, Representative

__all__ = [
    "CLOSED_COLUMNS",
    "DUMMY_NUMBERS",
    "AssetsTo",
    "ChangeKind",
    "ClaimRequest",
    "Complaint",
    "DeletionGround",
    "FilingSave",
    "Finding",
    "FolderPaper",
    "Founder",
    "GoverningMember",
    "ImportCandidate",
    "ImportRow",
    "ImportSource",
    "Invitation",
    "Letter",
    "NgoMembership",
    "OfficeForm",
    "OnlineFiling",
    "Organisation",
    "OrganisationKind",
    "RegisterCount",
    "RegisterEntry",
    "RegisterFiling",
    "RegisterImport",
    "Representative",
    "SearchRefresh",
    "SearchWord",
]
