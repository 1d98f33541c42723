"""Tests of nominations and of the Council."""
