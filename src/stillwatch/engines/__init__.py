"""Where relations run."""
