"""Addresses of the app `council`."""
