# ruff: noqa: PLC0415 — each kind's library is loaded only where it is needed: the process is short-lived
"""Pictures: measured by their header before a pixel is decoded, then written anew without anything that is not picture."""

import struct
import warnings
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from anze.acts.evidence.refuse import Refusal

# A JPEG is decoded at a fraction of its size; every other kind whole: these keep the process within its memory.
MOST_PIXELS: Final = {"JPEG": 200_000_000, "PNG": 20_000_000, "WEBP": 10_000_000, "HEIF": 12_600_000}
DECODED: Final = 14_000_000  # pixels of a JPEG, after it was decoded at a half, a quarter or an eighth
LONGEST_EDGE: Final = 4096
KEPT_AS: Final = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "HEIF": "image/jpeg"}

SAVED: Final[dict[str, dict[str, Any]]] = {"JPEG": {"quality": 85, "exif": b"", "comment": b""}, "PNG": {"compress_level": 4},
                                           "WEBP": {"quality": 85, "method": 2, "exif": b""}}


def examine_image(given: Path, made: Path) -> dict[str, Any]:
    """Write the picture anew to `made` and return what it is and when it says it was taken. Raises Refusal."""
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None  # measured below, with a message that says what to do
    formats = ["JPEG", "PNG", "WEBP"]
    with given.open("rb") as file:
        if file.read(12)[4:8] == b"ftyp":
            import pillow_heif

            pillow_heif.register_heif_opener(thumbnails=False)
            formats = ["HEIF"]
    try:
        with Image.open(given, formats=formats) as picture:
            kind = picture.format or ""
            width, height = picture.size
            if width * height > MOST_PIXELS.get(kind, 0):
                raise Refusal(f"图片有 {width}×{height} 像素，展开后太大", "请存成 JPEG，或缩小到长边 3000 像素以内再上传")
            taken = _taken(picture)
            _written_anew(picture, kind, made)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError, EOFError, IndexError, TypeError, struct.error) as fault:
        raise Refusal("图片不完整或已损坏", "请确认能在本机打开，重新保存或重新拍照后上传") from fault
    return {"media_type": KEPT_AS[kind], "taken": taken}


def _taken(picture: Image.Image) -> str | None:
    """Return the moment the camera wrote, local time, as ISO text; None where it wrote none that makes sense."""
    try:
        exif = picture.getexif()
        text = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
        return datetime.strptime(str(text), "%Y:%m:%d %H:%M:%S").isoformat() if text else None  # noqa: DTZ007 — a camera's clock has no zone
    except (ValueError, KeyError, TypeError, OSError, SyntaxError):
        return None


def _written_anew(picture: Image.Image, kind: str, made: Path) -> None:
    if kind == "JPEG":
        width, height = picture.size
        scale = next(scale for scale in (1, 2, 4, 8) if width * height <= DECODED * scale * scale)
        picture.draft("RGB", (width // scale, height // scale))
    picture.load()
    if max(picture.size) > LONGEST_EDGE:
        picture.thumbnail((LONGEST_EDGE, LONGEST_EDGE), reducing_gap=2.0)
    ImageOps.exif_transpose(picture, in_place=True)
    mode = "RGBA" if kind not in {"JPEG", "HEIF"} and picture.has_transparency_data else "RGB"
    bare: Image.Image = picture if picture.mode == mode else picture.convert(mode)
    bare.info = {}
    with made.open("xb") as file:
        form = "JPEG" if kind == "HEIF" else kind
        bare.save(file, form, icc_profile=None, **SAVED[form])
