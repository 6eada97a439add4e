"""Which characters the shipped fonts can show: read from the fonts' own tables (cmap formats 4 and 12)."""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

FONTS: Final = Path(__file__).parent / "fonts"


def lacking(text: str) -> str:
    """Return the characters of a text that no shipped font has, each once, in their order; spaces and controls are none."""
    known = _known()
    return "".join(dict.fromkeys(one for one in text if ord(one) not in known and not one.isspace() and one.isprintable()))


@cache
def _known() -> frozenset[int]:
    return frozenset(code for path in sorted(FONTS.iterdir()) if path.suffix in {".otf", ".ttf"} for code in _codes(path.read_bytes()))


def _codes(font: bytes) -> Iterator[int]:
    """Yield the characters of a font."""
    tables = struct.unpack(">H", font[4:6])[0]
    start = next(struct.unpack(">I", font[at + 8:at + 12])[0] for at in range(12, 12 + 16 * tables, 16) if font[at:at + 4] == b"cmap")
    count = struct.unpack(">H", font[start + 2:start + 4])[0]
    for place in range(count):
        _, _, offset = struct.unpack(">HHI", font[start + 4 + 8 * place:start + 12 + 8 * place])
        at = start + offset
        kind = struct.unpack(">H", font[at:at + 2])[0]
        if kind == 12:
            groups = struct.unpack(">I", font[at + 12:at + 16])[0]
            for first, last, _ in struct.iter_unpack(">III", font[at + 16:at + 16 + 12 * groups]):
                yield from range(first, last + 1)
        elif kind == 4:
            yield from _of_segments(font, at)


def _of_segments(font: bytes, at: int) -> Iterator[int]:
    """Yield the characters of a table of format 4 that have a glyph."""
    twice = struct.unpack(">H", font[at + 6:at + 8])[0]
    ends, starts, deltas, offsets = (at + 14, at + 16 + twice, at + 16 + 2 * twice, at + 16 + 3 * twice)
    for place in range(0, twice, 2):
        end, start, delta, offset = (struct.unpack(">H", font[base + place:base + place + 2])[0] for base in (ends, starts, deltas, offsets))
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code + delta
            if offset:
                where = offsets + place + offset + 2 * (code - start)
                found = struct.unpack(">H", font[where:where + 2])[0]
                glyph = found + delta if found else 0
            if glyph & 0xFFFF:
                yield code
