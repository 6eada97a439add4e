"""The pages: paste, choose, read, issue; the workbook both ways; who asked about oneself; nothing for anybody else."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from anze.access.models import Grant
from anze.acts.evidence import store
from anze.people.models import Account
from anze.record.models import Entry
from anze.register.actions import end_tenure
from anze.vetting.actions.stating import issue_statement
from anze.vetting.models import Enquiry, Statement
from anze.vetting.queries.sheets import answer_sheets
from anze.workbook.read import read
from tests.apps.accountability import telling_cases as cases
from tests.apps.vetting.telling import NOW, asked, inspected, namesake
from tests.cast import LONG_AGO, Cast

pytestmark = pytest.mark.django_db
FILLED = {"names": "甲某\n丁某", "purpose": "appoint", "reference": "英组〔2026〕5号"}


def send(cast: Cast, **more: Any) -> Any:
    return cast.client("组织部").post("/vetting/", FILLED | more)


def colleague(cast: Cast, name: str = "组织部乙", unit: str = "英德") -> Client:
    account = Account.objects.create_user(username=name, name=name, password_changed_at=LONG_AGO)
    Grant.objects.create(account=account, role="organisation", unit=cast.unit[unit], given_at=LONG_AGO)
    cast.account[name] = account
    return cast.client(name)


def test_a_list_leads_to_its_table(cast: Cast) -> None:
    inspected(cast, "甲某", "英德", "2026-04-10")
    answer = send(cast)
    made = Enquiry.objects.get()
    assert answer["Location"] == f"/vetting/{made.uid}/"
    page = cast.client("组织部").get(answer["Location"]).content.decode()
    assert f"/vetting/{made.uid}/o-p1/?year=2026&amp;lamp=met" in page
    assert page.index("甲某") < page.index("丁某")
    assert made.digest in page


def test_everything_wrong_is_said_at_once_and_what_was_typed_stays(cast: Cast) -> None:
    answer = send(cast, names="甲某\n无此人\n壬某\n甲某", purpose="", reference="", as_of="2027-01-01")
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("请选择用途", "请写明文号或者说明", "第 2 行“无此人”", "第 3 行“壬某”", "第 4 行“甲某”与第 1 行是同一人",
                  "2027年1月1日查不了：请写2000年1月1日到今天（2026年6月15日）的日期", "有 6 处要改", "有 3 行要改"):
        assert words in page
    assert "甲某\n无此人\n壬某\n甲某</textarea>" in page
    assert not Enquiry.objects.exists()


def test_namesakes_are_chosen_and_a_line_may_be_left_out(cast: Cast) -> None:
    namesake(cast)
    namesake(cast, "甲某", "p41", post="safety_deputy")
    page = send(cast, names="甲某\n丁某\n乙某")
    assert (page.status_code, page.content.decode().count("<fieldset")) == (422, 2)
    page = send(cast, names="甲某\n丁某\n乙某", **{"pick-2-丁某": "p40"})
    assert '<input type="hidden" name="pick-2-丁某" value="p40">' in page.content.decode()
    send(cast, names="甲某\n丁某\n乙某", **{"pick-2-丁某": "p40", "pick-1-甲某": "-"})
    assert [one["code"] for one in Enquiry.objects.get().said["subjects"]] == ["p40", "p2"]


def test_a_choice_does_not_pass_to_another_line(cast: Cast) -> None:
    namesake(cast)
    assert send(cast, names="乙某\n丁某", **{"pick-1-丁某": "-"}).status_code == 422
    assert not Enquiry.objects.exists()


def test_the_export_comes_in_again_unchanged(cast: Cast) -> None:
    namesake(cast)
    first = asked(cast, "甲某", "丁某", "望埠", purpose="award")
    book = cast.client("组织部").get(f"/vetting/{first.uid}/excel/").content
    sheet = read(book).sheets[0]
    assert [sheet.rows[1][column] for column in (1, 2, 3, 4)] == ["序号", "姓名", "人员编号", "单位职务"]
    assert sheet.rows[3][2] == "丁某"
    send(cast, names="", purpose="award", file=SimpleUploadedFile("名单.xlsx", book))
    assert Enquiry.objects.latest("pk").said["subjects"] == first.said["subjects"]


def test_a_person_with_two_posts_comes_in_again_unchanged(cast: Cast) -> None:
    first = asked(cast, "丙某", "甲某")
    book = cast.client("组织部").get(f"/vetting/{first.uid}/excel/").content
    assert "、" in read(book).sheets[0].rows[2][4]
    assert send(cast, names="", file=SimpleUploadedFile("名单.xlsx", book)).status_code == 302
    assert Enquiry.objects.latest("pk").said["subjects"] == first.said["subjects"]


def test_the_message_says_where_the_choices_are(cast: Cast) -> None:
    namesake(cast)
    page = send(cast, names="丁某").content.decode()
    assert "第 1 行“丁某”有 2 个同名的人，请在“请选定是哪一个人”一栏选定。" in page
    assert "<h2>请选定是哪一个人</h2>" in page
    assert "下面选定" not in page


def test_the_counts_of_the_export_are_those_of_the_answer(cast: Cast) -> None:
    inspected(cast, "甲某", "英德", "2026-04-10")
    made = asked(cast, "甲某")
    sheet = read(cast.client("组织部").get(f"/vetting/{made.uid}/excel/").content).sheets[0]
    titles = {title: column for column, title in sheet.rows[1].items()}
    year = next(one for one in made.said["subjects"][0]["years"] if one["year"] == 2026)
    assert {label: sheet.rows[2][titles[f"2026年{label}"]] for label in ("按期", "补录", "逾期", "未到期")} == {
        "按期": str(year["met"]), "补录": str(year["backfilled"]), "逾期": str(year["missed"]), "未到期": str(year["open"])}


def test_a_wrong_file_is_refused_with_the_remedy(cast: Cast) -> None:
    answer = send(cast, names="", file=SimpleUploadedFile("名单.xlsx", b"PK\x03\x04 nothing"))
    assert answer.status_code == 422
    assert "文件不完整或者已经损坏" in answer.content.decode()
    assert cast.client("组织部").get("/vetting/template.xlsx").status_code == 200


def test_the_names_behind_a_number_are_as_many_as_it_says(cast: Cast) -> None:
    inspected(cast, "甲某", "英德", "2026-04-10")
    made = asked(cast, "甲某")
    page = cast.client("组织部").get(f"/vetting/{made.uid}/o-p1/?year=2026&lamp=met").content.decode()
    assert "2026年“按期”1 项" in page
    assert "2026年4月" in page
    assert cast.client("组织部").get(f"/vetting/{made.uid}/o-p9/").status_code == 404


def test_the_statement_comes_along_once_when_it_was_issued(cast: Cast) -> None:
    made, client = asked(cast), cast.client("组织部")
    page = client.post(f"/vetting/{made.uid}/issue/", {"of": ""}, follow=True).content.decode()
    paper = Statement.objects.get().paper
    assert f'http-equiv="refresh" content="0;url=/papers/{paper.pk}/word/"' in page
    assert "已出具：英德组考察〔2026〕1号" in page
    assert "http-equiv" not in client.get(f"/vetting/{made.uid}/").content.decode()
    assert client.post(f"/vetting/{made.uid}/issue/", {"of": "o-p9"}).status_code == 404


def test_asked_again_the_page_says_whether_it_is_the_same(cast: Cast) -> None:
    made, client = asked(cast), cast.client("组织部")
    assert "与查询时逐字相同" in client.get(f"/vetting/{made.uid}/?again=1").content.decode()
    inspected(cast, "甲某", "英德", "2026-06-12", "2026-06-15")
    assert "甲某：履职记录与查询时不同。" in client.get(f"/vetting/{made.uid}/?again=1").content.decode()


def test_colleagues_of_the_very_unit_see_it_and_no_other_department_does(cast: Cast) -> None:
    made = asked(cast)
    issue_statement(cast.account["组织部"], NOW, made, "o-p4")
    same, city, other = colleague(cast), colleague(cast, "市委组织部", "清远"), colleague(cast, "清新组织部", "清新")
    assert same.get(f"/vetting/{made.uid}/").status_code == 200
    assert made.reference in same.get("/vetting/").content.decode()
    for client in (city, other):
        for address in (f"/vetting/{made.uid}/", f"/vetting/{made.uid}/o-p4/", f"/vetting/{made.uid}/excel/"):
            assert client.get(address).status_code == 404
        assert client.post(f"/vetting/{made.uid}/issue/", {"of": ""}).status_code == 404
        assert made.reference not in client.get("/vetting/?q=甲某").content.decode()


def test_the_person_sees_department_time_and_purpose_and_nothing_of_clerk_reference_or_others(cast: Cast) -> None:
    made = asked(cast, "甲某", "丁某", "乙某", reference="蜂鸟组〔2026〕7号")
    page = cast.client("丁").get("/vetting/mine/").content.decode()
    main = page[page.index("<main"):page.index("</main>")]
    for words in ("以哪一天在案的为准\">2026年6月15日</td>", "截至\">2026年6月15日</td>",
                  "中共英德市委组织部", "拟任（提拔、进一步使用、转任重要职务）", "2026年6月15日 10:00"):
        assert words in main
    for words in ("蜂鸟", "甲某", "乙某", str(made.uid), made.digest, "组织部</td><td data-label=\"查询人\""):
        assert words not in main
    assert "还没有人查询过" in cast.client("壬").get("/vetting/mine/").content.decode()


def everything(cast: Cast, made: Enquiry) -> list[str]:
    """Return all that goes out of an enquiry: its pages, its sheet, its statement, the ledger's entries, the person's own page."""
    client, statement = cast.client("组织部"), issue_statement(cast.account["组织部"], NOW, made)
    book = read(client.get(f"/vetting/{made.uid}/excel/").content)
    word = Document(BytesIO(store.place(statement.paper.word.sha256).read_bytes()))
    ledger = Entry.objects.filter(object_type__in=("vetting", "paper")).values_list("sealed__text", flat=True)
    return [client.get(f"/vetting/{made.uid}/").content.decode(), client.get(f"/vetting/{made.uid}/?again=1").content.decode(),
            client.get(f"/vetting/{made.uid}/o-p1/").content.decode(), cast.client("甲").get("/vetting/mine/").content.decode(),
            " ".join(text for sheet in book.sheets for row in sheet.rows.values() for text in row.values()),
            "\n".join(one.text for one in word.paragraphs), statement.body, made.snapshot, *ledger]


def test_a_case_shows_as_yes_and_no_more_anywhere(cast: Cast) -> None:
    """The canary: every text of the case bears a word that stands nowhere in what a department is answered."""
    case = cases.heard(cast).case
    made = asked(cast, "甲某", "丁某")
    assert [one["pending"] for one in made.said["subjects"]] == [True, False]
    said = everything(cast, made)
    assert "在办案件：截至2026年6月15日有正在办理的问责案件。" in said[5]
    for text in said:
        assert cases.WORD not in text
        assert str(case.uid) not in text
    assert "案件" not in said[3].split("<main")[1].split("</main>")[0]


def test_how_a_case_goes_on_is_heard_only_by_another_look_up(cast: Cast, brought: Any) -> None:
    brought(pending=frozenset({"p1"}))
    made = asked(cast, "甲某")
    brought(pending=frozenset())
    assert "与查询时逐字相同" in cast.client("组织部").get(f"/vetting/{made.uid}/?again=1").content.decode()


def test_filters_of_the_list_live_in_the_address(cast: Cast) -> None:
    asked(cast, reference="第一次")
    asked(cast, "乙某", purpose="award", reference="第二次")
    client = cast.client("组织部")
    assert "第一次" not in client.get("/vetting/?purpose=award").content.decode()
    assert "第二次" not in client.get("/vetting/?q=丁某").content.decode()
    assert "没有符合条件的查询" in client.get("/vetting/?q=无此人").content.decode()
    [sheet] = read(client.get("/vetting/?excel=1&purpose=award").content).sheets
    assert [sheet.rows[row][5] for row in sorted(sheet.rows)] == ["文号或者说明", "第二次"]


@pytest.mark.parametrize("clocks", [{"as_of": "2026-06-01", "known_at": "2024-01-01"}, {"known_at": "2024-01-01"}])
def test_clocks_that_call_what_was_done_missed_are_refused_by_the_field(cast: Cast, clocks: dict[str, str]) -> None:
    answer = send(cast, **clocks)
    page = answer.content.decode()
    assert answer.status_code == 422 and not Enquiry.objects.exists()
    assert "会误列为逾期。请把“以哪一天在案的为准”改为不早于“截至哪一天”的日期" in page
    assert 'value="2024-01-01"' in page and "<details open>" in page


def test_lines_that_are_wrong_are_counted_named_once_and_explained_once(cast: Cast) -> None:
    page = send(cast, names="\n".join([f"无此人{number}" for number in "甲乙丙丁戊己庚"] + ["长" * 500])).content.decode()
    assert "有 8 处要改" in page and "有 8 行要改，逐行写在本页上方。" in page
    assert page.count("第 1 行“无此人甲”") == page.count("请安委办在“名册”登记任职后再查") == 1
    assert "长" * 21 not in page.split("<textarea")[0]


def test_a_day_before_all_records_is_told_the_earliest(cast: Cast) -> None:
    page = send(cast, as_of="1900-01-01").content.decode()
    assert "1900年1月1日查不了：请写2000年1月1日到今天（2026年6月15日）的日期，或者不填。" in page


def test_a_pending_case_bears_no_mark_of_a_fault(cast: Cast, brought: Any) -> None:
    brought(pending=frozenset({"p1"}))
    page = cast.client("组织部").get(f"/vetting/{asked(cast, '甲某').uid}/").content.decode()
    cell = page.split('data-label="在办案件">')[1].split("</td>")[0]
    assert cell == '<span class="tag">有</span>'


def test_a_code_alone_in_a_list_with_titles_is_asked_about_and_a_unit_alone_is_told(cast: Cast) -> None:
    """No line is dropped without a word."""
    assert send(cast, names="姓名\t人员编号\t单位\n甲某\tp1\t\n\tp4\t").status_code == 302
    assert [one.officer.code for one in Enquiry.objects.get().subjects.order_by("position") if one.officer] == ["p1", "p4"]
    page = send(cast, names="姓名\t人员编号\t单位\n甲某\tp1\t\n\t\t英德市").content.decode()
    assert "第 3 行没有姓名，也没有人员编号。" in page and "请补上姓名或者人员编号" in page
    assert Enquiry.objects.count() == 1


def test_who_holds_no_post_on_the_day_is_said_so(cast: Cast) -> None:
    """On the page and in the workbook: an empty place would read as not looked up."""
    [tenure] = cast.officer["丁某"].tenures.filter(struck_at=None)
    end_tenure(None, LONG_AGO, tenure, end=date(2026, 1, 1))
    made = asked(cast, "甲某", "丁某")
    page = cast.client("组织部").get(f"/vetting/{made.uid}/").content.decode()
    assert page.count("截至日无任职") == 1 and "截至日没有在案的任期" not in page
    before = asked(cast, "丁某", as_of=date(2020, 6, 30))
    assert "截至日没有在案的任期" in cast.client("组织部").get(f"/vetting/{before.uid}/").content.decode()
    sheet = answer_sheets(made)
    assert "截至日无任职" in str([list(one.rows) for one in sheet])
