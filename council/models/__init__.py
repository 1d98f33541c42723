"""Facts of the app `council`."""
