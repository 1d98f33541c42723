"""Formats of Montenegrin, Cyrillic."""
