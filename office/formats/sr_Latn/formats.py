"""Dates and numbers in Serbian, Latin."""

from office.formats.serbian import *  # noqa: F403
