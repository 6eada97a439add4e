"""From the folder of a pack to parameters and clauses: what it inherits, what it changes, every fault at once."""
