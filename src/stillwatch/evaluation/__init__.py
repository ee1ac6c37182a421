"""Measures against a truth."""
