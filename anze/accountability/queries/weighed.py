"""Whether a circumstance may be entered as it is told (第二十八、二十九条): which it is, that it has evidence, its day."""

from collections.abc import Collection
from datetime import date
from typing import Final

from anze.accountability.models import Concerned, Evidence
from anze.accountability.queries.days import before_its_time
from anze.accountability.queries.law import fitting, tests
from anze.accountability.queries.repeated import repeated, repeating

ONLY_ACCIDENTS: Final = "本案没有事故，没有可登记的情节：第二十八、二十九条说的是对发生事故负有领导责任的。其他轻重因素请写在决定的理由里（第三十二条）。"
NOT_ON_RECORD: Final = ("系统里查不到{name}同一任期内、本案事实发生以前的处理。在本系统以外作出的，请先把决定书归入案卷、登记为证据，在这里勾选，"
                        "并在情况里写明是哪个机关、哪一天、什么处理、为什么属于同一任期。")


def unweighable(one: Concerned, *, rule: str, on: date | None, evidence: Collection[Evidence], today: date) -> dict[str, list[str]]:
    """Return what forbids a circumstance, by field, all at once; a rule or day that is not told yet (empty, None) is not held against anything."""
    faults: dict[str, list[str]] = {}
    if not fitting(one.case):
        faults["rule"] = [ONLY_ACCIDENTS]
    elif rule and rule not in fitting(one.case):
        faults["rule"] = ["请选择第二十八条、第二十九条的一款。" if tests(one.case) else ONLY_ACCIDENTS]
    if not evidence:
        faults["evidence"] = ["每项情节都要有证据。请先登记证据，再在这里勾选。"]
    elif rule in repeating() and not repeated(one, today) and not any(piece.kind == "file" for piece in evidence):
        faults["evidence"] = [NOT_ON_RECORD.format(name=one.officer.name)]
    if on is not None and on > today:
        faults["on"] = ["日期晚于今天，请改正。"]
    elif on is not None and (words := before_its_time(one, rule, on)):
        faults["on"] = [f"日期{words}"]
    return faults
