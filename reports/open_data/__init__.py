"""Open data: one source of rows for each set, written as CSV, JSON, XLSX or 360Giving; never personal data."""
