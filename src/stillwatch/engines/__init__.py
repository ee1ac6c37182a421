"""Where heavy work runs: compiled kernels here, maps and relations on a cluster."""
