"""Published ways to find such campaigns, written anew from their papers and measured beside this project."""
