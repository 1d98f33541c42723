"""Dates and numbers in Montenegrin, Cyrillic."""

from office.formats.serbian import *  # noqa: F403
