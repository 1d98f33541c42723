"""Shapes of input of the app `ngo_registry`."""
