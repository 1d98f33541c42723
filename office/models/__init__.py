"""Facts the kernel keeps."""

from office.models.audit import AuditEvent, AuditSeal, DaySeal
from office.models.bodies import Body, BodyName
from office.models.code_lists import Area, Municipality
from office.models.documents import IssuedDocument
from office.models.files import StoredFile
from office.models.jobs import Job
from office.models.numbers import NumberSeries
from office.models.pages import Page
from office.models.rulebooks import RulebookVersion
from office.models.user import RoleGrant, User, bodies_of

__all__ = [
    "Area",
    "AuditEvent",
    "AuditSeal",
    "Body",
    "BodyName",
    "DaySeal",
    "IssuedDocument",
    "Job",
    "Municipality",
    "NumberSeries",
    "Page",
    "RoleGrant",
    "RulebookVersion",
    "StoredFile",
    "User",
    "bodies_of",
]
