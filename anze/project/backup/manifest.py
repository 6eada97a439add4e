"""What stands in the manifest of a backup, and its reading back."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Final

from anze.project.backup.container import Part

FORMAT: Final = "anze-backup-1"
NAME: Final = "manifest.json"
ROWS, FILES, EXPORTS, CHECKPOINTS, KEYS = "rows/", "files/", "exports/", "checkpoints/", "keys/"


class BadManifest(ValueError):  # noqa: N818 — what somebody gave is refused
    """A manifest that says what no backup of ours says."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns in order, how many rows, the SHA-256 of them all in the order of their keys."""

    name: str
    columns: tuple[str, ...]
    rows: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds. `ledger` is its head; `left_out` tables whose rows were left out on purpose; `lacking` files that were not whole."""

    made_at: datetime
    version: str
    engine: str
    migrations: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    parts: tuple[Part, ...]
    ledger: dict[str, Any]
    left_out: tuple[str, ...]
    key_ids: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    format: str = field(default=FORMAT)

    def written(self) -> bytes:
        """Return the text of the manifest."""
        return json.dumps(asdict(self) | {"made_at": self.made_at.isoformat()}, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"

    @property
    def files(self) -> tuple[Part, ...]:
        """The parts that are files of the site."""
        return tuple(part for part in self.parts if part.name.startswith(FILES))

    @property
    def with_keys(self) -> bool:
        """Whether the keys are inside."""
        return any(part.name.startswith(KEYS) for part in self.parts)


def read(text: bytes) -> Manifest:
    """Return the manifest that a text says. Raises BadManifest."""
    try:
        said = json.loads(text)
        if said["format"] != FORMAT:
            raise BadManifest(f"备份的格式是 {said['format']}，这个版本认得的是 {FORMAT}")
        tables = tuple(Table(str(one["name"]), tuple(map(str, one["columns"])), int(one["rows"]), str(one["digest"])) for one in said["tables"])
        parts = tuple(Part(str(one["name"]), int(one["size"]), str(one["sha256"])) for one in said["parts"])
        migrations = tuple((str(app), str(name)) for app, name in said["migrations"])
        ledger = {"first": str(said["ledger"]["first"]), "seq": int(said["ledger"]["seq"]), "digest": str(said["ledger"]["digest"])}
        return Manifest(made_at=datetime.fromisoformat(said["made_at"]), version=str(said["version"]), engine=str(said["engine"]), migrations=migrations,
                        tables=tables, parts=parts, ledger=ledger, left_out=tuple(map(str, said["left_out"])),
                        key_ids=tuple(map(str, said["key_ids"])), lacking=tuple(map(str, said["lacking"])))
    except BadManifest:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise BadManifest("清单读不懂") from fault
