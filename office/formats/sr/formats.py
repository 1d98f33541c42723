"""Dates and numbers in Serbian, Cyrillic."""

from office.formats.serbian import *  # noqa: F403
