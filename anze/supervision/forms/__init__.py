"""What is filled in about supervision."""
