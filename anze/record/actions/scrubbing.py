"""After an erasure: what the database still holds of the old text in its log and in pages that were freed."""

from contextlib import suppress

from django.db import DatabaseError, connection, transaction


def scrub_afterwards() -> None:
    """Have the log of the database emptied once the transaction is committed, as far as nobody reads in it just now."""
    transaction.on_commit(empty_log)


def empty_log() -> bool:
    """Empty the write-ahead log of SQLite (freed places in its pages are overwritten anyway: secure_delete); say whether it is empty now."""
    if connection.vendor != "sqlite":
        return False
    with suppress(DatabaseError), connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return not cursor.fetchone()[0]
    return False


def scrub() -> None:
    """Rewrite the tables that held erased texts, so that no freed place of a page still says them. Others wait meanwhile."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in ("record_sealed", "people_account"):
                cursor.execute(f"VACUUM (FULL) {table}")
        else:
            cursor.execute("VACUUM")
    empty_log()
