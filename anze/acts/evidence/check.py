# ruff: noqa: PLC0415 — each kind's library is loaded only where it is needed: the process is short-lived
"""The examination of one file, run as a process of its own: `python -m anze.acts.evidence.check GIVEN MADE`.

Says as JSON what the file is, or why it is refused. A picture is written anew to MADE; everything else stays as it was given.
"""

import sys
from pathlib import Path
from typing import Any, Final

from anze.acts.evidence import confined
from anze.acts.evidence.kinds import ALLOWED
from anze.acts.evidence.refuse import TEST_VIRUS, Refusal, virus

PROGRAMS: Final = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xcf\xfa\xed\xfe", b"#!", b"\x00asm", b"dex\n")
ARCHIVES: Final = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"PK\x05\x06", b"\x28\xb5\x2f\xfd", b"MSCF")
HEIF_BRANDS: Final = frozenset({b"heic", b"heix", b"heif", b"mif1", b"msf1", b"hevc", b"heim", b"heis"})
SAY_OTHERWISE: Final = f"可以上传的是{ALLOWED}；请转成其中一种再上传"


def examine(given: Path, made: Path) -> dict[str, Any]:
    """Return what a file is; raise Refusal where it is not taken. Each kind's libraries are loaded only when it comes."""
    content = given.read_bytes()
    if TEST_VIRUS in content:
        raise virus()
    head = content[:16]
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        from anze.acts.evidence.images import examine_image

        return examine_image(given, made)
    if head[4:8] == b"ftyp":
        return _of_boxes(given, made, content)
    if head.startswith(b"%PDF-"):
        from anze.acts.evidence.pdf import examine_pdf

        return examine_pdf(content)
    if head.startswith(b"PK\x03\x04"):
        from anze.acts.evidence.ooxml import examine_ooxml

        return examine_ooxml(given, content)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        from anze.acts.evidence.ole import examine_ole

        return examine_ole(content)
    if head.startswith(PROGRAMS):
        raise Refusal("这是程序，不是材料", SAY_OTHERWISE)
    if head.startswith(ARCHIVES):
        raise Refusal("压缩包不能直接上传", "请解开后把里面的文件逐个上传")
    from anze.acts.evidence.plain import examine_text

    return examine_text(content)


def _of_boxes(given: Path, made: Path, content: bytes) -> dict[str, Any]:
    """Return what a file of ISO boxes is: a HEIC photo; films are refused."""
    size = min(int.from_bytes(content[:4], "big"), 200)
    if HEIF_BRANDS & {content[at:at + 4] for at in range(8, max(size, 12), 4)}:
        from anze.acts.evidence.images import examine_image

        return examine_image(given, made)
    raise Refusal("视频和这种图片格式不收", "请截图或转成 JPEG 照片后上传；附件不是必须的")


def main() -> None:
    """Examine the file named on the command line, bound in memory and time."""
    confined.confine()
    try:
        confined.answer(examine(Path(sys.argv[1]), Path(sys.argv[2])))
    except Refusal as refusal:
        confined.answer({"refused": refusal.what, "remedy": refusal.remedy})
    except MemoryError:
        confined.answer({"refused": "文件展开后太大", "remedy": "请缩小图片，或把文档拆开、另存为 PDF 后再上传"})


if __name__ == "__main__":
    main()
