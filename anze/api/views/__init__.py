"""The ways in: the API itself, its description, the pages of one's tokens."""
