"""Reading the database as it is at one moment while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """See one moment of the database until the end: a reading transaction, which in WAL (SQLite) and on PostgreSQL holds no writer up."""
    if connection.in_atomic_block:
        raise RuntimeError("a backup begins outside any transaction")
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute("SELECT 1")  # the moment is that of the first statement
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")  # Django's own would be IMMEDIATE: a writer's
        try:
            cursor.execute("SELECT count(*) FROM sqlite_master")
            cursor.fetchone()
            yield
        finally:
            cursor.execute("ROLLBACK")


def migrations() -> tuple[tuple[str, str], ...]:
    """Return the steps that the database has been through."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return tuple(sorted((str(app), str(name)) for app, name in cursor.fetchall()))
