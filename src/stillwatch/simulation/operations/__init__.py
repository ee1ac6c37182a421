"""Simulated campaigns: their accounts, their wording, their traffic."""
