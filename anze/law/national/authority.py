"""Which body may impose which measure on whom (第三十三条): by the kind of measure, and by who manages the cadre (干部管理权限).

Where several may, or the text at hand does not say, it is stated as undecided with who decides: nothing here chooses.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Literal

from anze.law.national.tables import HERE, in_force, read_versions

Level = Literal["province", "city", "county"]
BODIES: Final = {"party_committee": "党委（党组）", "discipline": "纪检机关", "supervision": "监察机关", "organisation": "组织人事部门",
                 "safety": "安全生产监管部门", "judicial": "司法机关"}
MANAGERS: Final = {"province": "省委管理", "city": "市委管理", "county": "县（市、区）党委管理"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """Who decides on some kinds of measure, who only proposes; `undecided` says what the text leaves open, `who` decides that.

    `compared` says with which text it was compared, empty where none could be read.
    """

    kinds: tuple[str, ...]
    decides: tuple[str, ...]
    proposes: tuple[str, ...] = ()
    source: str
    compared: str = ""
    note: str
    undecided: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manager:
    """What the bodies are called where a level's Party committee manages the cadre, as (code, name)."""

    level: Level
    names: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityTable:
    """Powers and names as they stand from `since`."""

    since: date
    instrument: str
    power: tuple[Power, ...]
    manager: tuple[Manager, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A body by its code and by the name it has at the level asked."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Open:
    """A question that the text at hand does not answer, and who answers it."""

    why: str
    who: str


@dataclass(frozen=True, slots=True)
class Competence:
    """Who may decide on a measure for a cadre, who may propose it, by which source; what is open."""

    kind: str
    decides: tuple[Body, ...]
    proposes: tuple[Body, ...]
    source: str
    note: str
    undecided: tuple[Open, ...]


@cache
def tables() -> tuple[AuthorityTable, ...]:
    """Every version, oldest first."""
    return read_versions(HERE / "authority.toml", AuthorityTable)


def competent(kind: str, managed_by: str | None, on: date) -> Competence:
    """Return who may impose a measure on a cadre whom a level's Party committee manages (None: not on record), as on a day.

    ValueError for an unknown measure or level, or a day before the rules.
    """
    table = in_force(tables(), on)
    power = next((one for one in table.power if kind in one.kinds), None)
    if power is None:
        raise ValueError(f"没有“{kind}”这种问责措施。办法：改成{'、'.join(known for one in table.power for known in one.kinds)}之一")
    names = _names(table, managed_by)
    open_ = (_level_open(managed_by), _choice_open(power), Open(power.undecided, power.who) if power.undecided else None)
    return Competence(kind, tuple(Body(code, names[code]) for code in power.decides), tuple(Body(code, names[code]) for code in power.proposes),
                      power.source, power.note.strip(), tuple(one for one in open_ if one is not None))


def _names(table: AuthorityTable, managed_by: str | None) -> dict[str, str]:
    if managed_by is None:
        return dict(BODIES)
    for manager in table.manager:
        if manager.level == managed_by:
            return BODIES | {one[0]: one[1] for one in manager.names}
    raise ValueError(f"不认识的管理层级“{managed_by}”。办法：写成{'、'.join(MANAGERS)}之一，不清楚的留空")


def _level_open(managed_by: str | None) -> Open | None:
    return Open("没有写明该干部归哪一级党委管理，所以不知道是哪一级的机关", "党委组织部门（按干部管理权限）") if managed_by is None else None


def _choice_open(power: Power) -> Open | None:
    named = "、".join(BODIES[code] for code in power.decides)
    return Open(f"{named}都可能有权决定，由哪一个决定要看管理权限和案件由谁办（第三十三条：按照权限和职责分别负责）",
                "有干部管理权限的党委") if len(power.decides) > 1 else None
