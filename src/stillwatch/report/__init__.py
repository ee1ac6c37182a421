"""What a person sees: the terminal tables and the self-contained page."""
