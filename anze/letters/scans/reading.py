"""From an uploaded file to its pages by the code they bear; files of single letters are made out of a scan of many."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from anze.acts.evidence import confined, store
from anze.acts.evidence.kinds import IMAGE, PDF, kind_of
from anze.acts.evidence.refuse import Refusal
from anze.acts.evidence.store import Staged
from anze.letters.printed import code_in

AT_ONCE: Final = 16  # pages that one process reads within its time
MOST: Final = 120    # pages of one file: some twenty seconds


@dataclass(frozen=True, slots=True)
class Group:
    """Pages of a file that bear one code, or one page that bears none that can be read (empty)."""

    code: str
    pages: tuple[int, ...]


def pages_in(staged: Staged) -> int:
    """Return how many pages a file has. Raises Refusal for a file that is no scan."""
    return 1 if _kind(staged) == IMAGE else int(confined.run("anze.letters.scans.read", staged.path, "1", "0")["pages"])


def groups_of(staged: Staged, tell: Callable[[int], None] = lambda _: None) -> list[Group]:
    """Return the pages of a file by their codes, in the order of the first page of each; `tell` hears how many are read. Raises Refusal for a file that
    is no scan."""
    _kind(staged)
    found: dict[str, list[int]] = {}
    first, last = 1, 1
    while first <= last:
        said = confined.run("anze.letters.scans.read", staged.path, str(first), str(AT_ONCE))
        last = said["pages"]
        if last > MOST:
            raise Refusal(f"有 {last} 页，超过 {MOST} 页", "请分成几个文件上传")
        for number, texts in said["codes"].items():
            code = next((code for text in texts if (code := code_in(text))), "")
            found.setdefault(code or f"page {number}", []).append(int(number))
        first += AT_ONCE
        tell(min(first - 1, last))
    return [Group("" if name.startswith("page ") else name, tuple(numbers)) for name, numbers in found.items()]


def _kind(staged: Staged) -> str:
    kind = kind_of(staged.media_type).shown_as
    if kind not in {IMAGE, PDF}:
        raise Refusal("不是扫描件", "请上传 PDF 或照片（JPEG、PNG、HEIC）")
    return kind


def taken_out(staged: Staged, groups: Sequence[Group]) -> list[Staged]:
    """Return a file for each group, of its pages alone, staged. Raises Refusal; then none of them stays."""
    made = [store.beside() for _ in groups]
    try:
        confined.run("anze.letters.scans.split", staged.path, *(word for group, path in zip(groups, made, strict=True)
                                                                for word in (",".join(map(str, group.pages)), path)))
        return [_staged(staged, group.pages, path) for group, path in zip(groups, made, strict=True)]
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        raise


def _staged(whole: Staged, pages: Sequence[int], path: Path) -> Staged:
    with path.open("rb") as file:
        store.sync(file.fileno())
    return Staged(path, _named(whole.name, pages), store.digest_of(path), path.stat().st_size, whole.media_type)


def _named(name: str, pages: Sequence[int]) -> str:
    stem = re.sub(r"\.pdf$", "", name)
    return f"{stem[:120]}_第{pages[0]}{f'-{pages[-1]}' if len(pages) > 1 else ''}页.pdf"
