"""Links to campaigns: cluster, test significance, separate honest traffic."""
