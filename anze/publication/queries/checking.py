"""Whether a paper in somebody's hand is one that was issued: by its number; and whether its contents are those that were issued: by digest or file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from anze.papers.checkable import Stated, look_up, standing_of
from anze.papers.kinds import KINDS
from anze.papers.models import Issued
from anze.publication.policies import CHECK_KINDS, PREFIX

NUMBER: Final = re.compile(r"(?P<code>[^〔\[［(（]{1,20})[〔\[［(（](?P<year>\d{4})[〕\]］)）]\s*(?:第)?\s*(?P<ordinal>\d{1,6})\s*号?")
HEX: Final = re.compile(r"[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class Checked:
    """What comes of it: there is such a paper (`issued`), its contents are the same (`same`), or not and why; of papers the fields on the list."""

    outcome: Literal["issued", "same", "no"]
    words: str
    papers: tuple[Stated, ...] = ()

    @property
    def same(self) -> bool:
        """Whether the contents are those that were issued."""
        return self.outcome == "same"


def checked(number: str, digest: str = "") -> Checked:
    """Say whether a paper of this number, or of this code printed on it, was issued; with a digest (SHA-256 of its file or that printed on it, or
    the first 16 characters) whether its contents are the same.

    Of kinds that are not on the list a wrong digest gets the answer of a number that was never given: nobody learns from it that there is one.
    """
    found, wanted = _stated(number), re.sub(r"[\s:-]+", "", digest).lower()
    if isinstance(found, str):
        return Checked("no", found)
    if wanted and (len(wanted) < PREFIX or not HEX.fullmatch(wanted) or len(wanted) > 64):
        return Checked("no", f"摘要要填文件摘要（SHA-256）的全部 64 位，或者前 {PREFIX} 位：数字和字母 a 到 f。只核对有没有这个字号的，摘要空着。")
    if wanted and (same := tuple(one for one, _ in found if any(known.startswith(wanted) for known in one.digests))):
        return Checked("same", "相符：与发文登记的文件一致。", same)
    told = tuple(one for one, listed in found if listed)
    if not told:
        what = "这个字号和摘要的文件" if wanted else "以这个字号印发的公文"
        return Checked("no", f"没有查到{what}。请照文件上的字号再写一遍；还查不到的，请向发文机关核实。")
    if wanted:
        return Checked("no", "不相符：有这个字号，但登记的内容与您手里的不同。文件被改动过、另存过或者扫描过的，摘要都会不同；请向发文机关核实。", told)
    return Checked("issued", "有这个字号的公文。请与手里的文件核对下面几项；要核对内容有没有被改过，请填摘要或者选文件。", told)


def _stated(number: str) -> list[tuple[Stated, bool]] | str:
    """Return the papers of a number with whether they may be told of by the number alone, or what is wrong with it."""
    code = look_up(number)
    if code is not None:
        return code if isinstance(code, str) else [(code, True)]
    found = NUMBER.fullmatch(re.sub(r"\s+", "", number))
    if found is None:
        return "字号写得不对。请照文件上的写，如“清安委办〔2026〕3号”；责任书写每页页脚印的编号。"
    return list(_issued(found["code"], int(found["year"]), int(found["ordinal"])))


def _issued(code: str, year: int, ordinal: int) -> Iterator[tuple[Stated, bool]]:
    rows = Issued.objects.filter(number__series__code=code, number__series__year=year, number__ordinal=ordinal, number__voided_at=None)
    for one in rows.select_related("unit", "number__series", "word", "pdf"):
        organ, text = one.organ or one.unit.name, one.number.text if one.number else ""  # what was issued before the organ was kept: its unit
        now = standing_of(one)  # known by the digests of its files, and of its contents where that is printed on it
        yield Stated(KINDS.get(one.kind, ""), organ, text, one.day, now.stands, (one.word.sha256, one.pdf.sha256, *filter(None, (now.digest,)))), \
            one.kind in CHECK_KINDS
