"""Pages of the app `council`."""
