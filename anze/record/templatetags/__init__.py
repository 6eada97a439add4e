"""Tags of the ledger for the templates of every app."""
