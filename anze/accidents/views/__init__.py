"""Pages of accidents, one file a topic."""
