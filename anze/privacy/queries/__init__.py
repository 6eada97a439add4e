"""What requests about personal data are asked."""
