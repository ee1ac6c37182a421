"""Logs in: one file per format; what cannot be read is quarantined and counted."""
