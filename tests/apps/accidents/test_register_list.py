"""The register's list by its filters and both clocks, the month's figures beside the year before, and the bulletin drawn from them."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import time_machine
from docx import Document

from anze.access.rights import rights_of
from anze.accidents.actions.figures import update_figures
from anze.accidents.models import Accident
from anze.accidents.queries.bulletin import addressees, issuer_of
from anze.accidents.queries.lists import filters, listed
from anze.accidents.queries.monthly import Span, figures, month_of, span_of
from anze.accidents.queries.narrowing import Filters
from anze.accidents.queries.then import as_known
from anze.duties.world import world
from anze.law.question import Question
from anze.papers.models import Issued
from tests.apps.accidents.telling import at, fall
from tests.cast import Cast

NOW = at("2026-07-05", 10)
TODAY = date(2026, 7, 5)
ASKED = Question(TODAY, TODAY)


@pytest.fixture(autouse=True)
def july() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def told(cast: Cast) -> Cast:
    """Two falls in 英德 and a road accident in 清新 in June 2026, one fall a year before, one in May."""
    fall(cast, "2025-06-30", recorded=at("2025-07-01"))
    fall(cast, "2026-05-31")
    fall(cast, "2026-06-01", serious_injuries=2)
    fall(cast, "2026-06-30", unit=cast.unit["大站"], deaths=3, nature="坍塌")
    fall(cast, "2026-06-10", by="清新安委办", unit=cast.unit["太和"], sector="道路运输", nature="车辆伤害", road_or_fire=True, loss=Decimal("12.5"))
    return cast


def get(cast: Cast, name: str, address: str) -> Any:
    return cast.client(name).get(address)


def flat(content: bytes) -> str:
    return re.sub(r"<[^>]+>|\s", "", content.decode())


@pytest.mark.parametrize(("query", "found"), [
    ("", 5), ("unit=yd", 4), ("unit=dz", 1), ("grade=considerable", 1), ("sector=道路运输", 1), ("nature=高处坠落", 3), ("from=2026-06-01&to=2026-06-30", 3),
    ("q=2026-0002", 1), ("q=某建材厂", 5), ("state=withdrawn", 0), ("state=counting", 5), ("grade=nonsense&from=never&unit=nowhere", 5), ("q=%00", 5),
    ("as_of=2026-06-09", 3), ("known_at=2026-06-01", 3),
])
def test_the_register_is_narrowed_by_its_address(told: Cast, query: str, found: int) -> None:
    assert len(get(told, "市安委办", f"/accidents/?{query}").context["accidents"]) == found


def test_a_county_sees_its_own_accidents_and_a_stranger_none_of_them(told: Cast) -> None:
    mine = [one.unit.code for one in get(told, "清新安委办", "/accidents/").context["accidents"]]
    assert mine == ["th"]
    assert "大站" not in flat(get(told, "清新安委办", "/accidents/monthly/?month=2026-06").content)


def test_the_register_shows_what_was_on_record_that_day(told: Cast) -> None:
    one = listed(rights_of(told.account["市安委办"]), ASKED, filters({"q": "2026-0002"}), TODAY).get()
    update_figures(told.account["英德安委办"], at("2026-07-01"), one, on=date(2026, 6, 28), figures={"deaths": 3}, note="伤者死亡")
    shown = {day: get(told, "市安委办", f"/accidents/?q=2026-0002&known_at={day}").context["accidents"][0] for day in ("2026-06-30", "2026-07-01")}
    assert [(one.deaths, one.grade) for one in shown.values()] == [(1, "ordinary"), (3, "considerable")]
    assert as_known([one], TODAY, TODAY) == [one]


def test_the_sheet_says_what_the_list_says(told: Cast) -> None:
    book = openpyxl.load_workbook(BytesIO(get(told, "市安委办", "/accidents/?excel=1&unit=yd&name=x&rows=1&rights=y&now=z").content))
    rows = list(book["事故"].iter_rows(values_only=True))
    assert rows[0][:3] == ("台账编号", "单位编码", "发生地")
    assert [row[0] for row in rows[1:]] == ["2025-0001", "2026-0001", "2026-0002", "2026-0003"]


@pytest.mark.parametrize(("text", "name"), [("2026-06", "2026-06"), ("", "2026-06"), ("2026-13", "2026-06"), ("2099-01", "2026-06"), ("junk", "2026-06"),
                                            ("2026-07", "2026-07")])
def test_the_month_is_the_one_asked_or_the_last_that_is_over(text: str, name: str) -> None:
    assert month_of(text, TODAY).name == name


def test_the_same_days_of_the_year_before_end_with_the_month() -> None:
    assert Span(date(2028, 1, 1), date(2028, 2, 29)).before == Span(date(2027, 1, 1), date(2027, 2, 28))
    assert Span(date(2025, 2, 1), date(2025, 2, 28)).before == Span(date(2024, 2, 1), date(2024, 2, 29))


def test_the_figures_of_a_month_stand_beside_those_of_the_year_before(told: Cast) -> None:
    tree = world(ASKED, TODAY).index.tree
    parts = figures(rights_of(told.account["市安委办"]), ASKED, TODAY, tree, span_of(month_of("2026-06", TODAY), so_far=False))
    by = {part.name: {line.label: (line.now.count, line.now.deaths, line.before.count) for line in part.lines} for part in parts}
    assert by["county"] == {"英德市": (2, 4, 1), "清新区": (1, 1, 0)}
    assert by["sector"] == {"工矿商贸": (2, 4, 1), "道路运输": (1, 1, 0)}
    assert by["nature"] == {"坍塌": (1, 3, 0), "高处坠落": (1, 1, 1), "车辆伤害": (1, 1, 0)}
    assert by["grade"] == {"较大事故": (1, 3, 0), "一般事故": (2, 2, 1)}
    assert all((part.total.now.count, part.total.now.loss, part.total.more, part.total.more_deaths) == (3, Decimal("192.5"), 2, 4) for part in parts)


def test_every_number_opens_its_names(told: Cast) -> None:
    content = get(told, "市安委办", "/accidents/monthly/?month=2026-06").content.decode()
    links = re.findall(r'<a href="(/accidents/\?[^"]+)">(\d+)</a>', content)
    assert links
    for address, number in links:
        assert len(get(told, "市安委办", address.replace("&amp;", "&")).context["accidents"]) == int(number), address


def test_the_figures_go_out_as_a_workbook(told: Cast) -> None:
    book = openpyxl.load_workbook(BytesIO(get(told, "市安委办", "/accidents/monthly/?month=2026-06&excel=1").content))
    assert book.sheetnames == ["2026年6月", "1至6月累计"]
    assert next(book["1至6月累计"].iter_rows(min_row=2, values_only=True))[:4] in {("分地区", "英德市", 3, 5), ("分地区", "清新区", 1, 1)}


def test_the_bulletin_is_one_press_away_and_says_the_same(told: Cast) -> None:
    answer = get(told, "市安委办", "/accidents/monthly/2026-06/")
    paper = Document(BytesIO(answer.content))
    said = "\n".join(one.text.replace("\n", "") for one in paper.paragraphs)  # a title takes several lines
    assert "关于2026年6月全市生产安全事故情况的通报" in said
    assert "共发生生产安全事故3起（较大事故1起、一般事故2起），死亡5人，重伤2人，直接经济损失192.5万元；与上年同期相比，起数增加2起、死亡人数增加4人。" in said
    assert "2026年1至6月，共发生生产安全事故4起" in said
    assert "大站镇某建材厂发生一起坍塌事故，造成死亡3人" in said
    assert "英德市至2026年7月30日再发生1起即触发约谈" in said
    assert [cell.text for cell in paper.tables[0].rows[-1].cells] == ["合计", "3", "5", "2", "+2", "+4"]


def test_the_bulletin_names_the_governments_below_its_issuer(told: Cast) -> None:
    for who, to in (("市安委办", "各县（市、区）人民政府，清远市安全生产委员会各成员单位"),
                    ("英德安委办", "各乡镇人民政府、街道办事处，英德市安全生产委员会各成员单位")):
        assert addressees(issuer_of(rights_of(told.account[who]))) == to


def test_issuing_the_bulletin_takes_a_number_once_for_all_to_see(told: Cast) -> None:
    answer = told.client("市安委办").post("/accidents/monthly/2026-06/", follow=True)
    assert "已印发" in flat(answer.content)
    issued = Issued.objects.get(object_type="bulletin")
    assert (issued.object_id, issued.number is not None) == ("qy 2026-06", True)
    assert str(issued.number) in flat(get(told, "市安委办", "/accidents/monthly/?month=2026-06").content)


def test_only_an_office_issues_and_a_month_that_is_none_is_not_found(told: Cast) -> None:
    assert get(told, "审计", "/accidents/monthly/2026-06/").status_code == 403
    assert get(told, "市安委办", "/accidents/monthly/2026-99/").status_code == 404


def test_a_year_without_accidents_says_so(cast: Cast) -> None:
    paper = Document(BytesIO(get(cast, "市安委办", "/accidents/monthly/2026-06/").content))
    assert any("没有发生计入统计的生产安全事故" in one.text for one in paper.paragraphs)
    assert Filters(None, "", "", "", "", None, None, "").any is False


def test_the_bulletin_does_not_say_the_word_twice_of_a_kind_that_ends_in_it(told: Cast) -> None:
    Accident.objects.filter(nature="坍塌").update(nature="坍塌事故")
    said = "".join(one.text for one in Document(BytesIO(get(told, "市安委办", "/accidents/monthly/2026-06/").content)).paragraphs)
    assert "发生一起坍塌事故，" in said.replace("\n", "") and "事故事故" not in said
