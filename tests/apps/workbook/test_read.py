"""Workbooks as people make them are read as people see them."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from python_calamine import CalamineWorkbook

from anze.workbook.read import address, place, read
from tests.apps.workbook.hostile import changed, sheet


def made(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in rows:
        page.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_numbers_are_read_as_they_were_typed() -> None:
    rows = read(made([[3, 441881101, 2.5, 441802000001, True, False]])).sheets[0].rows
    assert rows == {1: {1: "3", 2: "441881101", 3: "2.5", 4: "441802000001", 5: "是", 6: "否"}}


def test_formulas_are_told_apart() -> None:
    found = read(made([["子某", "=A1", "=1+1"]])).sheets[0]
    assert found.formulas == {(1, 2), (1, 3)}


def test_rich_text_and_its_reading_aid_are_joined_and_left_out() -> None:
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><r><t>子</t></r><r><t xml:space="preserve"> 某</t></r><rPh sb="0" eb="1"><t>zi</t></rPh></is></c></row>'
    assert read(sheet(cell)).sheets[0].rows == {1: {1: "子 某"}}


def test_cells_without_an_address_follow_one_another() -> None:
    assert read(sheet("<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row>")).sheets[0].rows == {1: {1: "1", 3: "3"}, 2: {1: "4"}}


def test_days_counted_from_1904_say_so() -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    out = BytesIO()
    book.save(out)
    assert read(out.getvalue()).from_1904


@pytest.mark.parametrize(("where", "text"), [((1, 1), "A1"), ((7, 2), "B7"), ((10, 27), "AA10"), ((1048576, 16384), "XFD1048576")])
def test_addresses_there_and_back(where: tuple[int, int], text: str) -> None:
    assert (address(*where), place(text)) == (text, where)


def test_it_reads_what_calamine_reads() -> None:
    rows = [["单位", 1, 2.5, date(2026, 5, 1), None, "x"], [None, "", datetime(2026, 5, 1, 8), True, "a\nb", 10**12]]  # noqa: DTZ001
    content = made(rows)  # type: ignore[arg-type]
    ours = read(content).sheets[0].rows
    theirs = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    for number, row in enumerate(theirs, 1):
        for column, value in enumerate(row, 1):
            if isinstance(value, str | float) and not isinstance(value, bool):
                assert ours[number].get(column, "") == (value if isinstance(value, str) else f"{value:.10g}".replace("1e+12", "1000000000000"))


def test_a_sheet_is_found_by_its_title_white_space_aside() -> None:
    content = changed()
    assert read(content).sheet("人员") is not None
    assert read(content).sheet("单位") is None
