"""The pages of an import, as a browser meets them: upload, mend, confirm, take back; and whose they are."""

from io import BytesIO

import openpyxl
import pytest
from openpyxl.styles import Font
from pytest_django import DjangoAssertNumQueries

from anze.people.models import Officer, Tenure, Unit, UnitVersion
from anze.record.models import Entry
from anze.register.models import Import
from tests.apps.register.excel_books import Rows, book, confirmed, dropped
from tests.cast import Cast

CLEAN: dict[str, Rows] = {"units": [("n1", "新镇", "镇", "yd", "英德市")], "officers": [("x1", "子某")],
         "tenures": [("x1", "子某", "n1", "新镇", "党委主要负责人", "镇党委书记", "2026-05-01", "", "否", "是")]}


def test_a_clean_workbook_is_taken_over_after_one_look(cast: Cast) -> None:
    client = cast.client("英德安委办")
    answer = dropped(client, book(**CLEAN))
    assert "没有错，请核对后确认" in client.get(answer["Location"]).content.decode()
    assert not Unit.objects.filter(code="n1").exists()
    confirmed(client, answer["Location"])
    assert "已导入" in client.get(answer["Location"]).content.decode()
    tenure = Tenure.objects.get(unit__code="n1")
    assert (tenure.officer.name, tenure.post, tenure.title, tenure.party_committee_member) == ("子某", "party_head", "镇党委书记", True)


def test_pressed_twice_it_is_taken_over_once(cast: Cast) -> None:
    client = cast.client("英德安委办")
    address = dropped(client, book(**CLEAN))["Location"]
    for _ in range(2):
        confirmed(client, address)
    assert Tenure.objects.filter(unit__code="n1").count() == 1
    assert Entry.objects.filter(verb="导入名册").count() == 1


@pytest.mark.parametrize("revision", ["", "x", "²", "-1", "9" * 5000])
def test_a_revision_that_is_none_takes_nothing_over(cast: Cast, revision: str) -> None:
    client = cast.client("英德安委办")
    address = dropped(client, book(**CLEAN))["Location"]
    page = client.post(f"{address}apply/", {"revision": revision}, follow=True)
    assert page.status_code == 200 and "还没有导入" in page.content.decode()
    assert client.get(f"{address}?row={'9' * 3000}").status_code == 200


def test_what_was_taken_over_cannot_be_mended_any_more(cast: Cast) -> None:
    client = cast.client("英德安委办")
    address = dropped(client, book(**CLEAN))["Location"]
    client.post(f"{address}apply/", {"revision": 1})
    page = client.post(f"{address}mend/", {"officer!2!name": "改某"}, follow=True)
    assert page.status_code == 200 and "已经导入，不能再改" in page.content.decode()


def test_a_dirty_workbook_shows_each_wrong_cell_and_is_mended_in_place(cast: Cast) -> None:
    client = cast.client("英德安委办")
    dirty = book(**CLEAN | {"tenures": [("x1", "", "n1", "", "镇长", "", "2026-02-30", "", "", "")]})
    address = dropped(client, dirty)["Location"]
    page = client.get(address).content.decode()
    assert "有 2 处要改，还没有导入" in page
    for words in ("E2 不在可选范围内", "G2 没有这一天", "请核对月和日", 'name="tenure!2!post"', 'name="tenure!2!start"'):
        assert words in page
    client.post(f"{address}apply/", {"revision": 1})
    assert not Officer.objects.filter(code="x1").exists()
    answer = client.post(f"{address}mend/", {"table": "tenure", "tenure!2!post": "政府主要负责人", "tenure!2!start": "2026-02-28", "unit!2!nonsense": "x"})
    assert "没有错，请核对后确认" in client.get(answer["Location"]).content.decode()
    confirmed(client, address)
    assert Tenure.objects.get(unit__code="n1").post == "gov_head"


def test_the_same_workbook_comes_back_with_what_is_wrong(cast: Cast) -> None:
    client = cast.client("英德安委办")
    source = openpyxl.load_workbook(BytesIO(book(**CLEAN | {"officers": [("x1", "子某"), ("x1", "丑某")]})))
    source["人员"]["D5"] = "办公室自己的备注"
    source["人员"]["A2"].font = Font(name="楷体", size=20)
    kept = BytesIO()
    source.save(kept)
    address = dropped(client, kept.getvalue())["Location"]
    back = openpyxl.load_workbook(BytesIO(client.get(f"{address}marked.xlsx").content))["人员"]
    assert back["C1"].value == "错误说明"
    assert "A3：编号 x1 和第 2 行重复" in back["C3"].value
    assert (back["A3"].fill.fgColor.rgb, back["A2"].fill.fgColor.rgb) == ("FFFFC9C4", "00000000")
    assert (back["D5"].value, back["A2"].font.name) == ("办公室自己的备注", "楷体")
    assert back["C2"].value is None


