"""Restore a backup: everything is verified first, built beside what is there, compared row by row, and then exchanged in one step."""

import errno
import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.apps import apps as present
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from anze.acts.evidence import store
from anze.law.problems import Problem, Refused
from anze.project.backup import target
from anze.project.backup.checking import Examined, examined
from anze.project.backup.container import chunks, lines, opened, refuse
from anze.project.backup.keys import NAME as KEYS_NAME
from anze.project.backup.keys import key_file, key_ids
from anze.project.backup.manifest import CHECKPOINTS, EXPORTS, FILES, KEYS, ROWS, Manifest
from anze.project.backup.recipients import Opener
from anze.project.backup.tables import columns, kept_models, put_in, written
from anze.record.checkpoints import Checkpoint, NoCheckpoint, read_checkpoint
from anze.workbook import kept

FULL: Final = (errno.ENOSPC, errno.EDQUOT)
OTHER: Final = "另指定一个空的 ANZE_DATA（和数据库）来恢复；确要换掉现有数据的，加 --replace，现有的会留一份"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done: what the backup holds, the name of the safety copy (empty: none), keys still to be put back, checkpoints set aside."""

    found: Examined
    safety: str
    keys_wanted: tuple[str, ...]
    set_aside: tuple[str, ...]


def restore(path: Path, now: datetime, *, replace: bool = False, checkpoints: Sequence[Checkpoint] = (), opener: Opener | None = None) -> Restored:
    """Restore a backup to where the settings point and return what was done; `opener` opens an encrypted one. Raises Refused, having touched nothing."""
    found = examined(path, checkpoints, opener)
    _may(path, found.manifest, replace=replace)
    safety = target.safety_name(now) if target.holds_anything() else ""
    try:
        with opened(path, opener) as backup:
            with _nothing_left_of_a_failure(safety) as added:
                with target.building():
                    _build(backup, path, found.manifest)
                if safety:
                    _keep_what_is_there(Path(settings.DATA) / safety)
                _put_files(backup, found.manifest, added)
                target.put_in_place(safety)
            aside = _put_checkpoints(backup, found.manifest, safety)
            _put_exports(backup, found.manifest)
            _put_keys(backup, found.manifest)
            _let_go_of_others(found.manifest)
    except (OSError, DatabaseError) as fault:
        if getattr(fault, "errno", None) in FULL or "full" in str(fault) or "No space" in str(fault):
            raise refuse(path, "恢复时磁盘满了，现有的数据没有动", "腾出空间再恢复") from fault
        raise
    wanted = tuple(one for one in found.manifest.key_ids if one not in key_ids())
    return Restored(found, safety, wanted, aside)


def _may(path: Path, manifest: Manifest, *, replace: bool) -> None:
    """Refuse where the program is another, where something is there, where the site runs, where space is short. Raises Refused."""
    problems = []
    unknown = _steps_unknown(manifest)
    if unknown:
        problems.append(Problem(str(path), 0, f"备份来自较新的版本（{manifest.version}），多 {len(unknown)} 步升级（{'、'.join(unknown[:5])}）",
                                "先换上那个版本的程序，再恢复"))
    if target.holds_anything() and not replace:
        problems.append(Problem(str(settings.DATA), 0, "这里已有数据", OTHER))
    used = target.in_use()
    if used:
        problems.append(Problem(str(settings.DATA), 0, used, "停下网站和后台进程（anze serve、anze work），两分钟后再恢复"))
    short = target.short_of_room(sum(part.size for part in manifest.files), sum(part.size for part in manifest.parts if part.name.startswith(ROWS)))
    if short:
        problems.append(Problem(str(settings.DATA), 0, short, "腾出空间，或者恢复到另一个磁盘"))
    if problems:
        raise Refused(problems)


def _steps_unknown(manifest: Manifest) -> list[str]:
    disk = MigrationLoader(None).disk_migrations
    known = set(disk) | {step for migration in disk.values() for step in migration.replaces}
    return [f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known]


def _build(backup: zipfile.ZipFile, path: Path, manifest: Manifest) -> None:
    """Make the tables as they were, fill them, compare them, and bring them up to the program's version."""
    apps, behind = _tables_as_they_were(manifest)
    models = {model._meta.db_table: model for model in kept_models(apps)}
    theirs = {one.name: one.columns for one in manifest.tables}
    unlike = sorted(name for name in models.keys() | theirs.keys() if theirs.get(name) != (columns(models[name]) if name in models else None))
    if unlike:
        raise refuse(path, f"备份里的表与程序的不同（{'、'.join(unlike[:5])}）", f"换上写出它的版本（{manifest.version}）再恢复")
    with transaction.atomic(), _triggers_off(), connection.cursor() as cursor:
        for table in models:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
        for table, model in models.items():
            put_in(model, lines(backup, f"{ROWS}{table}.jsonl"))
        connection.check_constraints()
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
            cursor.execute(statement)
    _compare(path, manifest, models)
    if behind:
        call_command("migrate", verbosity=0, interactive=False)


