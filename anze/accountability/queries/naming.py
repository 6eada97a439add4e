"""What the name of a body tells: the place and level after which it is called, and of which kind it is (第三十三条)."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from anze.law.national.bodies import Body, Fit, full_names, kinds_of_bodies
from anze.people.models import Unit

RANKS: Final = {"province": 0, "city": 1, "county": 2, "town": 3}  # the higher, the smaller
_PARTY: Final = re.compile(r"^(中国共产党|中共)")
_PROVINCE: Final = re.compile(r"^(省|[^省市县区镇乡]{2,6}(省|自治区))")
_AUTONOMOUS: Final = re.compile(r"^(.{2}).+自治县$")  # 连山壮族瑶族自治县 is called 连山县 for short


@dataclass(frozen=True, slots=True)
class Named:
    """A name taken apart: the unit after which the body is called (None: not on record), its level (empty: not told), and what follows the place."""

    unit: Unit | None
    level: str
    rest: str

    @property
    def whole(self) -> bool:
        """Say whether the place is told: a unit on record, or the province, of which there is one."""
        return self.unit is not None or self.level == "province"


def taken_apart(body: str) -> Named:
    """Return what a name tells of its place, the longest names of units first: 广东省清远市清新区监委 is called after 清新区."""
    rest = whole = _PARTY.sub("", body.strip())
    level, unit = "", None
    if province := _PROVINCE.match(rest):
        level, rest = "province", rest[province.end():]
    units = {name: each for each in Unit.objects.exclude(level="department").select_related("parent") for name in _called(each)}
    while fits := [name for name, each in units.items() if rest.startswith(name) and (unit is None or each.path.startswith(unit.path)) and each != unit]:
        longest = max(fits, key=len)
        unit, rest = units[longest], rest[len(longest):]
    if unit is not None:
        level = unit.treated_as if unit.level == "zone" else unit.level
        return Named(unit, level if level in RANKS else "town", rest)
    if level:
        return Named(None, "" if re.match(r"^.{2,6}[市县区]", rest) else level, rest)
    return Named(None, "city" if whole.startswith("市") else "county" if whole[:1] in {"县", "区"} else "", whole)


def _called(unit: Unit) -> list[str]:
    short = _AUTONOMOUS.sub(r"\1县", unit.name)
    return list(dict.fromkeys((unit.name, short)))


def fit_of(body: str, kind: Body) -> Fit:
    """Say whether a name is one of a kind of body: by what follows the place, or by its end where the place is not on record."""
    got = taken_apart(body)
    return kind.fit(got.rest) if got.whole else kind.fit_anywhere(_PARTY.sub("", body.strip()))


def in_full(body: str, on: date) -> tuple[str, ...]:
    """Return what the head of a paper calls a body: its full name, both where two go together (纪委监委); as it is written where that is not known."""
    got, bare = taken_apart(body), _PARTY.sub("", body.strip())
    place = bare.removesuffix(got.rest)
    if got.unit is not None and place and not place.endswith(got.unit.name):
        place = got.unit.name  # 连山县 is 连山壮族瑶族自治县 in full
    known = got.whole and len(place) > 1  # 省监委 names no province
    return (full_names(place, got.rest, on) if known else ()) or (body.strip(),)


def kinds_named(body: str, on: date) -> list[Body]:
    """Return the kinds of body that a name tells."""
    return [kind for kind in kinds_of_bodies(on).values() if fit_of(body, kind)]
