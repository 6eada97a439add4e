# ruff: noqa: PLC0415 — each kind's library is loaded only where it is needed: the process is short-lived
"""Pictures: measured by their header before a pixel is decoded, then written anew without anything that is not picture."""

import warnings
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from anze.acts.evidence.refuse import Refusal

# A JPEG is decoded at a fraction of its size; every other kind whole: these keep the process within its memory.
MOST_PIXELS: Final = {"JPEG": 110_000_000, "PNG": 26_000_000, "WEBP": 20_000_000, "HEIF": 26_000_000}
LONGEST_EDGE: Final = 4096
KEPT_AS: Final = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "HEIF": "image/jpeg"}


def examine_image(given: Path, made: Path) -> dict[str, Any]:
    """Write the picture anew to `made` and return what it is and when it says it was taken. Raises Refusal."""
    warnings.simplefilter("ignore")
    with given.open("rb") as file:
        if file.read(12)[4:8] == b"ftyp":
            import pillow_heif

            pillow_heif.register_heif_opener(thumbnails=False)
    try:
        with Image.open(given, formats=list(MOST_PIXELS)) as picture:
            kind = picture.format or ""
            width, height = picture.size
            if width * height > MOST_PIXELS.get(kind, 0):
                raise Refusal(f"图片有 {width}×{height} 像素，展开后太大", f"请缩小到长边 {LONGEST_EDGE} 像素以内再上传")
            taken = _taken(picture)
            _written_anew(picture, kind, made)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError, EOFError, IndexError, TypeError) as fault:
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
        picture.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
    picture.load()
    small: Image.Image = picture
    if max(small.size) > LONGEST_EDGE:
        small.thumbnail((LONGEST_EDGE, LONGEST_EDGE), reducing_gap=2.0)
    small = ImageOps.exif_transpose(small)
    bare = small.convert("RGBA" if kind not in {"JPEG", "HEIF"} and small.has_transparency_data else "RGB")
    bare.info = {}
    with made.open("xb") as file:
        match KEPT_AS[kind]:
            case "image/jpeg":
                bare.save(file, "JPEG", quality=85, progressive=False)
            case "image/png":
                bare.save(file, "PNG", compress_level=6)
            case _:
                bare.save(file, "WEBP", quality=85, method=2)