def _tables_as_they_were(manifest: Manifest) -> tuple[Any, bool]:
    """Migrate as far as the backup had come; return its models, and whether the program is further."""
    executor = MigrationExecutor(connection)
    graph, had = executor.loader.graph, set(manifest.migrations)
    reached = [node for node in graph.nodes if node in had or (_replaced(executor, node) <= had and _replaced(executor, node))]
    if set(graph.leaf_nodes()) <= set(reached):
        call_command("migrate", verbosity=0, interactive=False)
        return present, False
    last = [node for node in reached if not any(child.key in reached for child in graph.node_map[node].children if child.key[0] == node[0])]
    executor.migrate(last)
    return MigrationExecutor(connection).loader.project_state(last).apps, True


def _replaced(executor: Any, node: tuple[str, str]) -> set[tuple[str, str]]:
    return set(executor.loader.graph.nodes[node].replaces)


@contextmanager
def _triggers_off() -> Iterator[None]:
    """Fill tables past the triggers that refuse what only a living site must not do; they stand again before anything is kept."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
                           "WHERE n.nspname = current_schema() AND NOT t.tgisinternal")
            tables = [connection.ops.quote_name(name) for (name,) in cursor.fetchall()]
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _, statement in triggers:
            cursor.execute(statement)


def _compare(path: Path, manifest: Manifest, models: dict[str, Any]) -> None:
    """Read every row back and compare. Raises Refused."""
    for one in manifest.tables:
        digest, count = hashlib.sha256(), 0
        for line in written(models[one.name]):
            digest.update(line)
            count += 1
        if (count, digest.hexdigest()) != (one.rows, one.digest):
            raise refuse(path, f"表 {one.name} 恢复后与备份不一致，现有的数据没有动", "把这份备份和所用的版本报给维护者")


@contextmanager
def _nothing_left_of_a_failure(safety: str) -> Iterator[list[Path]]:
    """Take back what was built and added (the files in the list) where it comes to nothing."""
    added: list[Path] = []
    try:
        yield added
    except BaseException:
        for path in added:
            path.unlink(missing_ok=True)
        if safety:
            shutil.rmtree(Path(settings.DATA) / safety, ignore_errors=True)
        target.clear_building()
        raise


def _keep_what_is_there(folder: Path) -> None:
    """Keep the present files in the safety copy: a second name each, no second copy of the bytes where the disk allows."""
    folder.mkdir(parents=True)
    for path in store.kept():
        there = folder / "files" / path.name[:2] / path.name
        there.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, there)
        except OSError:
            shutil.copy2(path, there)


def _put_files(backup: zipfile.ZipFile, manifest: Manifest, added: list[Path]) -> None:
    """Put each file in its place and read it back there; what is there already with the right bytes stays."""
    for part in manifest.files:
        sha256 = part.name.removeprefix(FILES)
        there = store.place(sha256)
        if there.exists() and store.digest_of(there) == sha256:
            continue
        beside = store.beside()
        store.write(beside, chunks(backup, part.name, part.size))
        if store.digest_of(beside) != sha256:
            beside.unlink()
            raise OSError(errno.EIO, "写下的附件读回来不一样", str(there))
        if there.exists():  # with other bytes than its name says
            there.unlink()
        else:
            added.append(there)
        store.keep(beside, sha256)


def _put_checkpoints(backup: zipfile.ZipFile, manifest: Manifest, safety: str) -> tuple[str, ...]:
    """Put the backup's checkpoints back; those of a ledger that had gone further go into the safety copy. Return their names."""
    folder = Path(settings.CHECKPOINTS)
    folder.mkdir(parents=True, exist_ok=True)
    aside = [path for path in sorted(folder.glob("*.json")) if safety and not _of_this_ledger(path, manifest)]
    for path in aside:
        there = Path(settings.DATA) / safety / "checkpoints"
        there.mkdir(exist_ok=True)
        path.replace(there / path.name)
    for part in manifest.parts:
        if part.name.startswith(CHECKPOINTS):
            (folder / Path(part.name).name).write_bytes(backup.read(part.name))
    return tuple(path.name for path in aside)


def _of_this_ledger(path: Path, manifest: Manifest) -> bool:
    try:
        found = read_checkpoint(path.read_text("utf-8"))
    except (NoCheckpoint, UnicodeDecodeError):
        return False
    return found.ledger == manifest.ledger["first"] and found.seq <= manifest.ledger["seq"]


def _put_exports(backup: zipfile.ZipFile, manifest: Manifest) -> None:
    """Put exports back that lie as files beside the database."""
    for part in manifest.parts:
        if part.name.startswith(EXPORTS):
            there, beside = kept.place(UUID(part.name.removeprefix(EXPORTS))), store.beside()
            store.write(beside, chunks(backup, part.name, part.size))
            there.parent.mkdir(exist_ok=True)
            beside.replace(there)


def _put_keys(backup: zipfile.ZipFile, manifest: Manifest) -> None:
    """Put the keys back where there are none: keys that are there are never replaced."""
    if manifest.with_keys and key_file() is None:
        with os.fdopen(os.open(settings.SEALING_KEYS, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(backup.read(f"{KEYS}{KEYS_NAME}"))


def _let_go_of_others(manifest: Manifest) -> None:
    """Remove files that no row of the backup names; the safety copy has them."""
    told = {part.name.removeprefix(FILES) for part in manifest.files}
    for path in list(store.kept()):
        if path.name not in told:
            path.unlink(missing_ok=True)
