"""How a unit's office calls itself on its documents."""

from dataclasses import dataclass

from anze.papers.kinds import MARKS
from anze.papers.models import Letterhead
from anze.people.models import Unit

_ENDS = ("自治县", "自治乡", "街道", "民族乡", "市", "区", "县", "镇", "乡")


@dataclass(frozen=True, slots=True)
class Head:
    """A letterhead: the red line, the sender, the word numbers begin with, who prints."""

    organ: str
    sender: str
    code: str
    printed_by: str

    def mark_of(self, *, letter: bool) -> str:
        """Return the red line; that of a letter is the organ without 文件 (GB/T 9704—2012, 10.1)."""
        return self.organ.removesuffix("文件") if letter else self.organ


def letterhead_of(unit: Unit) -> Head:
    """Return the letterhead that a unit has set, or the usual one."""
    own = Letterhead.objects.current().filter(unit=unit).first()
    if own:
        return Head(own.organ, own.sender, own.code, own.printed_by or own.sender)
    office = unit.name if unit.level == "department" else f"{unit.name}安全生产委员会办公室"
    return Head(f"{office}文件", office, f"{short_name(unit.name)}{'' if unit.level == 'department' else '安委办'}", office)


def short_name(name: str) -> str:
    """Return a place's name without what kind of place it is: 英德市 → 英德."""
    return next((name.removesuffix(end) for end in _ENDS if name.endswith(end) and len(name) > len(end) + 1), name)[:8]


def series_of(unit: Unit, kind: str) -> str:
    """Return the series from which a unit numbers documents of a kind: 清安委办约."""
    return letterhead_of(unit).code + MARKS[kind]
