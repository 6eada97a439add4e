"""What a row of an assessment offers is what can be done with it; errors say which unit and which indicator, all of them in one round."""

import io
import re
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from anze.assessments.actions import checking
from tests.apps.assessments.telling import NOW, OFFICE, scoring
from tests.cast import Cast


@pytest.fixture(autouse=True)
def january() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def unit_page(cast: Cast, found: Any) -> str:
    return str(cast.client(OFFICE).get(reverse("assessments:unit", args=[found.uid, "qx"])).content.decode())


def test_what_the_system_leaves_out_by_itself_is_neither_put_aside_nor_taken_back(cast: Cast) -> None:
    found = scoring(cast)
    page = unit_page(cast, found)  # nothing was sampled in 清新区: z6
    address = reverse("assessments:applies", args=[found.uid, "qx", "z6"])
    assert address not in page and "自动不计；有了数据自动恢复计分" in page and "恢复计分<" not in page
    answer = cast.client(OFFICE).post(address, {"note": "试"}, follow=True)
    assert "系统没有这方面的数据，自动不计，不用登记" in answer.content.decode() and not found.given.exists()


def test_what_somebody_put_aside_is_taken_back(cast: Cast) -> None:
    found = scoring(cast)
    checking.not_applying(cast.account[OFFICE], NOW, found, cast.unit["清新"], "z7", note="没有这项职能")
    address = reverse("assessments:applies", args=[found.uid, "qx", "z7"])
    assert re.search(f'href="{address}">恢复计分', unit_page(cast, found))
    cast.client(OFFICE).post(address, {"note": "登错"})
    assert re.search(f'href="{address}">登记不适用', unit_page(cast, found)) and not found.given.current().exists()


def test_an_error_of_the_scores_names_unit_and_indicator(cast: Cast) -> None:
    found = scoring(cast)
    address = reverse("assessments:scoring", args=[found.uid])
    fields = dict.fromkeys(cast.client(OFFICE).get(address).context["form"].fields, "")
    page = cast.client(OFFICE).post(address, fields | {"yd-z7": "21", "qx-z7": "x"}).content.decode()
    assert "英德市“安全生产责任体系建设”：不能大于 20。" in page and "清新区“安全生产责任体系建设”：请写数字" in page


def test_a_workbook_is_told_everything_in_one_round(cast: Cast) -> None:
    found = scoring(cast)
    book = openpyxl.load_workbook(io.BytesIO(cast.client(OFFICE).get(reverse("assessments:scores_excel", args=[found.uid])).content))
    sheet: Any = book["评分"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row, (points, aside) in enumerate((("20.01", ""), ("多", ""), ("", "是"), (str(Decimal("3.5")), "")), 2):
        sheet.cell(row, columns["得分"]).value, sheet.cell(row, columns["不适用"]).value = points, aside
    kept = io.BytesIO()
    book.save(kept)
    answer = cast.client(OFFICE).post(reverse("assessments:scores_import", args=[found.uid]), {"file": SimpleUploadedFile("评分.xlsx", kept.getvalue())})
    page = answer.content.decode()
    assert answer.status_code == 422 and not found.given.exists()
    for words in ("在 0 到 20 分之间", "请写数字，最多两位小数", "不适用的，请写明理由", "在 0 到 3 分之间"):
        assert words in page, words
