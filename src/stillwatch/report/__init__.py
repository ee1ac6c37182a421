"""What a person sees: the HTML page, the terminal's tables and the JSON documents of one scan."""
