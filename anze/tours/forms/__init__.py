"""What people fill in about tours."""
