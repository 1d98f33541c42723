"""Questions asked of the kernel."""
