"""What each room of public money shows on pages of lower floors."""
