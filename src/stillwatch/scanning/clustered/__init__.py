"""The maps and relations of a scan that run on a cluster."""
