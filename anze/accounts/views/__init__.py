"""What accounts answers to a request."""
