"""What register answers to a request."""
