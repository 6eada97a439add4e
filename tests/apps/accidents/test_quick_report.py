"""The quick report: one press gives it as Word from the record; issued under a number with what only its writer can say."""

import re
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
import time_machine
from docx import Document

from anze.accidents.actions.figures import update_figures
from anze.accidents.models import Accident
from anze.accidents.queries.quick import quick_fields
from anze.papers.models import Issued
from tests.apps.accidents.telling import at, fall
from tests.cast import Cast

NOW = at("2026-06-01", 15)


@pytest.fixture(autouse=True)
def june() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def made(cast: Cast) -> Accident:
    """Register a fall with two seriously injured and one missing; one of the injured has died since."""
    one = fall(cast, serious_injuries=2, missing=1, loss=Decimal("260.50"), account="工人拆除外脚手架时架体失稳。")
    return update_figures(cast.account["英德安委办"], NOW, one, on=NOW.date(), figures={"deaths": 2, "serious_injuries": 1}, note="医院证明").accident


def said(content: bytes) -> str:
    """Return the paragraphs of a Word file; a title that takes several lines is one."""
    return "\n".join(one.text.replace("\n", "") for one in Document(BytesIO(content)).paragraphs)


def test_the_draft_says_the_records_figures_as_they_stand(cast: Cast) -> None:
    one = made(cast)
    page = cast.client("英德安委办").get(f"/accidents/{one.code}/").content.decode()
    assert f'href="/accidents/{one.code}/quick-report.docx"' in page
    text = said(cast.client("英德安委办").get(f"/accidents/{one.code}/quick-report.docx").content)
    assert "关于英德市望埠镇“6·1”高处坠落事故的快报" in text and "清远市安全生产委员会办公室：" in text
    assert "2026年6月1日9时许，英德市望埠镇某工业园三号厂房发生一起高处坠落事故。截至6月1日15时，造成2人死亡、1人重伤、1人失踪（下落不明）。" in text
    assert "某建材厂，行业（领域）：工矿商贸。" in text and "工人拆除外脚手架时架体失稳。" in text and "初步估计260.5万元" in text
    assert "【请补充" in text, "nobody invents what was done"


@pytest.mark.parametrize(("address", "said_as"), [
    ("望埠镇某工业园", "英德市望埠镇某工业园"), ("英德市望埠镇某工业园", "英德市望埠镇某工业园"), ("清远市英德市望埠镇，某工业园", "英德市望埠镇某工业园"),
    ("英德市某工业园", "英德市望埠镇某工业园"), ("望埠镇", "英德市望埠镇"), ("某望埠镇路口", "英德市望埠镇某望埠镇路口")])
def test_a_place_is_said_once_however_its_address_begins(cast: Cast, address: str, said_as: str) -> None:
    fields = quick_fields(fall(cast, address=address), cast.unit["英德"], NOW, {})
    assert fields["发生地点"] == said_as


@pytest.mark.parametrize(("minute", "words"), [(0, "2026年6月1日9时许"), (1, "2026年6月1日9时1分许"), (30, "2026年6月1日9时30分许")])
def test_a_full_hour_is_said_without_minutes(cast: Cast, minute: int, words: str) -> None:
    fields = quick_fields(fall(cast, happened_at=at("2026-06-01", 9, minute)), cast.unit["英德"], NOW, {})
    assert fields["发生时间"] == words


def test_nothing_is_claimed_that_is_not_on_record(cast: Cast) -> None:
    one = fall(cast, deaths=0, loss=None, enterprise="")
    text = said(cast.client("英德安委办").get(f"/accidents/{one.code}/quick-report.docx").content)
    assert "没有人员死亡、重伤和失踪" in text and "直接经济损失正在核实" in text and "事故发生单位正在核实" in text


def test_issuing_asks_what_was_done_and_takes_one_number(cast: Cast) -> None:
    one, office = made(cast), cast.client("英德安委办")
    address = f"/accidents/{one.code}/quick-report/"
    refused = office.post(address, {"to": "清远市应急管理局", "measures": ""})
    assert (refused.status_code, Issued.objects.count()) == (422, 0)
    assert "清远市应急管理局" in refused.content.decode() and "请写明签发人" in refused.content.decode()
    answer = office.post(address, {"to": "清远市应急管理局", "signer": "张某", "measures": "已停工撤人，成立善后组。", "other": ""}, follow=True)
    assert "已印发" in answer.content.decode()
    issued = Issued.objects.get()
    assert (issued.kind, issued.object_id, issued.unit, issued.to) == ("quick_report", one.code, cast.unit["英德"], "清远市应急管理局")
    assert str(issued.number) in re.sub(r"<[^>]+>", "", office.get(address).content.decode())


def test_the_topmost_office_names_who_is_above_it_and_is_offered_it_again(cast: Cast) -> None:
    one, city = made(cast), cast.client("市安委办")
    address = f"/accidents/{one.code}/quick-report"
    assert city.get(f"{address}/").context["form"].initial["to"] == ""
    draft = said(city.get(f"{address}.docx").content)
    assert "【请补充：上一级机关的全称】：" in draft and "签发人：【请补充】" in draft and "上一级人民政府应急管理部门" not in draft
    city.post(f"{address}/", {"to": "某省应急管理厅", "signer": "张某", "measures": "已停工撤人。", "other": ""})
    assert Issued.objects.get().to == "某省应急管理厅"
    assert city.get(f"{address}/").context["form"].initial["to"] == "某省应急管理厅"


@pytest.mark.parametrize(("name", "status"), [("清新安委办", 404), ("市安委办", 200), ("望埠安委办", 200), ("甲", 403), ("审计", 403)])
def test_who_gets_the_quick_report(cast: Cast, name: str, status: int) -> None:
    one = fall(cast)
    for end in ("quick-report.docx", "quick-report/"):
        assert cast.client(name).get(f"/accidents/{one.code}/{end}").status_code == status
    button = "事故快报 Word" in cast.client(name).get(f"/accidents/{one.code}/").content.decode()
    assert button == (status == 200)
