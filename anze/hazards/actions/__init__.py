"""The verbs of dangers, listings and patrols."""
