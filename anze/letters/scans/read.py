"""Read the printed codes of some pages of a file, run as a process of its own: `python -m anze.letters.scans.read FILE FIRST COUNT`.

Says as JSON how many pages the file has and, of those asked for, which codes each bears.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pypdfium2
import zxingcpp
from PIL import Image

from anze.acts.evidence import confined
from anze.acts.evidence.refuse import Refusal

SCALES: Final = (150, 250)  # dots an inch: most are read at the first, small or faint ones at the second
LONGEST: Final = 4000  # pixels of a photo's longer edge
DRAWN_BY: Final = "Typst"  # what draws our own documents names itself so: such a file has been on no paper
LARGEST: Final = 20_000_000  # pixels of one page drawn
BINARIZERS: Final = (zxingcpp.Binarizer.LocalAverage, zxingcpp.Binarizer.GlobalHistogram)


def codes_in(picture: Any) -> list[str]:
    """Return what the squares on a picture say, once each."""
    for binarizer in BINARIZERS:
        found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode, binarizer=binarizer)  # type: ignore[arg-type]
        if found:
            return list(dict.fromkeys(one.text for one in found))
    return []


def pages(path: Path, first: int, count: int) -> dict[str, Any]:
    """Return the number of pages of a file and the codes of `count` pages from the first on (1)."""
    with path.open("rb") as file:
        document = file.read(5) == b"%PDF-"
    if not document:
        return {"pages": 1, "codes": {"1": _photo(path)} if first == 1 else {}}
    try:
        opened = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as fault:
        raise Refusal("PDF 打不开", "请重新扫描后上传") from fault
    if opened.get_metadata_value("Creator").startswith(DRAWN_BY):
        raise Refusal("这是从系统下载的文件，不是签字以后的扫描件", "请打印，双方签字、盖章以后扫描或者拍照上传")
    last = min(first + count - 1, len(opened))
    return {"pages": len(opened), "codes": {str(number): _page(opened[number - 1]) for number in range(first, last + 1)}}


def _page(page: Any) -> list[str]:
    return next((found for picture in _drawn(page) if (found := codes_in(picture))), [])


def _drawn(page: Any) -> Iterator[Any]:
    width, height = page.get_size()
    for dots in SCALES:
        scale = dots / 72
        if width * height * scale * scale <= LARGEST:
            yield page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil()


def _photo(path: Path) -> list[str]:
    with Image.open(path, formats=["JPEG", "PNG", "WEBP"]) as picture:
        if picture.format == "JPEG":
            picture.draft("L", (LONGEST, LONGEST))
        grey = picture.convert("L")
    grey.thumbnail((LONGEST, LONGEST))
    return codes_in(grey) or codes_in(grey.resize((grey.width // 2, grey.height // 2)))


def main() -> None:
    """Read the pages named on the command line, bound in memory and time."""
    confined.confine()
    try:
        confined.answer(pages(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
    except Refusal as refusal:
        confined.answer({"refused": refusal.what, "remedy": refusal.remedy})
    except (OSError, ValueError, pypdfium2.PdfiumError):
        confined.answer({"refused": "文件损坏，读不出来", "remedy": "请重新扫描或拍照后上传"})


if __name__ == "__main__":
    main()
