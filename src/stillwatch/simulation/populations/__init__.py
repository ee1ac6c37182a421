"""The benign kinds: ordinary clients and the twins that look like a campaign and are not."""
