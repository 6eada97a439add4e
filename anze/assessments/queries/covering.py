"""Which units an assessment may cover: the subordinates of a place, or its own departments, as they are on record."""

from datetime import date

from anze.assessments.models import Assessment
from anze.law.tree import COUNTY_LEVEL
from anze.people.models import Unit

HOLDERS = ("city", COUNTY_LEVEL)  # places whose Party committee and government approve results (第二十条)


def holds_assessments(unit: Unit) -> bool:
    """Say whether a unit assesses others: a city, a county, or a zone that is treated as one."""
    return unit.level in HOLDERS or (unit.level == "zone" and unit.treated_as == COUNTY_LEVEL)


def may_cover(by: Unit, group: str, today: date) -> list[Unit]:
    """Return the units that an assessment of a group may cover: not those that were closed before today, no subdistrict that was not determined to
    be bound (第二条第三款)."""
    below = Unit.objects.filter(parent=by).order_by("position", "path")
    found = below.filter(level="department") if group == "departments" else below.exclude(level="department").exclude(level="subdistrict", determined=False)
    return [one for one in found if one.closed_on is None or one.closed_on >= today]


def covered_units(assessment: Assessment) -> list[Unit]:
    """Return the units that an assessment covers, in the order of the tree."""
    return [one.unit for one in assessment.covered.current().select_related("unit").order_by("unit__position", "unit__path")]


def years_before(by: Unit, group: str, year: int) -> list[Assessment]:
    """Return the schemes of earlier years, or of this, that may be copied, the newest first."""
    rows = Assessment.objects.with_state().filter(by=by, group=group, year__lte=year).exclude(state="dropped")
    return list(rows.order_by("-year", "-pk")[:10])
