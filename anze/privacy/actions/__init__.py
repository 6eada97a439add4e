"""The verbs of requests about personal data."""
