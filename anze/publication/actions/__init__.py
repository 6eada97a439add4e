"""What is done with notices and with what was published: each one transaction with its entry in the ledger."""
