"""Shapes of the answers of the API: the columns of open data, each with its type."""

import datetime
from decimal import Decimal
from typing import Generic, TypeVar

from ninja import Schema
from pydantic import Field

Item = TypeVar("Item")


class Page(Schema, Generic[Item]):
    """Rows in the order of their keys; `next` is the address of the following page, nothing at the end."""

    items: list[Item]
    next: str | None = None


class OrganisationItem(Schema):
    """An organisation as the register publishes it."""

    id: int
    org_id: str = Field(description="identifier by org-id.guide")
    register_no: str
    kind: str
    name: str
    name_cyrillic: str
    short_name: str
    municipality_code: str
    areas: str = Field(description="codes of areas, separated by blanks")
    date_founded: datetime.date | None
    date_registered: datetime.date | None
    status: str
    date_deleted: datetime.date | None
    deletion_reason: str
    website: str
    updated: datetime.datetime


class CallItem(Schema):
    """A published call and, once its decision is published, what came of it."""

    id: int
    reference: str
    body_id: str
    body: str
    year: int
    title: str
    areas: str
    currency: str
    total: Decimal
    min: Decimal
    max: Decimal
    published: datetime.datetime
    deadline: datetime.datetime
    extended_to: datetime.datetime | None
    status: str
    applications: int | None
    awarded_count: int | None
    awarded_sum: Decimal | None
    url: str


class AwardItem(Schema):
    """A project that a published decision finances."""

    id: str
    call_id: str
    body_id: str
    organisation_id: str
    organisation: str
    title: str
    kind: str
    score_a: Decimal | None
    score_b: Decimal | None
    score: Decimal | None
    rank: int | None
    requested: Decimal
    awarded: Decimal
    paid: Decimal | None
    currency: str
    decision_no: str
    decision_date: datetime.date
    start: datetime.date | None
    end: datetime.date | None
    municipality_codes: str
    status: str
    url: str


class Trouble(Schema):
    """Why there is no answer."""

    detail: str
