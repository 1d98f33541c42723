"""Pages of the app `ngo_registry`."""
