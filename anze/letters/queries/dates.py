"""Which days letters have in the year's calendar: the day by which those of the account's own units are signed."""

from collections.abc import Iterator
from datetime import date

from anze.access.rights import Rights
from anze.duties.sources import Due
from anze.law.question import Question
from anze.letters.queries.law import due, findings
from anze.letters.queries.matrix import lamp_of


def dates(rights: Rights, first: date, last: date, today: date) -> Iterator[Due]:
    """Yield the day by which letters are signed, once a unit of the account's own: how many it signs, as superior or as subordinate, and how many
    are not signed yet."""
    if not rights.may("letter.view"):
        return
    found = findings(Question(today, today), today)
    for year in range(first.year, last.year + 1):
        if not first <= due(year) <= last:
            continue
        for unit in rights.units():
            statuses = [one["status"] for key, one in found.items() if key[3] == year and unit.code in key[:2]]
            open_ones = [one for one in statuses if one in {"pending", "missed"}]
            lamp = lamp_of(open_ones[0], year, today)[0] if open_ones else "met"
            words = f"{year}年安全生产责任书签订期限" + (f"，应签 {len(statuses)} 份，还有 {len(open_ones)} 份没有签" if statuses else "")
            if statuses or year > today.year:
                yield Due(unit.name, words, lamp if statuses else "pending", due(year), "letters:register", ())
