"""Long work of the rooms of `applications`: documents and letters."""
