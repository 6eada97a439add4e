"""What is done with a year's tasks and with calendar feeds: each one transaction with its entry in the ledger."""
