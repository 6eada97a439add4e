"""The demo as it stood on a day: what was on record by then, with everything later not yet written."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from anze.project.demo.city import Row

# By which column a record of a list came to be known; tasks and hazards are announced before they fall due.
APPEARS: Final = {"tenures": "from", "acts": "recorded_on", "contacts": "from", "problem_towns": "from", "duty_lists": "from",
                  "committees": "from", "accidents": "recorded_on", "assessments": "confirmed_on", "decisions": "date",
                  "interviews": "date", "measures": "date", "letters": "signed_on", "tours": "to"}
BLANK_UNTIL: Final = {"tenures": ("to",), "contacts": ("to",), "problem_towns": ("to",), "duty_lists": ("to",), "committees": ("to",),
                      "accidents": ("written_off_on",), "hazards": ("finished_on", "finding_on"), "tasks": ("done_on",)}
HISTORY: Final = {"updates": "date", "reports": "at"}


def known_by(tables: Mapping[str, list[Row]], until: date) -> dict[str, list[Row]]:
    """The tables with only what was known at the end of `until`."""
    cut = {name: [_as_of(name, row, until) for row in rows if _appeared(name, row, until)] for name, rows in tables.items()}
    serving = {row["officer"] for row in cut["tenures"]}
    cut["officers"] = [row for row in cut["officers"] if row["id"] in serving]
    happened = {row["id"] for row in cut["accidents"]}
    cut["exemption_asked"] = [row for row in cut["exemption_asked"] if row["accident"] in happened]
    cut["tasks"] = [row for row in cut["tasks"] if row["officer"] in serving]
    return cut


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.min


def _appeared(name: str, row: Row, until: date) -> bool:
    if name == "tasks":
        return _day(row["due"]).year <= until.year
    return name not in APPEARS or _day(row[APPEARS[name]]) <= until


def _as_of(name: str, row: Row, until: date) -> Row:
    blank: Row = {key: None for key in BLANK_UNTIL.get(name, ()) if _day(row[key]) > until}
    history: Row = {}
    for key, when in HISTORY.items() if name == "accidents" else ():
        told = row[key]
        assert isinstance(told, list)
        history[key] = [part for part in told if _day(part[when]) <= until]
    return {**row, **blank, **history}
