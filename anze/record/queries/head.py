"""What the ledger is asked by others: where it stands, what it has written of."""

from anze.record.models import Entry


def head() -> int:
    """Return the number of the last entry; 0 for an empty ledger."""
    last = Entry.objects.order_by("-seq").values_list("seq", flat=True).first()
    return last or 0


def types_changed_since(seq: int) -> frozenset[str]:
    """Return the kinds of object that entries later than `seq` are about."""
    return frozenset(Entry.objects.filter(seq__gt=seq).order_by().values_list("object_type", flat=True).distinct())
