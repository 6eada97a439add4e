"""What a pack says, read and composed."""