def test_what_was_mended_in_place_stands_in_the_workbook_that_comes_back(cast: Cast) -> None:
    client = cast.client("英德安委办")
    address = dropped(client, book(officers=[("x1", "子某"), ("x1", "丑某"), ("", "寅某")]))["Location"]
    client.post(f"{address}mend/", {"officer!3!code": "=1+1"})
    back = openpyxl.load_workbook(BytesIO(client.get(f"{address}marked.xlsx").content))["人员"]
    assert (back["A3"].value, back["A3"].data_type) == ("=1+1", "s")


def test_an_import_is_nobody_elses_business(cast: Cast) -> None:
    address = dropped(cast.client("英德安委办"), book(**CLEAN))["Location"]
    for name in ("清新安委办", "市安委办"):
        client = cast.client(name)
        assert client.get(address).status_code == 404
        assert client.get(f"{address}marked.xlsx").status_code == 404
        for verb in ("apply", "mend", "undo"):
            assert client.post(f"{address}{verb}/", {"revision": 1}).status_code == 404
    for name in ("甲", "应急局联络员", "审计"):
        assert cast.client(name).get(address).status_code == 403
    assert not Unit.objects.filter(code="n1").exists()


def test_an_import_is_taken_back_whole(cast: Cast) -> None:
    client = cast.client("英德安委办")
    content = book(**CLEAN | {"officers": [("x1", "子某"), ("p1", "甲某某")]})
    address = dropped(client, content)["Location"]
    confirmed(client, address)
    for _ in range(2):
        client.post(f"{address}undo/")
    assert "已撤销" in client.get(address).content.decode()
    assert not Tenure.objects.current().filter(unit__code="n1").exists()
    assert not UnitVersion.objects.current().filter(unit__code="n1").exists()
    assert Officer.objects.get(code="p1").name == "甲某"
    assert Entry.objects.filter(verb="撤销导入").count() == 1
    again = dropped(client, content)["Location"]  # and it may come in again
    confirmed(client, again)
    assert Tenure.objects.current().get(unit__code="n1").officer.name == "子某"
    assert Unit.objects.get(code="n1").closed_on is None


def test_what_others_have_built_on_stops_the_undoing(cast: Cast) -> None:
    client = cast.client("英德安委办")
    address = dropped(client, book(**CLEAN))["Location"]
    confirmed(client, address)
    later = dropped(client, book(officers=[("x2", "丑某")], tenures=[("x2", "", "n1", "", "政府主要负责人", "", "2026-05-02", "", "", "")]))["Location"]
    confirmed(client, later)
    answer = client.post(f"{address}undo/")
    assert answer.status_code == 409
    assert "新镇：已有任期" in answer.content.decode()
    assert Tenure.objects.current().filter(unit__code="n1").count() == 2
    client.post(f"{later}undo/")
    client.post(f"{address}undo/")
    assert not Tenure.objects.current().filter(unit__code="n1").exists()


def test_the_register_moving_on_meanwhile_stops_the_import(cast: Cast) -> None:
    client = cast.client("英德安委办")
    first, second = (dropped(client, book(**CLEAN))["Location"] for _ in range(2))
    client.post(f"{first}apply/", {"revision": 1})
    page = client.post(f"{second}apply/", {"revision": 1}, follow=True).content.decode()
    assert "名册或者这个文件又有变动，还没有导入" in page
    assert "和名册完全一致" in page


@pytest.mark.parametrize(("content", "words"), [(b"", "文件是空的"), (b"a,b\n1,2", "其实是文本（如 .csv）"), (b"<html></html>", "其实是网页")])
def test_what_is_no_workbook_is_refused_with_the_remedy(cast: Cast, content: bytes, words: str) -> None:
    answer = dropped(cast.client("英德安委办"), content)
    assert (answer.status_code, Import.objects.count()) == (422, 0)
    assert words in answer.content.decode()


def test_the_template_comes_in_with_nothing_to_do(cast: Cast) -> None:
    client = cast.client("英德安委办")
    template = client.get("/import/template.xlsx").content
    sheets = openpyxl.load_workbook(BytesIO(template))
    assert sheets.sheetnames == ["单位", "人员", "任期"]
    assert sheets["任期"].data_validations.dataValidation[0].formula1.startswith('"党委主要负责人,')
    assert sheets["单位"]["A1"].comment is not None
    page = client.get(dropped(client, template)["Location"]).content.decode()
    assert "跳过示例 3 行" in page


def test_the_pages_ask_the_database_no_more_for_more_rows(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = cast.client("英德安委办")
    few = dropped(client, book(officers=[("", "子某")] * 3))["Location"]
    many = dropped(client, book(officers=[("", "子某")] * 300))["Location"]
    client.get(few)
    for address in (few, many):
        with django_assert_num_queries(5):
            client.get(address)


def test_the_tabs_say_what_they_count(cast: Cast) -> None:
    client = cast.client("英德安委办")
    wrong = client.get(dropped(client, book(officers=[("", "子某"), ("x1", ""), ("x2", "丑某")]))["Location"]).content.decode()
    assert "2 处要改</span>" in wrong
    sound = client.get(dropped(client, book(officers=[(f"x{n}", f"子某{n}") for n in range(1001)]))["Location"]).content.decode()
    assert "1,001 行</span>" in sound
    assert "新增人员 1,001 行" in sound
