"""Tables of states of the app `grants`."""
