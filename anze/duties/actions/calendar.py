"""The official notice of a year's holidays is entered: which days are off, which weekend days are worked instead (调休)."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.duties.models import CalendarDay
from anze.duties.queries.workdays import special_days
from anze.law.findings import in_words
from anze.people.models import Account
from anze.record.actions import Change, record

_DAY: Final = r"\d{4}-\d{1,2}-\d{1,2}"
_LINE: Final = re.compile(rf"(?P<first>{_DAY})(?:\s*(?:至|~|—|到)\s*(?P<last>{_DAY}))?\s+(?P<what>放假|休息|上班|调休上班)(?:\s+(?P<name>\S{{1,40}}))?")
LONGEST: Final = 31  # days of one line


def read_notice(text: str, year: int) -> dict[date, tuple[bool, str]]:
    """Return the days of a notice: each line 2027-10-01至2027-10-07 放假 国庆节, or 2027-09-26 上班. Raises ValidationError naming every wrong line."""
    found: dict[date, tuple[bool, str]] = {}
    faults = []
    for number, line in enumerate(text.splitlines(), 1):
        said = line.strip()
        if not said:
            continue
        try:
            days, working, name = _days(said)
        except ValueError:
            faults.append(f"第 {number} 行“{said[:30]}”看不懂。请写成“2027-10-01至2027-10-07 放假 国庆节”或“2027-09-26 上班 国庆节”。")
            continue
        for day in days:
            if day.year != year:
                faults.append(f"第 {number} 行的{in_words(day)}不在 {year} 年。请选对年份，跨年的分年填写。")
            elif day in found:
                faults.append(f"第 {number} 行的{in_words(day)}前面已经写过。请只留一行。")
            found[day] = working, name
    if not found and not faults:
        faults.append("还没有写任何一天。请把放假通知中的放假日和调休上班日逐行写上。")
    if faults:
        raise ValidationError(faults)
    return found


def _days(line: str) -> tuple[list[date], bool, str]:
    match = _LINE.fullmatch(line)
    if not match:
        raise ValueError(line)
    first, last = (date(*map(int, (match[name] or match["first"]).split("-"))) for name in ("first", "last"))
    if not 0 <= (last - first).days < LONGEST:
        raise ValueError(line)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)], "上班" in match["what"], match["name"] or ""


def enter_notice(by: Account | None, now: datetime, year: int, days: Mapping[date, tuple[bool, str]]) -> None:
    """Enter a year's notice in the place of what was known of the year. From now on everything that is due on working days goes by it.

    What was known before stays in the ledger. The first of January must be among the days, for it is off in every year.
    """
    if date(year, 1, 1) not in days or days[date(year, 1, 1)][0]:
        raise ValidationError(f"{year} 年 1 月 1 日是元旦，通知里应当放假。请核对是不是整年的通知。")
    with transaction.atomic():
        before = [[one.day, one.working, one.name] for one in special_days(year)]
        CalendarDay.objects.filter(day__year=year).delete()
        CalendarDay.objects.bulk_create(CalendarDay(day=day, working=working, name=name, entered_at=now, entered_by=by)
                                        for day, (working, name) in days.items())
        record(Change(at=now, actor=by, verb="登记放假通知", object_type="calendar", object_id=str(year), before={"days": before},
                      after={"days": [[day, working, name] for day, (working, name) in sorted(days.items())]}))

