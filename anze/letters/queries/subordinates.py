"""Who signs with whom: the direct subordinates with a Party committee and a government of their own, as the law sees the tree."""

from datetime import date

from django.db.models import Q

from anze.access.rights import Rights
from anze.duties.world import world
from anze.law.question import Question
from anze.people.models import Unit


def subordinates(superior: Unit, asked: Question, today: date) -> list[Unit]:
    """Return the direct subordinates of a unit that had not been closed by the day asked, in the order of the tree."""
    tree = world(asked, today).index.tree
    codes = tree.subordinates(superior.code) if superior.code in tree.units else []
    return list(Unit.objects.filter(Q(closed_on=None) | Q(closed_on__gte=asked.as_of), code__in=codes).order_by("position", "path"))


def superiors(rights: Rights, permission: str, asked: Question, today: date) -> list[Unit]:
    """Return the units in reach that have anybody to sign with, in the order of the tree."""
    tree = world(asked, today).index.tree
    codes = [code for code in tree.units if tree.subordinates(code)]
    return list(Unit.objects.filter(rights.reach(permission).of_units(), code__in=codes).order_by("path"))


def organ(unit: Unit, side: str) -> str:
    """Return how a unit's Party committee or government is called: 中共英德市委员会, 英德市人民政府."""
    if side == "party":
        return f"中共{unit.name}{'工作委员会' if unit.level in {'zone', 'subdistrict'} else '委员会'}"
    return f"{unit.name}{ {'zone': '管理委员会', 'subdistrict': '办事处'}.get(unit.level, '人民政府')}"
