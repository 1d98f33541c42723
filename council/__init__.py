"""Who speaks for NGOs in public bodies: nominations, the Council, its sessions."""
