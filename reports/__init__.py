"""What the Government, the City Council and the public receive."""
