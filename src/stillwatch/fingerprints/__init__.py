"""Exchange to traits: an Arrow batch in, an Arrow batch out, no text needed after."""
