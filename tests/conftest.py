"""What every test stands on: nothing remembered of another, and a database that can be emptied again."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import django.test
import pytest
from django.db import connection
from hypothesis import HealthCheck, settings
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]

from anze.acts.evidence import store
from anze.duties.world import forget

# How fast a shared machine is at a moment fails no test; speed is measured in bench/.
settings.register_profile("anze", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("anze")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch for every case on PostgreSQL too."""
    parser.addoption("--all-cases", action="store_true", help="on PostgreSQL: every test and every case of it, not the first and the last")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Repeat on PostgreSQL what another database can change: tests that touch it, and of each its first and its last case.

    Which statements a test sends depends on its function, hardly on its case; all cases have run on SQLite before (decision 0065).
    """
    if os.environ.get("ANZE_TEST_DB") != "postgresql" or config.option.markexpr == "drill" or config.option.all_cases:
        return
    cases: dict[str, list[pytest.Item]] = {}
    for item in items:
        if "db" in _fixtures(item) or "tests/project" in item.nodeid:
            cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    kept = {item for found in cases.values() for item in (found[0], found[-1])}
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = [item for item in items if item in kept]


def _fixtures(item: pytest.Item) -> set[str]:
    names = set(getattr(item, "fixturenames", ()))
    return names | {"db"} if names & {"transactional_db", "django_db_setup"} or item.get_closest_marker("django_db") else names


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Forget what the process holds of another test's database, and the uploads that one began and left."""
    forget()
    for path in store.left_over(datetime.max.replace(tzinfo=UTC)):
        path.unlink()
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


@pytest.fixture(autouse=True, scope="session")
def static_files_looked_up_once() -> Iterator[None]:
    """Let every client of the tests have the list of static files from the first: to make it takes longer than most pages."""
    found: dict[Any, Any] = {}
    look_up: Any = WhiteNoiseMiddleware.add_files_from_finders

    def remembered(middleware: Any) -> None:
        if not found:
            look_up(middleware)
            found.update(middleware.files)
        middleware.files.update(found)

    patch = pytest.MonkeyPatch()
    patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", remembered)
    yield
    patch.undo()
