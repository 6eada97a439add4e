"""The verbs of vetting: enquire, issue a statement."""
