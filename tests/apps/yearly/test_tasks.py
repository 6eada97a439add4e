"""The year's tasks of a committee office: laid out once, counted by the law where it can, marked otherwise; both clocks; nobody else's."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import time_machine
from django.core.exceptions import ValidationError

from anze.acts.actions.recording import record_act
from anze.acts.told import Told, ToldTopic
from anze.law.question import Question
from anze.letters.actions.generating import Entered, enter
from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from anze.yearly.actions.tasks import add_task, change_task, drop_task, mark_task
from anze.yearly.models import YearTask
from anze.yearly.queries.tasks import TaskState, states
from tests.cast import Cast

NOW = datetime(2026, 5, 26, 10, tzinfo=SHANGHAI)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=SHANGHAI)


def laid_out(cast: Cast) -> Any:
    client = cast.client("英德安委办")
    answer = client.post("/year/tasks/yd/2026/lay-out/", follow=True)
    assert answer.status_code == 200
    return client


def of_key(cast: Cast, key: str, asked: Question | None = None) -> TaskState:
    return next(one for one in states(cast.unit["英德"], 2026, asked or Question(TODAY, TODAY), TODAY) if one.task.key == key)


def test_the_year_is_laid_out_in_one_press_and_not_twice(cast: Cast) -> None:
    client = laid_out(cast)
    count = YearTask.objects.count()
    assert count == 30  # 17–20, 24; four a quarter of two bodies; yearly papers and budget; twelve rounds of inspections, papers of persons
    page = client.get("/year/tasks/yd/2026/").content.decode()
    assert "每年初上级党委和政府与下级党委和政府签订安全生产责任书" in page
    assert "照规定列出" not in page
    assert "没有要列出的" in client.post("/year/tasks/yd/2026/lay-out/", follow=True).content.decode()
    assert YearTask.objects.count() == count
    assert Entry.objects.filter(object_type="year_task").count() == 1


def test_a_dropped_task_of_the_regulation_does_not_come_back_by_itself(cast: Cast) -> None:
    client = laid_out(cast)
    task = YearTask.objects.get(key="24.p1")
    client.post(f"/year/task/{task.pk}/drop/", {"reason": "由市里统一公布"})
    assert "没有要列出的" in client.post("/year/tasks/yd/2026/lay-out/", follow=True).content.decode()
    assert not YearTask.objects.current().filter(key="24.p1").exists()


def test_meetings_count_themselves_by_the_law_and_late_ones_never_turn_green(cast: Cast) -> None:
    laid_out(cast)
    office = cast.account["英德安委办"]
    assert of_key(cast, "5.2:2026Q1").status == "missed"
    assert of_key(cast, "5.2:2026Q2").status == "pending"
    assert of_key(cast, "5.2:2026Q3").status == "pending"
    topic = (ToldTopic("安全生产", "work_safety", True),)
    chair = ((cast.officer["甲某"], "chair"),)
    for day in (date(2026, 2, 3), date(2026, 4, 9)):
        record_act(office, NOW, Told(type="meeting", unit=cast.unit["英德"], date=day, bodies=("standing_committee",), title="会议", topics=topic,
                                      participants=chair))
    assert (of_key(cast, "5.2:2026Q1").status, of_key(cast, "5.2:2026Q1").words) == ("backfilled", "逾期完成")
    done = of_key(cast, "5.2:2026Q2")
    assert (done.status, done.done, done.total) == ("met", 1, 1)


def own(cast: Cast, asked: Question | None = None) -> TaskState:
    """Return the one task of the office's own."""
    return next(one for one in states(cast.unit["英德"], 2026, asked or Question(TODAY, TODAY), TODAY) if not one.task.key)


def test_other_tasks_are_marked_by_hand_and_late_marks_stay_yellow(cast: Cast) -> None:
    client = laid_out(cast)
    add_task(None, at(1, 5), unit=cast.unit["英德"], year=2026, text="春节前检查", due=date(2026, 3, 31), provision="", note="")
    task = YearTask.objects.get(key="")
    assert own(cast).status == "missed"
    client.post(f"/year/task/{task.pk}/mark/", {"done": "1", "on": "2026-03-20"})
    assert own(cast).status == "met"
    client.post(f"/year/task/{task.pk}/mark/", {"done": "0"})
    assert own(cast).status == "missed"
    client.post(f"/year/task/{task.pk}/mark/", {"done": "1"})
    assert own(cast).status == "backfilled"
    with time_machine.travel(at(7, 1), tick=False):
        later = date(2026, 7, 1)
        [since] = [one for one in states(cast.unit["英德"], 2026, Question(later, TODAY), later) if not one.task.key]
    assert since.status == "backfilled"


def signed(cast: Cast, unit: str, side: str, on: date) -> None:
    """Have a letter of 英德市 and a town signed elsewhere, on record the same day."""
    enter(cast.account["英德安委办"], datetime(on.year, on.month, on.day, 10, tzinfo=SHANGHAI),
          [Entered(cast.unit["英德"], cast.unit[unit], side, 2026, on, f"{unit}{side}号")])


