"""What acts answers to a request."""
