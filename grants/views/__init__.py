"""Pages of the app `grants`."""
