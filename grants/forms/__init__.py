"""Shapes of input of the app `grants`."""
