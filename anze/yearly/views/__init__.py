"""What the year's pages answer to a request."""
