"""Shapes of input of the app `council`."""
