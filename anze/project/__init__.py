"""The command line and what ties the parts together."""
