"""Addresses of the app `ngo_registry`."""
