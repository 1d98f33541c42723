"""Formats of Serbian, Cyrillic."""
