"""Laws across rows of each room of public money."""
