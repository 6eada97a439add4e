"""What is filled in about dangers, listings and patrols."""
