"""What is read of accidents, one file a topic."""
