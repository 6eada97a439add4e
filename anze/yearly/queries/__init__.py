"""What the year's pages show."""
