"""Tables of TOML into dataclasses: every key, type and code is checked, and every fault noted in its place.

What may stand under a key is read from the dataclass's annotations; `Place.codes` adds which words it may be.
"""

import types
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from anze.law.days import PERIOD_KINDS, Span
from anze.law.tomlread.lines import Place

FAULT: Final = object()  # what a value becomes that cannot be used

_NAMES: Final[Mapping[type, str]] = {str: "文字", int: "整数", bool: "true 或 false", date: "日期（2026-01-01）"}


@dataclass(frozen=True, slots=True)
class Table:
    """One table, possibly pieced together from a pack and the one it inherits: `keys` tells where each key came from."""

    values: Mapping[str, object]
    place: Place
    keys: Mapping[str, Place] = field(default_factory=dict)

    def at(self, key: str) -> Place:
        """Where a key stands."""
        return self.keys.get(key) or self.place.at(key)


def near(word: str, known: Iterable[str]) -> str:
    """The remedy for a wrong word: the known one nearest to it, else all of them."""
    known = list(known)
    close = get_close_matches(word, known, n=2, cutoff=0.6)
    return f"是否要写“{'”或“'.join(close)}”" if close else f"可用的有：{'、'.join(known)}"


def bind(cls: type[Any], table: Table) -> Any:
    """An instance of the dataclass `cls` with the table's values, or FAULT with every reason noted."""
    known = {f.name: f for f in fields(cls) if f.init}
    sound = True
    for key in table.values:
        if key not in known:
            table.at(key).fault(f"不认识的键“{key}”", near(key, known))
            sound = False
    made = {}
    for name, spec in known.items():
        made[name] = _field(cls, spec, table)
    made = {name: value for name, value in made.items() if value is not MISSING}
    if not sound or FAULT in made.values():
        return FAULT
    return cls(**made)


def _field(cls: Any, spec: Field[Any], table: Table) -> object:
    if spec.name not in table.values:
        if spec.default is MISSING and spec.default_factory is MISSING:
            table.place.fault(f"缺少键“{spec.name}”", f"补上 {spec.name} = …")
            return FAULT
        return MISSING
    place = table.at(spec.name)
    value = convert(_hints(cls)[spec.name], table.values[spec.name], place)
    if value is FAULT:
        return FAULT
    if value == () and spec.default is MISSING and spec.name in place.codes:
        place.fault(f"“{spec.name}”不能是空的", "至少写一项")
        return FAULT
    return value if _known_codes(spec.name, value, place) else FAULT


@cache
def _hints(cls: Any) -> dict[str, Any]:
    return get_type_hints(cls)


def _known_codes(name: str, value: object, place: Place) -> bool:
    allowed = place.codes.get(name)
    given = value if isinstance(value, tuple) else (value,)
    wrong = [word for word in given if allowed and word and word not in allowed]
    for word in wrong:
        place.fault(f"“{name}”里的“{word}”不在代码表内", near(str(word), allowed or ()))
    return not wrong


def convert(hint: Any, value: object, place: Place) -> Any:
    """`value` as the annotation `hint` wants it, or FAULT with the reason noted at `place`."""
    hint = _without_none(hint)
    origin = get_origin(hint)
    if hint is Span:
        return _span(value, place)
    if is_dataclass(hint) and isinstance(hint, type):
        return bind(hint, Table(value, place)) if isinstance(value, dict) else _wrong(place, "一张表", value)
    if origin is Literal:
        return _one_of(get_args(hint), value, place)
    if origin is tuple:
        return _several(get_args(hint)[0], value, place)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(get_args(hint)[1], value, place)
    return _plain(hint, value, place)


def _plain(hint: type[object], value: object, place: Place) -> object:
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        return _wrong(place, _NAMES[hint], value)
    if isinstance(value, int) and value < 0:
        place.fault(f"数字不能小于 0，这里是 {value}", "改成 0 或正整数")
        return FAULT
    return value


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        return next(arg for arg in get_args(hint) if arg is not type(None))
    return hint


def _wrong(place: Place, wanted: str, value: object) -> object:
    place.fault(f"“{place.where[-1]}”应当是{wanted}，这里是 {value!r}", f"改成{wanted}")
    return FAULT


def _one_of(allowed: tuple[str, ...], value: object, place: Place) -> object:
    if value in allowed:
        return value
    place.fault(f"“{place.where[-1]}”不能是 {value!r}", near(str(value), tuple(a for a in allowed if a)))
    return FAULT


def _several(hint: Any, value: object, place: Place) -> object:
    if not isinstance(value, list | tuple):
        return _wrong(place, "列表 […]", value)
    made = tuple(convert(hint, item, place.at(n)) for n, item in enumerate(value))
    return FAULT if FAULT in made else made


def _mapping(hint: Any, value: object, place: Place) -> object:
    if not isinstance(value, dict):
        return _one_of(get_args(hint), value, place) if get_origin(hint) is Literal else _wrong(place, "一张表", value)
    made = {key: convert(hint, item, place.at(key)) for key, item in value.items()}
    return FAULT if FAULT in made.values() else made


def _span(value: object, place: Place) -> object:
    forms = "写成 {days = 30}、{months = 3}、{years = 1} 或 {calendar = \"quarter\"}"
    if not isinstance(value, dict) or len(value) != 1 or not set(value) <= {"days", "months", "years", "calendar"}:
        place.fault(f"时间段写法不对：{value!r}", forms)
        return FAULT
    [(unit, length)] = value.items()
    if unit == "calendar":
        kind = _one_of(PERIOD_KINDS, length, place.at(unit))
        return kind if kind is FAULT else Span("calendar", 1, length)
    if not isinstance(length, int) or isinstance(length, bool) or length < 1:
        place.fault(f"时间段的长度应当是正整数，这里是 {length!r}", forms)
        return FAULT
    return Span(unit, length)
