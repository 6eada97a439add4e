"""Names of files: what somebody called a file, made fit to be shown and saved; the ending follows the content."""

import re
import unicodedata
from typing import Final

from anze.acts.evidence.kinds import Kind

LONGEST: Final = 140
ENDING: Final = re.compile(r"\.[A-Za-z]{1,5}\d?$")
UNSAFE: Final = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
RESERVED: Final = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.I)  # names that Windows keeps for devices


def clean(name: str, kind: Kind) -> str:
    """Return a name without folders, control or direction characters, with the ending of `kind`; 未命名 where nothing is left."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    # Cc and Cf: characters that show nothing but turn the text round or hide an ending.
    shown = "".join(character for character in last if unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
    stem = re.sub(r"\s+", " ", UNSAFE.sub("_", shown)).strip(" .")
    while ENDING.search(stem) and not stem.startswith(ENDING.search(stem).group()):  # type: ignore[union-attr]
        stem = ENDING.sub("", stem).strip(" .")
    stem = stem[:LONGEST].strip(" .")
    if not stem or (ENDING.fullmatch(f".{stem}") and name.strip().startswith(".")):
        stem = "未命名"
    return f"{'_' if RESERVED.match(stem) else ''}{stem}.{kind.ending}"
