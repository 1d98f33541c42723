"""Long work of each room of public money."""
