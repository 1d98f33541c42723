"""The register: who an NGO is and who may act for it."""
