"""Verbs of the app `ngo_registry`."""
