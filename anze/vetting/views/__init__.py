"""Pages of vetting, one file a topic."""
