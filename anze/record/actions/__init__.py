"""The verbs of the ledger: write, erase a text, give out its head."""

from anze.record.actions.writing import Change, hold, record, record_all

__all__ = ["Change", "hold", "record", "record_all"]
