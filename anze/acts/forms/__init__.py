"""Forms of acts, one file a topic."""
