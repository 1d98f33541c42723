"""Tables of states of the app `council`."""
