"""Addresses of each room of public money, joined by door in grants/urls."""
