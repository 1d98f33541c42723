"""Formats of Montenegrin, Latin."""
