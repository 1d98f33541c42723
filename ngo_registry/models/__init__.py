"""Facts the register keeps."""

from ngo_registry.models.asked import AssetsTo, ChangeKind, DeletionGround
from ngo_registry.models.asked_of_parties import PartyChange, PartyDeletionGround
from ngo_registry.models.book import RegisterEntry
from ngo_registry.models.checks import ConditionNote, EarlierPaper, StateAsAsked
from ngo_registry.models.complaints import Complaint
from ngo_registry.models.duplicates import DuplicatePair, MovedRow, OrganisationMerge
from ngo_registry.models.error_reports import ErrorReport
from ngo_registry.models.facts import PARTY, OfficeForm, OrganisationKind
from ngo_registry.models.figures import ExtractState, FiguresCounted, RegisterFigure
from ngo_registry.models.filing import RegisterFiling
from ngo_registry.models.folders import FolderPaper
from ngo_registry.models.import_sources import ImportSource
from ngo_registry.models.imports import ImportCandidate, ImportRow, RegisterImport
from ngo_registry.models.letters import Finding, Letter
from ngo_registry.models.lookup import RegisterCount, SearchRefresh, SearchWord
from ngo_registry.models.membership import ClaimRequest, Invitation, NgoMembership
from ngo_registry.models.names import HOLDS_A_NAME, PersonInName
from ngo_registry.models.online import FilingSave, OnlineFiling
from ngo_registry.models.organisation import DUMMY_NUMBERS, Organisation
from ngo_registry.models.own_contacts import OwnContacts
from ngo_registry.models.parties import PARTY_FACTS, Party, PartyEntry
from ngo_registry.models.party_people import PartyMembership
from ngo_registry.models.people import CLOSED_COLUMNS, Founder, GoverningMember, Representative
from ngo_registry.models.statements import (
    CLOSED_OF_STATEMENT,
    FounderStatement,
    StatementImport,
    StatementRow,
)
from ngo_registry.models.watches import Watch, Watcher

__all__ = [
    "CLOSED_COLUMNS",
    "CLOSED_OF_STATEMENT",
    "DUMMY_NUMBERS",
    "HOLDS_A_NAME",
    "PARTY",
    "PARTY_FACTS",
    "AssetsTo",
    "ChangeKind",
    "ClaimRequest",
    "Complaint",
    "ConditionNote",
    "DeletionGround",
    "DuplicatePair",
    "EarlierPaper",
    "ErrorReport",
    "ExtractState",
    "FiguresCounted",
    "FilingSave",
    "Finding",
    "FolderPaper",
    "Founder",
    "FounderStatement",
    "GoverningMember",
    "ImportCandidate",
    "ImportRow",
    "ImportSource",
    "Invitation",
    "Letter",
    "MovedRow",
    "NgoMembership",
    "OfficeForm",
    "OnlineFiling",
    "Organisation",
    "OrganisationKind",
    "OrganisationMerge",
    "OwnContacts",
    "Party",
    "PartyChange",
    "PartyDeletionGround",
    "PartyEntry",
    "PartyMembership",
    "PersonInName",
    "RegisterCount",
    "RegisterEntry",
    "RegisterFigure",
    "RegisterFiling",
    "RegisterImport",
    "Representative",
    "SearchRefresh",
    "SearchWord",
    "StateAsAsked",
    "StatementImport",
    "StatementRow",
    "Watch",
    "Watcher",
]
