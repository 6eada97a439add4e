"""Official documents of the demo, by the site's own verbs as of their days: letterheads, urging letters, a circular that was voided and issued anew."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from anze.access.rights import rights_of
from anze.duties.models import Urge
from anze.duties.queries.workdays import first_workday
from anze.papers.actions.issuing import issue_kind
from anze.papers.actions.numbering import void
from anze.papers.actions.templating import set_letterhead
from anze.papers.models import Issued
from anze.papers.queries.letterheads import short_name
from anze.papers.queries.urging import fields_of, letters
from anze.people.models import Unit
from anze.people.moment import day_of
from anze.project.loading.accounts import COUNTY, OPENED
from anze.project.loading.register import City

ANSWER: Final = timedelta(days=7)
BEFORE_END: Final = timedelta(days=24)  # when the circular went out
CIRCULAR: Final[dict[str, Any]] = {
    "通报事项": "部分单位履职登记不及时情况", "发往单位": "各县（市、区）人民政府，市安全生产委员会各成员单位",
    "情况": "近期抽查发现，部分单位开展了排查和研究，但没有在宽限期内登记，台账与实际不符。",
    "存在问题": "一是做了不记，期末集中补录。\n二是排查登记没有写明问题和整改期限。",
    "处理意见": "予以通报，由各县（市、区）安委办督促补正。", "工作要求": "各单位要随做随记，如实登记，做到可查可验。",
}


def load_papers(city: City) -> None:
    """Enter the letterheads of the city and its counties, the letters to whom the county's office urged, and a circular of the city."""
    top = next(unit for unit in city.unit.values() if unit.level == "city")
    for unit in city.unit.values():
        if unit.level in {"city", "county"}:
            _do(city, OPENED + timedelta(days=1), partial(_head, city, unit), "letterhead", unit.code)
    for day in sorted(set(Urge.objects.values_list("on", flat=True))):
        _do(city, first_workday(day + timedelta(days=1)), partial(_letter, city, day), "letter", day.isoformat())
    _circular(city, top, first_workday(city.clock.until - BEFORE_END))


def _do(city: City, day: date, deed: Callable[[Any], object], *key: str) -> None:
    if day <= city.clock.until:
        at = city.clock.at(day, *key)
        city.journal.do(at, partial(deed, at))


def _head(city: City, unit: Unit, at: Any) -> None:
    office = f"{unit.name}安全生产委员会办公室"
    short = short_name(unit.name)
    set_letterhead(city.account[unit.code], at, unit, organ=f"{office}文件", sender=office, code=f"{short[0] if len(short) > 1 else short}安委办")


def _letter(city: City, on: date, at: Any) -> None:
    """The letter to the first of the units urged on a day; the others were called."""
    office = city.account[COUNTY]
    found = letters(rights_of(office).reach("paper.issue"), on)
    if found:
        fields = fields_of(found[0], {"reply_by": first_workday(day_of(at) + ANSWER), "text": found[0].text})
        issue_kind(office, at, "urging_letter", found[0].case, city.unit[COUNTY], fields)


def _circular(city: City, top: Unit, day: date) -> None:
    """A circular that named too few, was voided, and went out again: each at its own moment."""
    office, made = city.account[top.code], list[Issued]()
    at = city.clock.at(day, "circular")

    def first() -> None:
        made.append(issue_kind(office, at, "circular", ("", ""), top, CIRCULAR | {"发往单位": "各县（市、区）人民政府"}))

    def wrong() -> None:
        assert made[0].number is not None
        void(office, at + timedelta(minutes=25), made[0].number, "主送漏了市安委会各成员单位，另行发文")

    def again() -> None:
        issue_kind(office, at + timedelta(minutes=40), "circular", ("", ""), top, CIRCULAR)

    for minutes, deed in ((0, first), (25, wrong), (40, again)):
        city.journal.do(at + timedelta(minutes=minutes), deed)
