"""Shapes of input of the app `reports`."""
