"""Whether what was typed about accounts is well formed."""
