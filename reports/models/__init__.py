"""Facts of the app `reports`."""
