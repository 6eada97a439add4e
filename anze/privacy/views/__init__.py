"""The pages of requests about personal data."""
