"""The evasion ladder: ways in which a simulated operator hides, each with a strength and what it costs him."""
