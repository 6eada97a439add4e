"""GB/T 6441-1986: twenty types until 30 June 2026; GB 6441-2025: twenty-seven from the day after."""

from datetime import date
from typing import Any

import pytest

from anze.law.national.accident_types import TypeTable, check, types
from anze.law.problems import Refused


def test_the_old_edition_holds_until_30_june_2026_and_the_new_one_from_1_july() -> None:
    assert types(date(2026, 6, 30)).number == "GB/T 6441-1986"
    assert types(date(2026, 7, 1)).number == "GB 6441-2025"


def test_the_old_edition_has_twenty_types_by_code_and_name() -> None:
    old = types(date(2026, 6, 30))
    assert old.complete and len(old.types) == old.count == 20
    assert old.types[0] == ("01", "物体打击") and old.types[-1] == ("20", "其他伤害")
    assert old.find("坍塌") == "10" and old.find("坍蹋") is None


def test_the_new_edition_has_twenty_seven_types_and_drops_those_of_the_old() -> None:
    new = types(date(2026, 7, 1))
    assert new.complete and len(new.types) == new.count == 27
    assert new.types[0] == ("01", "物体打击") and new.types[-1] == ("27", "其他事故")
    assert new.find("粉尘爆炸") and new.find("泄漏") and new.find("车辆伤害") is None and new.find("冒顶片帮") is None


def test_before_the_first_edition_there_are_no_types() -> None:
    with pytest.raises(ValueError, match="尚无可用的规定"):
        types(date(1987, 1, 31))


def edition(**changes: Any) -> TypeTable:
    whole: dict[str, Any] = {"since": date(2030, 1, 1), "instrument": "试", "number": "试-1", "count": 2, "complete": True,
             "types": (("01", "甲"), ("02", "乙"))}
    return TypeTable(**(whole | changes))


def test_a_sound_edition_passes() -> None:
    assert check((edition(),)) == (edition(),)


@pytest.mark.parametrize(("changes", "said"), [
    ({"count": 3}, "应有 3 类，表内 2 类"), ({"types": (("01", "甲"), ("01", "乙"))}, "“01”重复"),
    ({"types": (("01", "甲"), ("02", "甲"))}, "“甲”重复"), ({"types": (("01",), ("02", "乙"))}, "不是“代码、名称”两项"),
])
def test_an_edition_that_is_not_what_it_says_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        check((edition(**changes),))
