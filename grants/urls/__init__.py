"""Addresses of the app `grants`."""
