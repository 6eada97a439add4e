"""The verbs of assessments, one file a topic; each is one transaction with its entry in the ledger."""
