"""What is filled in about accountability."""
