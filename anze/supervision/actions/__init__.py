"""The verbs of supervision, one file a topic; each is one transaction with its entry in the ledger."""
