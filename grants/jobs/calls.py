"""Long work of the rooms of `calls`: documents and letters."""
