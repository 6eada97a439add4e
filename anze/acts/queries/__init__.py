"""What is read of acts, one file a topic."""
