"""Tests of the register of political parties."""
