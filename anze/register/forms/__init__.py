"""Whether what was typed into the register is well formed."""
