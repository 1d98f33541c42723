"""Tables of states of the app `ngo_registry`."""
