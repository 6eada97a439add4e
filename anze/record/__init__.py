"""The append-only ledger of every change, its checkpoints and its verification by a second party."""
