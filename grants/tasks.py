"""Long work of public money; importing the rooms registers their handlers (office.jobs)."""

from grants.jobs import applications, calls, marks, money, scoring

__all__ = ["applications", "calls", "marks", "money", "scoring"]
