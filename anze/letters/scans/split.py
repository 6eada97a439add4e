"""Take pages of a PDF out into files of their own, run as a process of its own: `python -m anze.letters.scans.split FILE 1,2 MADE 3 MADE …`.

So everybody who may see a letter sees the pages of that letter and of no other.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2

from anze.acts.evidence import confined


def split(path: Path, parts: Sequence[tuple[list[int], Path]]) -> dict[str, Any]:
    """Write each part, some pages (from 1) of a PDF, to a new one."""
    with pypdfium2.PdfDocument(path) as whole:
        for numbers, made in parts:
            with pypdfium2.PdfDocument.new() as part:
                part.import_pages(whole, [number - 1 for number in numbers])
                part.save(made)
    return {"parts": len(parts)}


def main() -> None:
    """Split the file named on the command line, bound in memory and time."""
    confined.confine()
    try:
        parts = [([int(one) for one in numbers.split(",")], Path(made)) for numbers, made in zip(sys.argv[2::2], sys.argv[3::2], strict=True)]
        confined.answer(split(Path(sys.argv[1]), parts))
    except (OSError, ValueError, pypdfium2.PdfiumError):
        confined.answer({"refused": "PDF 拆不开", "remedy": "请把每份责任书分别扫描成一个文件后上传"})


if __name__ == "__main__":
    main()
