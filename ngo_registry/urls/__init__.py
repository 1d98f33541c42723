"""Addresses of the register, one file per door."""
