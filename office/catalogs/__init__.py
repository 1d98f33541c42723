"""Catalogs of words: Serbian Cyrillic is written by hand, every other form of it is derived from that."""
