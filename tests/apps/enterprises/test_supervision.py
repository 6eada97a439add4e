"""Kinds × supervising departments: the nearest place governs (属地), level by level (分级); gaps have names (第六条（五）)."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import ValidationError

from anze.access.rights import rights_of
from anze.enterprises.actions.charges import change_kind, end_charge, strike_charge
from anze.enterprises.queries.gaps import counts, kind_gaps
from anze.enterprises.queries.supervisors import Supervisors
from anze.law.question import Question
from anze.people.moment import SHANGHAI
from tests.apps.enterprises.firms import charge, firm, kind
from tests.cast import LONG_AGO, Cast

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
TODAY = Question(date(2026, 3, 2), date(2026, 3, 2))


def supervisors(cast: Cast, place: str, of: str = "工贸", asked: Question = TODAY) -> list[str]:
    """Return who supervises a kind in a place."""
    return [unit.name for unit in Supervisors(asked).governing(cast.unit[place].pk, kind(of).pk).departments]


def test_the_nearest_place_that_names_a_department_governs(cast: Cast) -> None:
    charge(cast, "清远", "应急局")
    assert supervisors(cast, "望埠") == ["英德市应急管理局"]
    charge(cast, "望埠", "教育局")
    assert supervisors(cast, "望埠") == ["英德市教育局"]
    assert supervisors(cast, "大站") == ["英德市应急管理局"]


def test_a_charge_holds_on_its_first_and_its_last_day_and_not_on_the_days_beside(cast: Cast) -> None:
    charge(cast, "英德", "应急局", start=date(2026, 1, 10), end=date(2026, 1, 20))
    held = {day: supervisors(cast, "望埠", asked=Question(date(2026, 1, day), date(2026, 3, 2))) for day in (9, 10, 20, 21)}
    assert held == {9: [], 10: ["英德市应急管理局"], 20: ["英德市应急管理局"], 21: []}


def test_what_was_on_record_on_a_day_is_asked_by_the_other_clock(cast: Cast) -> None:
    strike_charge(None, NOW, charge(cast, "英德", "应急局"), reason="录错")
    assert supervisors(cast, "望埠") == []
    assert supervisors(cast, "望埠", asked=Question(date(2026, 3, 1), date(2026, 3, 1))) == ["英德市应急管理局"]


def test_the_same_department_is_not_charged_twice_at_once(cast: Cast) -> None:
    first = charge(cast, "英德", "应急局")
    with pytest.raises(ValidationError, match="这段时间已经监管"):
        charge(cast, "英德", "应急局", start=date(2026, 1, 1))
    end_charge(None, NOW, first, end=date(2025, 12, 31), reason="新分工")
    assert charge(cast, "英德", "应急局", start=date(2026, 1, 1)).pk


def test_gaps_are_counted_and_their_counts_open_their_names(cast: Cast) -> None:
    charge(cast, "英德", "应急局")
    for department in ("应急局", "教育局"):
        charge(cast, "英德", department, of="学校")
    kind("渔业")
    firm(cast, "甲木业厂")
    firm(cast, "乙学校", of="学校")
    firm(cast, "丙渔场", of="渔业")
    firm(cast, "丁小卖部", of="")
    firm(cast, "戊渔场", of="渔业", department=cast.unit["应急局"], department_reason="会议纪要")
    rights = rights_of(cast.account["英德安委办"])
    found = counts(rights, TODAY, Supervisors(TODAY))
    assert (found["enterprise_without"], found["enterprise_twice"], found["enterprise_no_cell"]) == (2, 1, 5)
    page = cast.client("英德安委办")
    without = page.get("/enterprises/?gap=enterprise_without").content.decode()
    assert "共 2 条" in without
    assert "丙渔场" in without
    assert "丁小卖部" in without
    assert "共 1 条" in page.get("/enterprises/?gap=enterprise_twice").content.decode()
    assert "共 5 条" in page.get("/enterprises/?gap=enterprise_no_cell").content.decode()
    tile = next(one for one in page.get("/").context["attention"] if one["kind"] == "gaps")
    shown = [(label, number) for _, label, number in page.get("/enterprises/gaps/").context["counts"] if number]
    assert tile["count"] == len(shown) >= 4
    listed = page.get("/attention/gaps/").content.decode()
    assert all(f"{label}：{number}" in listed for label, number in shown)


def test_gaps_are_counted_as_of_any_day_and_go_out_to_excel_with_the_columns_of_the_page(cast: Cast) -> None:
    charge(cast, "英德", "应急局", start=date(2026, 2, 1))
    charge(cast, "英德", "教育局", of="学校")
    charge(cast, "英德", "应急局", of="学校")
    firm(cast, "甲木业厂")
    firm(cast, "乙学校", of="学校")
    client = cast.client("英德安委办")
    before, now = (client.get(f"/enterprises/gaps/{query}").content.decode() for query in ("?as_of=2026-01-15", ""))
    number = '<span class="figure">{}</span><br>'
    assert before.count(number.format(1)) == 4 and now.count(number.format(1)) == 2  # 学校这一类两家都管，两天都是
    assert 'href="/enterprises/?as_of=2026-01-15&amp;gap=enterprise_without"' in before
    assert "甲木业厂" in client.get("/enterprises/?as_of=2026-01-15&gap=enterprise_without").content.decode()
    book = openpyxl.load_workbook(BytesIO(client.get("/enterprises/gaps/?as_of=2026-01-15&excel=1").content))
    assert book.sheetnames == ["缺口", "没有监管部门的类别", "两个部门都管的类别", "没有责任人的网格"]
    [head, row] = book["没有监管部门的类别"].iter_rows(values_only=True)
    assert (head, row) == (("序号", "类别", "地方", "涉及单位"), (1, "工贸", "英德市", 1))
    [twice] = openpyxl.load_workbook(BytesIO(client.get("/enterprises/gaps/?kind=kind_twice&excel=1").content)).worksheets
    assert twice["D1"].value == "哪几个部门" and "英德市教育局" in str(twice["D2"].value)


def test_a_kind_without_a_department_is_one_gap_where_it_begins_not_one_in_each_town(cast: Cast) -> None:
    kind("渔业")
    firm(cast, "丙渔场", of="渔业")
    found = kind_gaps(rights_of(cast.account["市安委办"]), Supervisors(TODAY), "kind_without")
    assert [(one.kind.name, one.place.name, one.enterprises) for one in found] == [("渔业", "清远市", 1)]
    found = kind_gaps(rights_of(cast.account["英德安委办"]), Supervisors(TODAY), "kind_without")
    assert [(one.kind.name, one.place.name) for one in found] == [("渔业", "英德市")]


def test_a_county_that_names_a_department_leaves_the_gap_in_the_other_counties(cast: Cast) -> None:
    kind("渔业")
    charge(cast, "英德", "应急局", of="渔业")
    found = kind_gaps(rights_of(cast.account["英德安委办"]), Supervisors(TODAY), "kind_without")
    assert found == []


def test_a_kind_goes_out_of_use_only_when_nobody_is_of_it(cast: Cast) -> None:
    firm(cast, "丙渔场", of="渔业")
    with pytest.raises(ValidationError, match="还有 1 家单位"):
        change_kind(None, NOW, kind("渔业"), closed_on=date(2026, 3, 1))
    kind("盐业")
    change_kind(None, NOW, kind("盐业"), closed_on=date(2026, 3, 1))
    assert "盐业" not in [one.name for one in Supervisors(TODAY).kinds]


def test_the_table_of_a_place_shows_each_level_and_which_governs(cast: Cast) -> None:
    charge(cast, "清远", "教育局", document="清府办〔2025〕1号")
    charge(cast, "英德", "应急局")
    page = cast.client("英德安委办").get("/enterprises/charges/?unit=wb").content.decode()
    assert "清府办〔2025〕1号" in page
    assert '<span class="governs">英德市应急管理局</span>' in page
    assert '<span class="overruled">英德市教育局</span>' in page
    assert cast.client("清新安委办").get("/enterprises/charges/?unit=wb").status_code == 404


def test_the_office_of_a_county_changes_its_own_table_and_not_the_citys_kinds(cast: Cast) -> None:
    kept = kind("工贸")
    page = cast.client("英德安委办")
    sent = {"place": cast.unit["英德"].pk, "kind": kept.pk, "department": cast.unit["应急局"].pk, "start": "2026-01-01"}
    assert page.post("/enterprises/charges/new/", sent).status_code == 302
    assert page.get("/enterprises/kinds/new/").status_code == 404
    assert cast.client("市安委办").post("/enterprises/kinds/new/", {"name": "渔业"}).status_code == 302
    of_city = charge(cast, "清远", "教育局")
    assert page.get(f"/enterprises/charges/{of_city.pk}/change/").status_code == 404
    assert LONG_AGO < NOW


def test_every_page_of_supervision_opens(cast: Cast) -> None:
    made = charge(cast, "英德", "应急局")
    page = cast.client("市安委办")
    for address in ("gaps/", "gaps/?kind=kind_without", "gaps/?kind=kind_twice", "gaps/?kind=cell_without", f"charges/{made.pk}/change/",
                    f"charges/{made.pk}/end/", f"charges/{made.pk}/strike/", f"kinds/{made.kind.code}/change/", "charges/new/", "charges/import/"):
        assert page.get(f"/enterprises/{address}").status_code == 200, address
