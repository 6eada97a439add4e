"""One case at one moment: who stood where, and what was on record."""

from datetime import date
from typing import Any

Row = dict[str, Any]
CHAPTER_TWO_POSTS = {
    "party_head", "gov_head", "party_standing", "gov_executive_deputy", "gov_deputy", "safety_deputy", "other_leader",
}


class World:
    """The facts of a case with its two clocks."""

    def __init__(self, case: Row, as_of: date | None = None, known_at: date | None = None) -> None:
        self.case = case
        self.as_of: date = as_of or case["as_of"]
        # "`known_at` (default: the same day)"
        self.known_at: date = known_at or (self.as_of if as_of else case.get("known_at") or self.as_of)
        self.effective_from: date = case.get("effective_from") or date(2026, 1, 1)
        self.units: dict[str, Row] = {unit["id"]: unit for unit in self.rows("units")}

    def rows(self, name: str) -> list[Row]:
        """A list of the case file; "every list may be left out"."""
        return self.case.get(name) or []

    def distinct(self, name: str) -> list[Row]:
        """A list whose rows have no id: the same row given twice says nothing new."""
        found: list[Row] = []
        for row in self.rows(name):
            found += [] if row in found else [row]
        return found

    def happened(self, day: date | None) -> bool:
        """A dated event without `recorded_on` counts if it is dated on or before both clocks."""
        return day is not None and day <= self.as_of and day <= self.known_at

    def visible(self, row: Row) -> bool:
        """An act or accident: "visible if recorded_on <= known_at, and counts if date <= as_of"."""
        recorded_on = row.get("recorded_on") or row["date"]
        return bool(row["date"] <= self.as_of and recorded_on <= self.known_at)

    def in_force(self, row: Row, day: date | None = None) -> bool:
        """Something with `from` and perhaps `to`, both days included."""
        day = day or self.as_of
        return bool(row["from"] <= day and (row.get("to") is None or day <= row["to"]))

    def on_record(self, row: Row) -> bool:
        """Something with `from` that may carry `recorded_on` (by default the day it begins)."""
        return bool(row["from"] <= self.as_of and (row.get("recorded_on") or row["from"]) <= self.known_at)

    def level(self, unit_id: str) -> str | None:
        """The level whose duties the unit has; None for a street office that its county has not bound."""
        unit = self.units[unit_id]
        if unit["level"] == "subdistrict":
            return "town" if unit.get("determined") else None
        if unit["level"] == "zone":
            return unit.get("treated_as") or "county"
        return str(unit["level"])

    def place(self, unit_id: str) -> str:
        """The level of the place itself: a street office is one, bound or not (第二十七条 names 乡镇（街道）)."""
        return "town" if self.units[unit_id]["level"] == "subdistrict" else str(self.level(unit_id))

    def chain(self, unit_id: str) -> list[str]:
        """The unit and everything above it, nearest first."""
        found: list[str] = []
        step: str | None = unit_id
        while step is not None and step not in found:
            found.append(step)
            step = self.units[step].get("parent")
        return found

    def county_of(self, unit_id: str) -> str | None:
        """The county, or zone treated as one, that the unit is or lies in."""
        for step in self.chain(unit_id):
            if self.level(step) == "county":
                return step
        return None

    def covers(self, unit_id: str, place: str) -> bool:
        """Whether something that happened at `place` happened in the unit; a zone's is not the county's around it."""
        if self.level(unit_id) == "county":
            return self.county_of(place) == unit_id
        return unit_id in self.chain(place)

    def counties(self) -> list[str]:
        """Every county and every zone that is a county of its own."""
        return sorted(unit for unit in self.units if self.level(unit) == "county")

    def accident(self, accident_id: str) -> Row | None:
        """The accident of that id, if it is visible."""
        for row in self.rows("accidents"):
            if row["id"] == accident_id and self.visible(row):
                return row
        return None
