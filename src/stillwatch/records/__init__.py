"""The nouns every stage shares: table schemas, evidence, campaigns, results and errors."""
