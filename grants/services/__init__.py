"""Verbs of the app `grants`."""
