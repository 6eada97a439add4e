"""Tags of requests about personal data."""
