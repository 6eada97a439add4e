"""Whether a paper in somebody's hand is the one that was issued: by its number and its digest, or by the file itself."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from anze.papers.models import Issued
from anze.publication.policies import PREFIX

NUMBER: Final = re.compile(r"(?P<code>[^〔\[［(（]{1,20})[〔\[［(（](?P<year>\d{4})[〕\]］)）]\s*(?:第)?\s*(?P<ordinal>\d{1,6})\s*号?")
HEX: Final = re.compile(r"[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class Checked:
    """What comes of it: `same` with who issued the paper when, or why not. Title and contents are told to nobody."""

    same: bool
    words: str
    by: str = ""
    number: str = ""
    day: date | None = None


def checked(number: str, digest: str) -> Checked:
    """Say whether a document of this number with this digest (SHA-256 of its Word or PDF file, or its first 16 characters) was issued.

    A number that was never given and a digest that does not fit get the same answer: nobody learns from it which numbers there are.
    """
    found, wanted = NUMBER.fullmatch(re.sub(r"\s+", "", number)), re.sub(r"[\s:-]+", "", digest).lower()
    if found is None:
        return Checked(False, "发文字号写得不对。请照文件上的写，如“清安委办〔2026〕3号”。")
    if len(wanted) < PREFIX or not HEX.fullmatch(wanted) or len(wanted) > 64:
        return Checked(False, f"摘要要填文件摘要（SHA-256）的全部 64 位，或者前 {PREFIX} 位：数字和字母 a 到 f。")
    rows = Issued.objects.filter(number__series__code=found["code"], number__series__year=int(found["year"]), number__ordinal=int(found["ordinal"]),
                                 number__voided_at=None).select_related("unit", "number__series", "word", "pdf")
    for one in rows:
        if any(blob.sha256.startswith(wanted) for blob in (one.word, one.pdf)):
            return Checked(True, "相符：与发文登记的文件一致。", one.unit.name, one.number.text if one.number else "", one.day)
    return Checked(False, "不相符：发文登记中没有这个字号和摘要的文件。请核对字号和摘要；文件被改动过的，摘要会不同。")
