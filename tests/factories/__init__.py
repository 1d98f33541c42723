"""Invented rows for tests, by situation."""
