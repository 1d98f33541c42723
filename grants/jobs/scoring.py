"""Long work of the rooms of `scoring`: documents and letters."""
