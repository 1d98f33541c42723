"""The demo year: invented people at work in real municipalities and real areas (part of the composition root)."""
