"""Addresses of the app `reports`."""
