"""Dirty workbooks from a seed: sound rows in any order, and rows of which exactly one cell is known to be wrong."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

import openpyxl

from anze.register.excel.columns import BY_KEY
from anze.workbook.read import address
from tests.apps.register.excel_books import OFFICER, TENURE, UNIT

KEYS: Final[Mapping[str, tuple[str, ...]]] = {"unit": UNIT, "officer": OFFICER, "tenure": TENURE}
Row = dict[str, Any]


def unit(n: Any, **values: Any) -> Row:
    """A sound town."""
    return {"code": f"u{n}", "name": f"第{n}镇", "level": "乡镇", "parent": "yd"} | values


def officer(n: Any, **values: Any) -> Row:
    """A sound officer."""
    return {"code": f"o{n}", "name": f"子某{n}"} | values


def tenure(n: Any, **values: Any) -> Row:
    """A sound tenure of somebody who has no other on that day."""
    return {"officer": f"o{n}", "unit": "u0", "post": "乡镇党委和政府其他领导干部", "title": "委员", "start": "2025-05-01", "acting": "否"} | values


# sheet → wrong cell → what makes it wrong; {n} is a number of the row's own
KINDS: Final[Mapping[str, Mapping[str, tuple[Row, ...]]]] = {
    "unit": {
        "code": ({"code": ""}, {"code": "u0"}, {"code": "u {n}"}, {"code": "4.41802E+17"}, {"code": "u" * 41},
                 {"code": "qx", "name": "清新区", "level": "县（市、区）", "parent": "qy"}),
        "name": ({"name": " "}, {"name": "镇" * 81}, {"name": "望埠镇"}),
        "level": ({"level": "村"}, {"level": ""}, {"level": "县"}),
        "parent": ({"parent": "x{n}"}, {"parent": ""}, {"parent": "qx"}, {"parent": "u{n}"}, {"code": "dz", "name": "大站镇", "parent": "u0"}),
        "parent_name": ({"parent": "", "parent_name": "某市"}, {"parent_name": "清新区"}),
        "function": ({"level": "部门"}, {"function": "其他工作部门"}),
        "determined": ({"level": "街道", "determined": "也许"}, {"determined": "是"}),
        "treated_as": ({"treated_as": "参照乡镇"},),
    },
    "officer": {
        "code": ({"code": ""}, {"code": "o0"}, {"code": "a/b"}, {"code": "p9"}),
        "name": ({"name": ""}, {"name": "某" * 41}, {"name": "子某\nA"}, {"name": "#N/A"}),
    },
    "tenure": {
        "officer": ({"officer": ""}, {"officer": "x{n}"}),
        "officer_name": ({"officer": "", "officer_name": "无此人"}, {"officer_name": "别人"}),
        "unit": ({"unit": ""}, {"unit": "x{n}"}, {"unit": "th"}),
        "unit_name": ({"unit": "", "unit_name": "无此镇"}, {"unit_name": "别的镇"}),
        "post": ({"post": ""}, {"post": "镇长"}, {"post": "部门主要负责人"}, {"post": "党委常委会其他成员"}),
        "title": ({"title": "长" * 61},),
        "start": ({"start": ""}, {"start": "2026-02-29"}, {"start": "去年"}, {"start": "2026/13/1"}, {"start": "1066-05-01"},
                  {"officer": "o1", "start": "2025-06-01"}, {"unit": "yd", "post": "政府主要负责人", "start": "2026-05-01"}),
        "end": ({"start": "2019-05-01", "end": "2019-04-30"}, {"start": "2018-05-01", "end": "至今"}),
        "acting": ({"start": "2017-05-01", "end": "2017-05-01", "acting": "也许"},),
        "party_committee_member": ({"start": "1999-1-1", "end": "1999-1-31", "party_committee_member": "党员"},),
    },
}
SPOILT: Final = [(table, key, values) for table, by_key in KINDS.items() for key, kinds in by_key.items() for values in kinds]


def spoilt(kind: int) -> tuple[str, str, Row]:
    """Return the sheet, the wrong cell and the row of a kind of dirt."""
    table, key, values = SPOILT[kind]
    own = {name: text.replace("{n}", f"s{kind}") for name, text in values.items()}
    if table == "tenure" and "start" not in own:  # days of its own: what is wrong is that cell, and not that it is held twice
        own |= {"start": f"{1950 + kind}-05-01", "end": f"{1950 + kind}-05-31"}
    return table, key, {"unit": unit, "officer": officer, "tenure": tenure}[table](0 if table == "tenure" else f"s{kind}", **own)


@dataclass
class Dirty:
    """A dirty workbook and the cells that are wrong in it: (sheet, address)."""

    content: bytes
    planted: set[tuple[str, str]] = field(default_factory=set)


def chosen(seed: int) -> tuple[random.Random, list[int]]:
    """Return the dice of a seed and which kinds of wrong cells they have chosen."""
    dice = random.Random(seed)
    return dice, dice.sample(range(len(SPOILT)), dice.randint(2, 9))


def dirty(seed: int) -> Dirty:
    """Return the dirty workbook of a seed, with two to ten wrong cells (of as many rows)."""
    dice, kinds = chosen(seed)
    sound: dict[str, list[Row]] = {"unit": [unit(n) for n in range(3)], "officer": [officer(n) for n in range(4)],
                                   "tenure": [tenure(1), tenure(2, unit="", unit_name="第1镇"), tenure(3, start="2025年5月1日", end="2026.5.1")]}
    found = Dirty(b"")
    book = openpyxl.Workbook()
    book.remove(book["Sheet"])
    planted = [spoilt(kind) for kind in kinds]
    for table, rows in sound.items():
        wrong = [(key, row) for one, key, row in planted if one == table]
        blamed_last = [("", row) for row in rows] + wrong  # of two that clash the lower one is blamed
        _sheet(book, table, blamed_last, dice, found)
    out = BytesIO()
    book.save(out)
    found.content = out.getvalue()
    return found


def _sheet(book: Any, table: str, rows: list[tuple[str, Row]], dice: random.Random, found: Dirty) -> None:
    page = book.create_sheet(BY_KEY[table].title)
    keys = list(KEYS[table])
    dice.shuffle(keys)
    head, left = dice.randint(1, 3), dice.randint(1, 3)
    for place, key in enumerate(keys, left):
        page.cell(head, place, BY_KEY[table].by_key[key].title)
    number = head
    for wrong, row in rows:
        number += dice.choice((1, 1, 1, 2))
        for place, key in enumerate(keys, left):
            if row.get(key, "") != "":
                page.cell(number, place, row[key])
        if wrong:
            found.planted.add((table, address(number, keys.index(wrong) + left)))
    if dice.random() < 0.3:
        number += 1
        row = {"unit": unit("f"), "officer": officer("f"), "tenure": tenure(0, start="1988-01-01", end="1988-01-02")}[table]
        for place, key in enumerate(keys, left):
            if row.get(key, "") != "":
                page.cell(number, place, row[key])
        wrong = "title" if table == "tenure" else "name"
        page.cell(number, keys.index(wrong) + left, '="子"&"某"')
        found.planted.add((table, address(number, keys.index(wrong) + left)))
