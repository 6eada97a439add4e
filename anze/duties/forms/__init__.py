"""Forms of duties: whether what was typed is well formed."""
