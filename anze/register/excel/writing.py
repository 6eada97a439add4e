"""Carry out a plan that has no fault."""

from datetime import datetime
from typing import Any

from anze.people.models import Account, Officer, Unit
from anze.register.actions import bulk
from anze.register.excel.plan import Desk, Post


def carry_out(by: Account | None, now: datetime, desk: Desk, note: str) -> dict[str, list[int]]:
    """Write everything that the plan has and return the keys of the rows written: units' and officers' versions, tenures."""
    plan = desk.plan
    new_units = ({name: getattr(place, name) for name in _UNIT} for place in plan.new_units.values())
    units = bulk.add_units(by, now, new_units, note=note)
    units += bulk.change_units(by, now, [(unit, place.stated()) for unit, place in plan.units.values()], reason=note)
    officers = bulk.add_officers(by, now, plan.new_officers.values(), note=note) + bulk.rename_officers(by, now, list(plan.officers.values()), reason=note)
    corrected = bulk.correct_tenures(by, now, [(old, _fields(post)) for old, post in plan.tenures.values()], reason=note)
    posts = plan.new_tenures.values()
    unit_by = {unit.code: unit for unit in Unit.objects.filter(code__in={post.unit for post in posts})}
    officer_by = {officer.code: officer for officer in Officer.objects.filter(code__in={post.officer for post in posts})}
    begun = bulk.begin_tenures(by, now, ({"officer": officer_by[post.officer], "unit": unit_by[post.unit], "post": post.post, "start": post.start}
                                    | _fields(post) for post in posts), note=note)
    return {"unit": [row.pk for row in units], "officer": [row.pk for row in officers], "tenure": [row.pk for row in (*corrected, *begun)]}


_UNIT = ("code", "name", "level", "parent", "function", "determined", "treated_as", "kind", "code_system", "position")


def _fields(post: Post) -> dict[str, Any]:
    return {"end": post.end, "title": post.title, "acting": post.acting, "party_committee_member": post.party_committee_member}
