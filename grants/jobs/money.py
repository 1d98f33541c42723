"""Long work of the rooms of `money`: documents and letters."""
