"""Working days by the official calendar, 调休 included: the shipped calendar, and over it what an office entered from a year's notice.

A year for which neither knows anything is called unknown: its weekends and those holidays whose dates are fixed beforehand are taken for free
(全国年节及纪念日放假办法, as in force from 2025), all else for working, and pages say so.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

import chinese_calendar

from anze.duties.models import CalendarDay

NAMES: Final = {"New Year's Day": "元旦", "Spring Festival": "春节", "Tomb-sweeping Day": "清明节", "Labour Day": "劳动节",
                "Dragon Boat Festival": "端午节", "National Day": "国庆节", "Mid-autumn Festival": "中秋节",
                "Anti-Fascist 70th Day": "抗战胜利纪念日"}


RECKONED: Final = "{}年放假通知尚未发布，按法定节假日推算（春节、端午节、中秋节和调休除外）。"
_FIXED: Final = {(1, 1): "元旦", (5, 1): "劳动节", (5, 2): "劳动节", (10, 1): "国庆节", (10, 2): "国庆节", (10, 3): "国庆节"}
_BRIGHT: Final = range(2001, 2100)  # the years of which the day of 清明 is reckoned


@dataclass(frozen=True, slots=True)
class Workday:
    """Whether a day is worked, whether that is known, and what the day is called where it is special."""

    day: date
    working: bool
    known: bool
    name: str = ""

    @property
    def said(self) -> str:
        """The day in a word: 工作日, 休息日, 国庆节, 调休上班."""
        if self.name:
            return f"{self.name}（调休上班）" if self.working else self.name
        return "工作日" if self.working else "休息日"


@cache
def _seed(day: date) -> Workday | None:
    """Return what the shipped calendar says; None for a year that it does not have."""
    try:
        off, english = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return None
    return Workday(day, not off, known=True, name=NAMES.get(english or "", english or "") if english else "")


def _of(day: date, entered: dict[date, CalendarDay], years: set[int]) -> Workday:
    found = entered.get(day)
    if found is not None:
        return Workday(day, found.working, known=True, name=found.name)
    seed = _seed(day)
    if seed is not None and day.year not in years:
        return seed
    if day.year in years:
        return Workday(day, day.weekday() < 5, known=True)
    name = statutory(day)
    return Workday(day, day.weekday() < 5 and not name, known=False, name=name)


def statutory(day: date) -> str:
    """Return the holiday that falls on a day in any year by 全国年节及纪念日放假办法第二条; those of the lunar calendar are not reckoned."""
    if day.month == 4 and day.year in _BRIGHT and day.day == _bright(day.year):
        return NAMES["Tomb-sweeping Day"]
    return _FIXED.get((day.month, day.day), "")


def _bright(year: int) -> int:
    """Return the day of April on which 清明 falls: in the 21st century the sun's place follows the leap years so."""
    short = year % 100
    return (short * 2422 + 48100) // 10000 - short // 4


def workdays(first: date, last: date) -> list[Workday]:
    """Return each day from `first` to `last`. What an office entered for a year takes the place of the whole year's shipped calendar."""
    rows = CalendarDay.objects.filter(day__year__gte=first.year, day__year__lte=last.year)
    entered = {row.day: row for row in rows}
    years = {day.year for day in entered}
    return [_of(first + timedelta(days=n), entered, years) for n in range((last - first).days + 1)]


def workday(day: date) -> Workday:
    """Return one day."""
    return workdays(day, day)[0]


def first_workday(day: date) -> date:
    """Return `day`, or the first working day after it."""
    found = workdays(day, day + timedelta(days=40))
    return next((one.day for one in found if one.working), day)


def nth_workday(start: date, number: int) -> date:
    """Return the working day that is so many working days after `start`."""
    left, first = number, start + timedelta(days=1)
    while True:
        for one in workdays(first, first + timedelta(days=30)):
            left -= one.working
            if one.working and not left:
                return one.day
        first += timedelta(days=31)


def reckoned(*days: date | None) -> str:
    """Say, once, that days between these were reckoned without their year's official calendar; nothing where it is known."""
    asked = [day for day in days if day is not None]
    unknown = [year for year in range(min(asked).year, max(asked).year + 1) if _seed(date(year, 1, 1)) is None] if asked else []
    if not unknown:
        return ""
    entered = set(CalendarDay.objects.filter(day__year__in=unknown).values_list("day__year", flat=True))
    left = [str(year) for year in unknown if year not in entered]
    return RECKONED.format("、".join(left)) if left else ""


def known_year(year: int) -> bool:
    """Say whether the official calendar of a year is known."""
    return workday(date(year, 1, 1)).known


def special_days(year: int) -> list[Workday]:
    """Return the days of a year on which the official calendar departs from the week, and every named holiday."""
    return [one for one in workdays(date(year, 1, 1), date(year, 12, 31)) if one.name or one.working != (one.day.weekday() < 5)]
