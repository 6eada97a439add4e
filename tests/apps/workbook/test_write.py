"""Text stays text: no payload becomes a formula, no character is lost."""

import random
import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from anze.people.moment import SHANGHAI
from anze.workbook.read import read
from anze.workbook.write import Column, Sheet, workbook

STARTS = ("=", "+", "-", "@", "\t=", "\r=", "＝", " =")
CALLS = ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("x","y")', "SUM(A1:A9)", "DDE(\"cmd\";\"/C calc\";\"x\")")
PAYLOADS = [start + call for start in STARTS for call in CALLS]


def one_column(texts: list[str], **options: bool) -> bytes:
    return workbook([Sheet("表", [Column("列")], [[text] for text in texts])], **options)


def back(content: bytes, count: int) -> list[str]:
    rows = read(content).sheets[0].rows
    return [rows.get(number, {}).get(1, "") for number in range(2, count + 2)]


@pytest.mark.parametrize("large", [False, True])
def test_no_payload_becomes_a_formula(large: bool) -> None:
    assert len(PAYLOADS) == 40
    content = one_column(PAYLOADS, large=large)
    with zipfile.ZipFile(BytesIO(content)) as package:
        page = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f" not in re.sub("<f[a-z]+", "", page)
    assert set(re.findall(r'<c r="A\d+"(?: s="\d+")? t="(\w+)"', page)) == {"inlineStr" if large else "s"}
    assert len(re.findall(r"<c ", page)) == 41
    assert all(cell.data_type == "s" for (cell,) in openpyxl.load_workbook(BytesIO(content)).worksheets[0].iter_rows())
    assert back(content, 40) == PAYLOADS


def test_a_payload_stays_text_even_when_somebody_edits_its_cell() -> None:
    page = openpyxl.load_workbook(BytesIO(one_column(PAYLOADS[:1]))).worksheets[0]
    assert page["A2"].quotePrefix


@pytest.mark.parametrize("large", [False, True])
def test_ten_thousand_random_strings_come_back_unchanged(large: bool) -> None:
    dice = random.Random(20261125)
    letters = [*map(chr, range(0x180)), "_x0041_", "_x000D_", "_x005F_", "<r>", "</r>", "=", "中", "　", "\u2028", "\ufffe", "\uffff", "😀", "\x85"]
    texts = ["".join(dice.choice(letters) for _ in range(dice.randint(1, 30))) for _ in range(10_000)]
    texts += ["<r>x</r>", "<r></r>", "_x0041_x0042_x0043_", "_x0041_" * 9, "\n", " ", "\t\t", "</t></is></c><c><f>1+1</f></c>", "]]>", "&amp;"]
    assert back(one_column(texts, large=large), len(texts)) == texts


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back_unchanged(text: str) -> None:
    assert back(one_column([text]), 1) == [text]


def test_a_text_longer_than_a_cell_is_cut_and_nothing_else_is_lost() -> None:
    longest = ["长" * 40_000, "\x0b" * 40_000, "<r>" + "a" * 40_000 + "</r>", "😀" * 20_000]
    found = back(one_column([*longest, "后"]), 5)
    assert [len(text) > 2000 and whole.startswith(text) for text, whole in zip(found, longest, strict=False)] == [True] * 4
    assert (len(found[0]), found[4]) == (32_767, "后")


def test_half_a_character_does_not_break_the_file() -> None:
    assert back(one_column(["a\ud800b"]), 1) == ["a�b"]


def test_days_numbers_and_marks_are_themselves() -> None:
    row = [date(2026, 5, 1), datetime(2026, 5, 1, 9, 30, tzinfo=SHANGHAI), 3, Decimal("2.5"), True, None, "", date(1066, 5, 1)]
    content = workbook([Sheet("表", [Column(str(place)) for place in range(len(row))], [row])])
    cells = [cell.value for cell in openpyxl.load_workbook(BytesIO(content)).worksheets[0][2]]
    assert cells == [datetime(2026, 5, 1), datetime(2026, 5, 1, 9, 30), 3, 2.5, "是", None, None, "1066-05-01"]  # noqa: DTZ001


def test_another_reader_sees_the_same() -> None:
    texts = ["子某", " 有空格 ", "<r>x</r>", "a\nb", "_x0041_x0042_", "x\x0by"]
    found = CalamineWorkbook.from_filelike(BytesIO(one_column(texts))).get_sheet_by_index(0).to_python()
    assert [row[0] for row in found[1:5]] == texts[:4]


def test_what_no_sheet_holds_goes_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anze.workbook.write.ROWS", 3)
    found = read(workbook([Sheet("表/一", [Column("列")], ([n] for n in range(7)))]))
    assert [(sheet.title, len(sheet.rows)) for sheet in found.sheets] == [("表 一", 4), ("表 一(2)", 4), ("表 一(3)", 2)]
