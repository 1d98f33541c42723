"""Rooms of the register behind the doors."""
