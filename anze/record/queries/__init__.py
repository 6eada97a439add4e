"""What the ledger is asked."""

from anze.record.queries.head import head, types_changed_since

__all__ = ["head", "types_changed_since"]
