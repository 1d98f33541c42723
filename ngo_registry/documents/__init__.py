"""Contexts of the official documents of the app `ngo_registry`."""
