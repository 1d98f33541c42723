"""Verbs of the app `reports`."""
