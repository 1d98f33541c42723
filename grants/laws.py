"""Laws across rows of public money; importing the rooms registers them (office.laws)."""

from grants.cross_laws import applications, calls, evaluators, money, scoring

__all__ = ["applications", "calls", "evaluators", "money", "scoring"]
