"""What is told of a letter to whoever holds it and types the code printed on it: that it was generated, for which year, by whom, how it stands."""

from anze.letters.models import Letter
from anze.letters.printed import code_in
from anze.letters.queries.papers import digest_of
from anze.papers.checkable import Stated, add_finder
from anze.people.moment import day_of

WRONG = "编号写得不对，或者抄错了一位：最后一位是校验位。请照每页页脚印的写，如“ZR2026-0017-8”。"


def find_letter(text: str) -> Stated | str | None:
    """Return the letter of a code, what is wrong with it, or None where it is no code of a letter. Numbers and names in the letter are not told."""
    if not text.strip().upper().startswith("ZR"):
        return None
    code = code_in(text)
    if code is None:
        return WRONG
    found = Letter.objects.select_related("superior").filter(code=code).first()
    if found is None:
        return "没有这个编号的责任书。请照每页页脚印的编号写。"
    stands = "已经作废" if found.voided_at else "已经重签，这一份由新的代替" if found.replaced_at else ""
    files = found.scans.filter(struck_at=None).exclude(filed_at=None).values_list("blob__sha256", "source")
    digests = dict.fromkeys((digest_of(found), *found.handed.values_list("sha256", flat=True), *(digest for pair in files for digest in pair)))
    return Stated(f"{found.year}年安全生产责任书", found.superior.name, code, day_of(found.generated_at), stands, tuple(digests))


def register_checks() -> None:
    """Say how letters are looked up by their codes."""
    add_finder("letters", find_letter)
