"""Traits to links between accounts, one file per kind, each in bits."""
