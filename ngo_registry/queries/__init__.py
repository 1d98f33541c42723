"""Questions asked of the app `ngo_registry`."""
