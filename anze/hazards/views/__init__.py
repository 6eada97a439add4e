"""The pages of dangers, listings and patrols."""
