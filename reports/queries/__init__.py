"""Questions asked of the app `reports`."""
