"""How a measure stands on a day: running to its last day, over the next, lifted, stopped, or without a period that any rule gives."""

from datetime import date

import pytest

from anze.law.national.lasting import lasting

ON, UNTIL = date(2025, 9, 30), date(2026, 9, 30)


@pytest.mark.parametrize(("kind", "day", "state", "said"), [
    ("政务记过", date(2026, 9, 30), "running", "至2026年9月30日"),
    ("政务记过", date(2026, 10, 1), "ended", "期满，自动解除"),
    ("党内警告", date(2026, 10, 1), "ended", "影响期已满"), ("诫勉", date(2026, 10, 1), "ended", "影响期已满"),
    ("留党察看", date(2026, 10, 1), "wants", "期满，待决定"),
])
def test_one_with_a_period_runs_on_its_last_day_and_is_over_the_next(kind: str, day: date, state: str, said: str) -> None:
    found = lasting(kind, ON, UNTIL, day, who="某机关")
    assert (found.state, found.said) == (state, said)
    assert found.full == f"{said}{'（中华人民共和国公职人员政务处分法第二十六条）' if '自动' in said else ''}"


def test_one_without_a_period_waits_for_who_finds_out_and_is_no_running_one() -> None:
    found = lasting("通报", ON, None, date(2027, 1, 1), who="组织部门")
    assert (found.state, found.said, found.lamp, found.over) == ("open", "期限待组织部门认定", "waiting", False)


def test_once_somebody_decided_its_day_is_said() -> None:
    given = {"who": "组织部门", "lifted": date(2026, 3, 1)}
    assert lasting("通报", ON, None, date(2026, 2, 28), **given).state == "open"  # type: ignore[arg-type]
    found = lasting("通报", ON, None, date(2026, 3, 1), **given)  # type: ignore[arg-type]
    assert (found.said, found.lamp, found.over) == ("2026年3月1日起解除", "closed", True)


def test_what_is_on_record_against_it_stops_what_ends_by_itself_and_nothing_else() -> None:
    found = lasting("政务记过", ON, UNTIL, date(2026, 10, 1), who="某机关", stopped=date(2026, 5, 1))
    assert (found.state, found.lamp, found.over) == ("stopped", "waiting", False) and "2026年5月1日" in found.note and "第二十六条" in found.note
    assert lasting("政务记过", ON, UNTIL, UNTIL, who="某机关", stopped=date(2026, 5, 1)).state == "running"
    assert lasting("党内警告", ON, UNTIL, date(2026, 10, 1), who="某机关", stopped=date(2026, 5, 1)).over


def test_what_the_rules_at_hand_do_not_say_of_the_end_is_said() -> None:
    assert "没有读到" in lasting("诫勉", ON, UNTIL, date(2026, 10, 1), who="某机关").note
    assert "恢复党员权利" in lasting("留党察看", ON, UNTIL, date(2026, 10, 1), who="某机关").note
    assert lasting("政务记过", ON, UNTIL, date(2026, 10, 1), who="某机关").note == ""


def test_one_from_before_the_rules_is_read_by_the_first_of_them() -> None:
    assert lasting("政务警告", date(2020, 1, 1), None, date(2026, 1, 1), who="某机关").said == "期限待某机关认定"
