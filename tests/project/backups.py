"""What the tests of backups share: a place elsewhere to restore to, what a place holds, a backup taken apart and sealed again."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import override_settings

from anze.acts.evidence import store
from anze.project.backup.container import DIGITS, SEAL
from anze.project.backup.tables import kept_models, written


@contextmanager
def elsewhere(folder: Path) -> Iterator[None]:
    """Point the site at an empty place: a folder, and a database of its own on the same engine."""
    kept = dict(connection.settings_dict)
    name = f"{kept['NAME']}_elsewhere"  # of this process: others have theirs on the same server
    connection.close()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)}")
            cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)}")
        connection.close()
    folder.mkdir(exist_ok=True)
    connection.settings_dict["NAME"] = name if connection.vendor == "postgresql" else str(folder / "anze.sqlite3")
    try:
        with override_settings(DATA=folder, FILES=folder / "files", CHECKPOINTS=folder / "checkpoints", SEALING_KEYS=folder / "sealing_keys"):
            yield
    finally:
        connection.close()
        connection.settings_dict.update(kept)


def rows() -> dict[str, tuple[int, str]]:
    """Return how many rows each table has, and their digest."""
    found = {}
    for model in kept_models(apps):
        lines = list(written(model))
        found[model._meta.db_table] = (len(lines), hashlib.sha256(b"".join(lines)).hexdigest())
    return found


def files() -> dict[str, str]:
    """Return the digests of the files that are kept, by name."""
    return {path.name: store.digest_of(path) for path in store.kept()}


def footprint() -> dict[str, Any]:
    """Return everything that a restoration could have touched."""
    folder = Path(settings.DATA)
    return {"rows": rows(), "files": files(), "beside": sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())}


def resealed(parts: list[tuple[str, bytes]]) -> bytes:
    """Return a backup of these parts with a seal that holds: what somebody makes who knows how."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        for name, content in parts:
            out.writestr(name, content)
        out.comment = SEAL + b"0" * DIGITS
    content = made.getvalue()[:-DIGITS]
    return content + hashlib.sha256(content).hexdigest().encode()


def parts_of(path: Path) -> list[tuple[str, bytes]]:
    """Return the parts of a backup."""
    with zipfile.ZipFile(path) as found:
        return [(name, found.read(name)) for name in found.namelist()]