def test_letters_are_counted_by_the_law_and_not_ticked_by_hand(cast: Cast) -> None:
    laid_out(cast)
    found = of_key(cast, "19.p1")
    assert (found.status, found.counted, found.done, found.total) == ("missed", True, 0, 4)  # two towns, two sides
    for unit, side, on in (("望埠", "party", date(2026, 3, 31)), ("望埠", "government", date(2026, 3, 1)), ("大站", "party", date(2026, 3, 2))):
        signed(cast, unit, side, on)
    assert (of_key(cast, "19.p1").status, of_key(cast, "19.p1").done) == ("missed", 3)
    signed(cast, "大站", "government", date(2026, 4, 1))
    assert (of_key(cast, "19.p1").status, of_key(cast, "19.p1").done) == ("backfilled", 4)  # the last a day late
    page = cast.client("英德安委办").get("/year/tasks/yd/2026/").content.decode()
    assert "4/4" in page


def test_tours_are_late_only_in_the_last_year_of_their_cycle(cast: Cast) -> None:
    laid_out(cast)
    found = of_key(cast, "18.p1")
    assert (found.status, found.counted, found.total) == ("pending", True, 4) and "年一轮）" in found.task.text
    assert of_key(cast, "20.p1").counted and of_key(cast, "24.p1").counted


def test_nothing_is_done_on_a_day_that_has_not_come(cast: Cast) -> None:
    client = laid_out(cast)
    task = YearTask.objects.get(key="17.p1")
    page = client.post(f"/year/task/{task.pk}/mark/", {"done": "1", "on": "2026-05-27"}, follow=True).content.decode()
    assert "完成日期在今天以后" in page
    assert of_key(cast, "17.p1").status == "pending"


def test_a_task_stated_anew_keeps_its_marks_and_its_old_words_stay_on_record(cast: Cast) -> None:
    office, unit = cast.account["英德安委办"], cast.unit["英德"]
    task = add_task(office, at(1, 5), unit=unit, year=2026, text="组织安全生产月活动", due=date(2026, 6, 30), provision="", note="")
    mark_task(office, at(2, 1), task, on=date(2026, 2, 1), done=True)
    change_task(office, at(3, 1), task, reason="写明范围", text="组织全市安全生产月活动")
    now = states(unit, 2026, Question(TODAY, TODAY), TODAY)
    assert [(one.task.text, one.status) for one in now] == [("组织全市安全生产月活动", "met")]
    then = states(unit, 2026, Question(date(2026, 2, 15), date(2026, 2, 15)), TODAY)
    assert [one.task.text for one in then] == ["组织安全生产月活动"]
    with pytest.raises(ValidationError, match="刚被别人更改过"):
        drop_task(office, NOW, task, reason="重复")


def test_last_year_s_own_tasks_come_along_a_year_on(cast: Cast) -> None:
    office, unit = cast.account["英德安委办"], cast.unit["英德"]
    add_task(office, at(1, 5), unit=unit, year=2025, text="组织安全生产月活动", due=date(2025, 6, 30), provision="", note="六月")
    laid_out(cast)
    own = YearTask.objects.get(unit=unit, year=2026, key="")
    assert (own.text, own.due, own.note) == ("组织安全生产月活动", date(2026, 6, 30), "六月")


def test_a_task_out_of_its_year_or_under_no_provision_is_refused_with_what_was_typed_kept(cast: Cast) -> None:
    client = cast.client("英德安委办")
    page = client.post("/year/tasks/yd/2026/new/", {"text": "排查出租屋", "due": "2028-01-01", "provision": "99.9"}).content.decode()
    assert "期限要在2026年内" in page
    assert "没有这个条款" in page
    assert "排查出租屋" in page
    assert not YearTask.objects.exists()


def test_the_workbook_comes_back_unchanged_and_every_wrong_cell_is_named(cast: Cast) -> None:
    client = laid_out(cast)
    content = client.get("/year/tasks/yd/2026/excel/").content
    def send(book: bytes) -> str:
        file = BytesIO(book)
        file.name = "任务.xlsx"
        return client.post("/year/tasks/yd/2026/import/", {"file": file}, follow=True).content.decode()
    assert "已导入：新增 0 项，更改 0 项" in send(content)
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book["年度任务"]
    sheet["C2"], sheet["D3"], sheet["B4"] = "哪天都行", "99.9", None
    sheet.append(["没有这个", "新任务", "2026-08-01", "", ""])
    out = BytesIO()
    book.save(out)
    page = send(out.getvalue())
    for words in ("有 4 处要改", "C2", "D3", "B4", "没有这个编号"):
        assert words in page
    assert YearTask.objects.filter(text="新任务").count() == 0


@pytest.mark.parametrize("name", ["清新安委办", "望埠安委办", "组织部", "系统管理员"])
def test_another_unit_s_year_is_not_found(cast: Cast, name: str) -> None:
    laid_out(cast)
    client = cast.client(name)
    assert client.get("/year/tasks/yd/2026/").status_code in {403, 404}
    assert client.post(f"/year/task/{YearTask.objects.first().pk}/drop/", {"reason": "无"}).status_code in {403, 404}  # type: ignore[union-attr]
    assert not YearTask.objects.exclude(struck_at=None).exists()


def test_the_city_reads_a_county_s_year_and_changes_nothing(cast: Cast) -> None:
    laid_out(cast)
    client = cast.client("市安委办")
    page = client.get("/year/tasks/yd/2026/").content.decode()
    assert "签订安全生产责任书" in page
    assert "添加任务" not in page
    assert client.get("/year/tasks/yd/2026/new/").status_code == 404
