"""Tables of states of the app `reports`."""
