"""Forms of papers, one file a topic."""
