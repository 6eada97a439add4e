"""What is done with evidence packs: one is made, and the ledger says so."""
