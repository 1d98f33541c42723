"""Shapes of input of the register."""
