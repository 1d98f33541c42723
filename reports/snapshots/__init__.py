"""Figures of reports, collected once and frozen."""
