"""By which rules a pack was made: the name of the rule pack in force, and one digest of all its files."""

import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from anze.acts.pack import pack_in_force
from anze.law.packread.folder import folder_of


def rules_in_force() -> dict[str, str]:
    """Return the name of the rule pack, since when it is in force here, and the SHA-256 over its files and those of the packs that it inherits from:
    a line of digest and path each, in the order of folders and paths, as `sha256sum` writes them."""
    pack = pack_in_force()
    lines = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {folder.name}/{path.name}\n"
                    for folder in _folders(folder_of(settings.PACK)) for path in sorted(folder.iterdir()) if path.suffix in (".toml", ".txt"))
    return {"name": pack.id, "effective_from": pack.effective_from.isoformat() if pack.effective_from else "",
            "digest": hashlib.sha256(lines.encode()).hexdigest()}


def _folders(folder: Path | None) -> Iterator[Path]:
    while folder is not None:
        yield folder
        parent = tomllib.loads((folder / "pack.toml").read_text("utf-8")).get("inherits")
        folder = folder_of(parent, beside=folder) if parent else None
