"""The register: raw mail, cases, findings, letters and decisions, on SQLite or PostgreSQL."""
