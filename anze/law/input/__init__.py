"""From a case file or from tables to facts: every fault named with its place, all at once, or nothing is taken."""
