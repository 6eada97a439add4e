"""A cell is judged for itself: however many others are wrong, in its row too, exactly the wrong ones are named in one pass."""

import random
from io import BytesIO
from typing import Any, Final

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anze.register.excel.columns import BY_KEY
from anze.workbook.read import address
from tests.apps.register.excel_books import OFFICER, TENURE, UNIT, book, named, sent
from tests.cast import Cast

KEYS: Final = {"unit": UNIT, "officer": OFFICER, "tenure": TENURE}
Cell = tuple[str, int, str]  # sheet, row, column
ANY: Final = ("#REF!", "=A2&A3", " =1+1", "＝B2")
# column → what is wrong there whatever stands elsewhere
WRONG: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("unit", "code"): ("", "a b", "4.4E+11", "u" * 41, "yd\n1"), ("unit", "name"): ("", "镇" * 81, "甲\nA"), ("unit", "level"): ("", "村", "单位"),
    ("unit", "parent"): ("无此代码", "a/b"), ("unit", "parent_name"): ("无此市", "市" * 81), ("unit", "function"): ("监管类",),
    ("unit", "determined"): ("也许",), ("unit", "treated_as"): ("参照别处",), ("officer", "code"): ("", "a b", "o" * 41),
    ("officer", "name"): ("", "某" * 41, "甲\tA"), ("tenure", "officer"): ("无此号", "a b"), ("tenure", "officer_name"): ("无此人", "某" * 41),
    ("tenure", "unit"): ("无此代码", "a b"), ("tenure", "unit_name"): ("无此镇", "镇" * 81), ("tenure", "post"): ("", "镇长"),
    ("tenure", "title"): ("长" * 61,),
    ("tenure", "start"): ("", "2026-02-29", "去年"), ("tenure", "end"): ("至今", "2026.13.1"), ("tenure", "acting"): ("兼",),
    ("tenure", "party_committee_member"): ("党员",),
}
# column → what is wrong there as long as the other cells named are right
AGAINST: Final[dict[tuple[str, str], tuple[str, tuple[str, ...]]]] = {
    ("unit", "level"): ("县", ("parent", "parent_name")), ("unit", "function"): ("其他工作部门", ("level",)), ("unit", "determined"): ("是", ("level",)),
    ("unit", "treated_as"): ("参照乡镇", ("level",)), ("tenure", "post"): ("部门主要负责人", ("unit",)), ("tenure", "end"): ("1949-12-01", ("start",)),
    ("tenure", "start"): ("1950-01-01", ("officer", "unit", "post", "end")),
}


def sound() -> dict[str, list[dict[str, str]]]:
    """Rows without fault. Only the first unit and the first two officers are named by others; the tenure on top lasts long."""
    units = [{"code": f"u{n}", "name": f"第{n}镇", "level": "乡镇", "parent": "yd", "parent_name": "英德市"} for n in range(8)]
    tenures = [{"officer": "o0", "officer_name": "子某0", "unit": "u0", "unit_name": "第0镇", "post": "乡镇党委和政府其他领导干部", "title": "委员",
                "start": f"{1950 + 2 * n}-01-01", "end": f"{1951 + 2 * n}-01-01", "acting": "否", "party_committee_member": "是"} for n in range(9)]
    return {"unit": units, "officer": [{"code": f"o{n}", "name": f"子某{n}"} for n in range(8)], "tenure": tenures}


def seeded(dice: random.Random) -> tuple[dict[str, list[dict[str, str]]], set[Cell]]:
    """Return the rows with as many faults as the dice say, at cells of their choice, and which cells those are."""
    rows, wrong, needed = sound(), set[Cell](), set[Cell]()
    for _ in range(dice.randint(1, 40)):
        table, key = dice.choice(list(WRONG))
        row = dice.randrange(1, len(rows[table]))
        at = table, row, key
        needs: set[Cell] = set()
        text = dice.choice(WRONG[table, key] + ANY)
        if (table, key) in AGAINST and dice.random() < 0.5:
            text, others = AGAINST[table, key]
            needs = {(table, row, other) for other in others}
        if at not in wrong | needed and not needs & wrong:
            rows[table][row][key] = text
            wrong.add(at)
            needed |= needs
    return rows, wrong


def addresses(cells: set[Cell]) -> set[tuple[str, str]]:
    return {(table, address(row + 2, KEYS[table].index(key) + 1)) for table, row, key in cells}


def written(rows: dict[str, list[dict[str, str]]]) -> bytes:
    return book(*([[row.get(key, "") for key in KEYS[table]] for row in rows[table]] for table in KEYS))


def test_the_rows_are_sound_before_anything_is_planted(cast: Cast) -> None:
    assert sent(cast, written(sound())).faults == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(seed=st.integers(0, 1_000_000))
def test_exactly_the_wrong_cells_are_named_wherever_they_stand(cast: Cast, seed: int) -> None:
    rows, wrong = seeded(random.Random(seed))
    assert named(sent(cast, written(rows))) == addresses(wrong)


@pytest.mark.parametrize("table", list(KEYS))
def test_a_row_of_which_every_cell_is_wrong_has_every_cell_named(cast: Cast, table: str) -> None:
    rows = sound()
    rows[table][1] = {key: WRONG[table, key][-1] for key in KEYS[table]}
    assert named(sent(cast, written(rows))) == addresses({(table, 1, key) for key in KEYS[table]})


def test_a_formula_is_refused_in_any_column_with_the_way_to_paste_its_value(cast: Cast) -> None:
    workbook = openpyxl.load_workbook(BytesIO(written(sound())))
    for table, keys in KEYS.items():
        page: Any = workbook[BY_KEY[table].title]
        for column in range(1, len(keys) + 1):
            page.cell(4, column, "=A2&A3")
    out = BytesIO()
    workbook.save(out)
    found = sent(cast, out.getvalue())
    assert named(found) == addresses({(table, 2, key) for table, keys in KEYS.items() for key in keys})
    assert {(fault[5], "选择性粘贴 → 数值" in fault[6]) for fault in found.faults} == {("这一格是公式", True)}


@pytest.mark.parametrize(("row", "cells"), [
    (("n1", "", "部门", "yd"), {"B2", "F2"}),                                    # no name, and a department without its kind
    (("n1", "新镇", "镇", "yd", "", "", "是", "参照乡镇"), {"G2", "H2"}),
    (("n 1", "新局", "部门", "u0"), {"A2", "D2", "F2"}),                         # a bad code hides neither the unit above nor the kind
    (("n1", "=B1", "县", "yd"), {"B2", "C2"}),                                   # a county below a county, and a formula for a name
    (("dz", "大站镇", "单位", "qx", "", "", "", "", ""), {"C2", "D2"})])
def test_what_is_held_against_other_cells_is_named_in_the_same_pass(cast: Cast, row: tuple[str, ...], cells: set[str]) -> None:
    assert named(sent(cast, book([row]))) == {("unit", cell) for cell in cells}


def test_a_post_held_twice_is_named_although_the_title_is_wrong_too(cast: Cast) -> None:
    twice = ("p4", "丁某", "yd", "", "政府主要负责人", "长" * 61, "2026-05-01", "", "也许")  # 乙某 holds it
    assert named(sent(cast, book(tenures=[twice]))) == {("tenure", "F2"), ("tenure", "G2"), ("tenure", "I2")}
