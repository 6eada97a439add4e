"""Pictures, good and hostile, made by code."""

import io
import struct
import zlib
from typing import Any

from PIL import Image


def drawn(form: str, size: tuple[int, int] = (640, 480), **options: Any) -> bytes:
    out = io.BytesIO()
    picture = Image.effect_mandelbrot(size, (-2, -1, 1, 1), 40).convert("RGB")
    if form == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    picture.save(out, form, **options)
    return out.getvalue()


def located() -> bytes:
    """A photo that says where and when it was taken."""
    exif = Image.Exif()
    exif[0x9003] = exif[0x0132] = "2026:03:02 09:05:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (24.0, 11.0, 12.34), 3: "E", 4: (113.0, 24.0, 56.78)})
    exif.get_ifd(0x8769)[0x9003] = "2026:03:02 09:05:00"
    return drawn("JPEG", exif=exif, comment=b"canary-comment")


def png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_flood(width: int, height: int) -> bytes:
    """A small file that says it is a very large picture, all of one colour."""
    lines = zlib.compressobj(9)
    row = b"\0" * (width // 8 + 1)
    body = b"".join(lines.compress(row) for _ in range(min(height, 30_000))) + lines.flush()
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)) + png_chunk(b"IDAT", body) + png_chunk(b"IEND", b"")


def jpeg_of(width: int, height: int) -> bytes:
    """A photo whose header claims another size."""
    made = bytearray(drawn("JPEG"))
    at = made.index(b"\xff\xc0")
    made[at + 5:at + 9] = struct.pack(">HH", height, width)
    return bytes(made)
