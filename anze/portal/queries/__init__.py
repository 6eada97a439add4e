"""What is read for the home page and for search."""
