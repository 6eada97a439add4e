"""Signing in, one's own account, and the pages of the three administrators: the verbs about accounts, each with its ledger entry."""
