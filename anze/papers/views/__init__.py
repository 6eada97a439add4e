"""Pages of papers, one file a topic."""
