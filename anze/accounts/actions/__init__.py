"""The verbs about accounts: each one transaction that checks, saves, writes to the ledger and to the security log."""
