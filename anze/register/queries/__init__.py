"""What the register is asked."""
