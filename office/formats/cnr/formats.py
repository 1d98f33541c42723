"""Dates and numbers in Montenegrin, Latin."""

from office.formats.serbian import *  # noqa: F403
