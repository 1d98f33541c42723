"""Formats of Serbian, Latin."""
