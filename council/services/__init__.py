"""Verbs of the app `council`."""
