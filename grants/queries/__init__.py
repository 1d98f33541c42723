"""Questions asked of the app `grants`."""
