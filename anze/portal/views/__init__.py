"""What portal answers to a request."""
