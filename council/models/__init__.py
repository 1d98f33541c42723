"""Facts the app `council` keeps."""

from council.models.calls import NominationCall, NominationSeat, TieDecision
from council.models.composition import Council, CouncilAppointment, CouncilSeat
from council.models.proposals import ListedCandidate, Proposal, ProposalCondition, ProposalFile
from council.models.sessions import AgendaItem, Conclusion, Session, SessionAttendance

__all__ = [
    "AgendaItem",
    "Conclusion",
    "Council",
    "CouncilAppointment",
    "CouncilSeat",
    "ListedCandidate",
    "NominationCall",
    "NominationSeat",
    "Proposal",
    "ProposalCondition",
    "ProposalFile",
    "Session",
    "SessionAttendance",
    "TieDecision",
]
