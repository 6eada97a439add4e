"""Which posts a unit has, asked of the law: those that the articles on its level lay duties on."""

from functools import cache
from typing import Final

from django.conf import settings

from anze.law.clauses import Duty, Recurring, Shape
from anze.law.codes import POSTS
from anze.law.pack import Pack, load_pack
from anze.people.models import Unit, UnitVersion

_LEADING: Final = frozenset({"city", "county"})


@cache
def pack() -> Pack:
    """Return the regulation that this site runs; the day of its effect does not matter to the register."""
    return load_pack(settings.PACK)


def duty_level(unit: Unit | UnitVersion) -> str:
    """Return the level whose posts a unit has (第二条): a zone's is the one it is treated as, a subdistrict has a town's."""
    if unit.level == "zone":
        return unit.treated_as
    return "town" if unit.level == "subdistrict" else unit.level


@cache
def posts_of(level: str) -> tuple[str, ...]:
    """Return the posts of units that have the duties of `level`, in the order of the codes.

    A provision for counties and towns alike (第四条第二款, 第二十二条第二款) says nothing of which posts a level has.
    """
    found: set[str] = set()
    clauses: list[Recurring | Duty] = [*pack().of(Recurring), *pack().of(Duty)]
    for clause in clauses:
        levels = frozenset(clause.levels)
        if level in levels and (levels <= _LEADING or len(levels) == 1):
            found |= set(clause.posts)
    return tuple(post for post in POSTS if post in found)


@cache
def wanted_posts(level: str) -> frozenset[str]:
    """Return the posts that must not be vacant at `level` (第五、六、八、十、十一、十二条)."""
    return frozenset(post for clause in pack().of(Shape) if clause.test == "held" and level in clause.levels for post in clause.posts)


def wanted_in(unit: Unit | UnitVersion) -> frozenset[str]:
    """Return the posts of a unit that must not be vacant; none where a subdistrict is not determined (第二条第三款)."""
    return frozenset() if unit.level == "subdistrict" and not unit.determined else wanted_posts(duty_level(unit))
