"""Public money from the priorities to the accepted report."""
