"""The verbs of duties: each one transaction that checks, saves and writes to the ledger."""
