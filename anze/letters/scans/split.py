"""Take some pages of a PDF out into a file of their own, run as a process of its own: `python -m anze.letters.scans.split FILE 1,2,3 MADE`.

So everybody who may see a letter sees the pages of that letter and of no other.
"""

import sys
from pathlib import Path
from typing import Any

import pypdfium2

from anze.acts.evidence import confined


def split(path: Path, numbers: list[int], made: Path) -> dict[str, Any]:
    """Write the pages (from 1) of a PDF to a new one."""
    with pypdfium2.PdfDocument(path) as whole, pypdfium2.PdfDocument.new() as part:
        part.import_pages(whole, [number - 1 for number in numbers])
        part.save(made)
    return {"pages": len(numbers)}


def main() -> None:
    """Split the file named on the command line, bound in memory and time."""
    confined.confine()
    try:
        confined.answer(split(Path(sys.argv[1]), [int(one) for one in sys.argv[2].split(",")], Path(sys.argv[3])))
    except (OSError, ValueError, pypdfium2.PdfiumError):
        confined.answer({"refused": "PDF 拆不开", "remedy": "请把每份责任书分别扫描成一个文件后上传"})


if __name__ == "__main__":
    main()
