"""Facts of the app `ngo_registry`."""
