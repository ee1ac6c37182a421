"""What provider APIs put into request and response bodies: one file per interface."""
