"""The place a backup is restored to: what is there, whether it may be touched, and a place beside it to build in."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from anze.acts.evidence import store
from anze.duties.models import Beat
from anze.duties.policies import ALIVE
from anze.people.moment import SHANGHAI

BUILDING: Final = "anze_restoring"  # the schema (PostgreSQL) or the beginning of the file's name (SQLite) in which the rows are built
ROOM: Final = 50_000_000


def database_file() -> Path:
    """Return where the database of SQLite lies."""
    return Path(connection.settings_dict["NAME"])


def holds_anything() -> bool:
    """Say whether the place holds accounts, entries of the ledger or files."""
    if connection.vendor == "sqlite" and not database_file().exists():
        return any(store.kept())
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in sorted(tables & {"people_account", "record_entry", "people_unit"}):
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
            if cursor.fetchone():
                return True
    return any(store.kept())


def in_use() -> str:
    """Return by whom the place is used just now, empty where by nobody: restoring under a running site would lose what it writes."""
    if connection.vendor == "sqlite" and not database_file().exists():
        return ""
    if "duties_beat" in connection.introspection.table_names():
        soon = Beat.objects.filter(stopped_at=None, seen_at__gt=timezone.now() - ALIVE).order_by("-seen_at").first()
        if soon:
            return f"后台进程 {soon.worker} 还在运行"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
                           "AND backend_type = 'client backend'")
            count = int(cursor.fetchone()[0])
        return f"数据库还有 {count} 个别的连接" if count else ""
    connection.close()
    return "" if _alone(database_file()) else "数据库文件正被别的进程使用"


def _alone(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path, timeout=1, isolation_level=None)) as held:
            held.execute("PRAGMA locking_mode=EXCLUSIVE")
            held.execute("BEGIN EXCLUSIVE")
            held.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return False
    return True


def short_of_room(files: int, rows: int) -> str:
    """Return what is lacking of space for files and rows of so many bytes; empty where it is enough."""
    folder = next(one for one in (Path(settings.DATA).absolute(), *Path(settings.DATA).absolute().parents) if one.is_dir())  # a new place is not made yet
    need, free = files + (rows * 2 if connection.vendor == "sqlite" else 0) + ROOM, shutil.disk_usage(folder).free
    return f"空间不够：约需 {need // 1_000_000} MB，剩 {free // 1_000_000} MB" if free < need else ""


@contextmanager
def building() -> Iterator[None]:
    """Point the program's database at a new, empty one beside the present; what is built there is kept only by `put_in_place`."""
    kept = dict(connection.settings_dict)
    connection.close()
    try:
        if connection.vendor == "sqlite":
            connection.settings_dict["NAME"] = str(_file_beside())
            _drop_file(_file_beside())
        else:
            with connection.cursor() as cursor:
                cursor.execute(f"DROP SCHEMA IF EXISTS {BUILDING} CASCADE")
                cursor.execute(f"CREATE SCHEMA {BUILDING}")
            connection.close()
            connection.settings_dict["OPTIONS"] = {**kept["OPTIONS"], "options": f"-c search_path={BUILDING}"}
        yield
    finally:
        connection.close()
        connection.settings_dict.update(kept)


def _file_beside() -> Path:
    there = Path(connection.settings_dict["NAME"])
    return there if there.name.startswith(BUILDING) else there.with_name(f"{BUILDING}-{there.name}")


def _drop_file(path: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def clear_building() -> None:
    """Remove what was built and is not to be kept."""
    if connection.vendor == "sqlite":
        _drop_file(_file_beside())
    else:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {BUILDING} CASCADE")


def put_in_place(safety: str) -> None:
    """Exchange the database for the one that was built, in one step; the present one stays as the safety copy `safety` (empty: none)."""
    connection.close()
    if connection.vendor == "sqlite":
        _exchange_files(safety)
        return
    quote = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        present = quote(str(cursor.fetchone()[0]))
        cursor.execute(f"ALTER SCHEMA {present} RENAME TO {quote(safety or f'{BUILDING}_old')}")
        cursor.execute(f"ALTER SCHEMA {BUILDING} RENAME TO {present}")
        if not safety:
            cursor.execute(f"DROP SCHEMA {BUILDING}_old CASCADE")


def _exchange_files(safety: str) -> None:
    there, built = database_file(), _file_beside()
    _settled(built)
    if there.exists():
        _settled(there)
        if safety:
            os.link(there, Path(settings.DATA) / safety / there.name)
    store.sync_folder(there.parent)
    built.replace(there)
    store.sync_folder(there.parent)


def _settled(path: Path) -> None:
    """Bring what still lies in the write-ahead log into the file itself, and the file to the disk."""
    with closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as held:
        held.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        held.execute("PRAGMA journal_mode=DELETE")
    with path.open("rb") as file:
        os.fsync(file.fileno())


def safety_name(now: datetime) -> str:
    """Return the name under which what is replaced is kept: a folder of the data, and on PostgreSQL a schema too."""
    return f"before_restore_{now.astimezone(SHANGHAI):%Y%m%d_%H%M%S}"
