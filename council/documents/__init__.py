"""Contexts of the official documents of the app `council`."""
