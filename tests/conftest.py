"""What every test stands on: nothing remembered of another, and a database that can be emptied again."""

from collections.abc import Iterator
from typing import Any

import django.test
import pytest
from django.db import connection

from anze.duties.world import forget


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Forget what the process holds of another test's database."""
    forget()
    yield
    forget()


@pytest.fixture(autouse=True, scope="session")
def emptied_past_the_triggers() -> Iterator[None]:
    """Let tests with transactions of their own empty the database afterwards, although the ledger's triggers refuse every deletion."""
    case_class: Any = django.test.TransactionTestCase
    flush = case_class._fixture_teardown

    def past_the_triggers(case: Any) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET session_replication_role = replica")
                flush(case)
                cursor.execute("SET session_replication_role = DEFAULT")
                return
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
            flush(case)
            for _, sql in triggers:
                cursor.execute(sql)

    case_class._fixture_teardown = past_the_triggers
    yield
    case_class._fixture_teardown = flush
