"""Forms of accidents: whether what was typed is well formed."""
