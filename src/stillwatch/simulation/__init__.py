"""Worlds with a known truth: benign populations and their twins, campaigns."""
