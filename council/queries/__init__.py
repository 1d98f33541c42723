"""Questions asked of the app `council`."""
