"""Facts of the acts of the register."""
