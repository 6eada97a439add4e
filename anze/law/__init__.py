"""The core: facts in, findings out. No Django, no clock, no database."""
