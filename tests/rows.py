"""What was entered into an empty database once, put back in one go: the tests begin some thousands of times from the same city."""

from collections.abc import Mapping
from typing import Any

from django.db import connection

Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


def counts() -> dict[str, int]:
    """Return how many rows each table holds, but those of the migrations."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name != "django_migrations"]
        quoted = [(name, connection.ops.quote_name(name)) for name in tables]
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}', COUNT(*) FROM {table}" for name, table in quoted))
        return dict(cursor.fetchall())


def entered_since(before: Mapping[str, int]) -> Rows | None:
    """Return what the tables hold that were empty `before`, by table: columns and rows. None where another table has changed."""
    after = counts()
    if any(before.get(name) and before[name] != count for name, count in after.items()):
        return None
    found: Rows = {}
    with connection.cursor() as cursor:
        for name, count in after.items():
            if count and not before.get(name):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
                found[name] = [column[0] for column in cursor.description], [tuple(map(_stored, row)) for row in cursor.fetchall()]
    return found


def put_back(rows: Rows) -> None:
    """Enter rows again as they were, ids included. The tables must be empty."""
    with connection.cursor() as cursor:
        for name, (columns, values) in rows.items():
            marks = ", ".join(f"({', '.join(['%s'] * len(columns))})" for _ in values)
            listed = ", ".join(map(connection.ops.quote_name, columns))
            cursor.execute(f"INSERT INTO {connection.ops.quote_name(name)} ({listed}) VALUES {marks}", [value for row in values for value in row])


def _stored(value: Any) -> Any:
    """Return a value as the database takes it again."""
    if isinstance(value, (dict, list)):
        from psycopg.types.json import Jsonb

        return Jsonb(value)
    return bytes(value) if isinstance(value, memoryview) else value
