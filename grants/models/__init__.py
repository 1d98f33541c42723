"""Facts of the app `grants`."""
