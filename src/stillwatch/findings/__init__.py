"""What a campaign sought, how much, and since when."""
