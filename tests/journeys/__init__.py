"""Whole stories through the services and screens."""
