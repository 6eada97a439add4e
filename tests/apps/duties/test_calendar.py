"""Working days: the official calendar with 调休, and the notice of a year that an office enters."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from anze.duties.actions.calendar import enter_notice, read_notice
from anze.duties.models import CalendarDay
from anze.duties.queries.workdays import first_workday, known_year, reckoned, statutory, workday
from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from tests.cast import Cast

NOW = datetime(2026, 11, 20, 10, tzinfo=SHANGHAI)
NOTICE = "2027-01-01至2027-01-03 放假 元旦\n2027-02-20 上班 春节\n2027-10-01至2027-10-07 放假 国庆节"


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "working", "name"), [
    ("2026-09-30", True, ""), ("2026-10-01", False, "国庆节"), ("2026-10-07", False, "国庆节"), ("2026-10-08", True, ""),
    ("2026-09-20", True, "国庆节"), ("2026-10-10", True, "国庆节"), ("2026-10-11", False, ""), ("2026-02-16", False, "春节"), ("2026-11-21", False, ""),
])
def test_2026_is_known_with_its_holidays_and_the_weekends_worked_instead(day: str, working: bool, name: str) -> None:
    found = workday(date.fromisoformat(day))
    assert (found.working, found.known, found.name) == (working, True, name)


@pytest.mark.django_db
def test_the_first_working_day_after_a_holiday() -> None:
    assert first_workday(date(2026, 10, 1)) == date(2026, 10, 8)
    assert first_workday(date(2026, 10, 10)) == date(2026, 10, 10)


@pytest.mark.django_db
def test_a_year_without_its_notice_is_unknown_and_goes_by_weekends_and_the_holidays_fixed_by_law() -> None:
    assert not known_year(2027)
    assert [workday(date(2027, 10, day)).working for day in (1, 2, 3, 4)] == [False, False, False, True]
    free = [day for day in (date(2027, 1, 1) + timedelta(days=n) for n in range(365)) if day.weekday() < 5 and not workday(day).working]
    assert free == [date(2027, 1, 1), date(2027, 4, 5), date(2027, 10, 1)]  # 元旦, 清明节, 国庆节; 劳动节 falls on a weekend
    assert (workday(date(2027, 1, 1)).said, workday(date(2027, 1, 1)).known) == ("元旦", False)
    assert reckoned(date(2026, 12, 31), None) == "" and reckoned(date(2026, 12, 24), date(2027, 1, 24)).startswith("2027年放假通知尚未发布，按法定节假日推算")


@pytest.mark.parametrize(("year", "day"), [(2008, 4), (2019, 5), (2023, 5), (2024, 4), (2026, 5), (2027, 5), (2028, 4)])
def test_the_day_of_qingming_is_reckoned(year: int, day: int) -> None:
    assert [n for n in range(1, 31) if statutory(date(year, 4, n))] == [day]


def test_an_entered_notice_takes_effect_at_once(cast: Cast) -> None:
    enter_notice(cast.account["英德安委办"], NOW, 2027, read_notice(NOTICE, 2027))
    assert known_year(2027) and reckoned(date(2027, 1, 1)) == ""
    assert not workday(date(2027, 10, 1)).working
    assert workday(date(2027, 2, 20)).said == "春节（调休上班）"
    assert (workday(date(2027, 2, 21)).working, workday(date(2027, 2, 22)).working) == (False, True)
    assert first_workday(date(2027, 10, 1)) == date(2027, 10, 8)
    assert Entry.objects.order_by("-seq")[0].object_type == "calendar"


def test_a_second_notice_takes_the_place_of_the_first(cast: Cast) -> None:
    enter_notice(None, NOW, 2027, read_notice(NOTICE, 2027))
    enter_notice(None, NOW, 2027, read_notice("2027-01-01 放假 元旦", 2027))
    assert list(CalendarDay.objects.values_list("day", flat=True)) == [date(2027, 1, 1)]


@pytest.mark.parametrize(("text", "words"), [
    ("国庆放七天", "第 1 行“国庆放七天”看不懂"), ("2026-10-01 放假", "不在 2027 年"), ("2027-10-01 放假\n2027-10-01 上班", "前面已经写过"),
    ("2027-10-07至2027-10-01 放假", "看不懂"), ("2027-02-30 放假", "看不懂"), ("", "还没有写任何一天"),
])
def test_a_wrong_line_is_named(text: str, words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read_notice(text, 2027)
    assert words in "；".join(caught.value.messages)


def test_part_of_a_year_is_no_notice(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="元旦"):
        enter_notice(None, NOW, 2027, read_notice("2027-10-01 放假", 2027))


def test_an_office_enters_the_notice_on_the_page_and_a_leader_may_only_read(cast: Cast) -> None:
    page = cast.client("市安委办").get("/calendar/?year=2027").content.decode()
    assert "2027年放假通知尚未发布，按法定节假日推算" in page
    done = cast.client("市安委办").post("/calendar/", {"year": 2027, "notice": NOTICE}, follow=True)
    assert "已登记 2027 年的放假通知" in done.content.decode()
    assert cast.client("甲").get("/calendar/?year=2027").status_code == 200
    assert cast.client("甲").post("/calendar/", {"year": 2027, "notice": NOTICE}).status_code == 403
    assert cast.client("英德安委办").post("/calendar/", {"year": 2027, "notice": NOTICE}).status_code == 403  # one calendar serves everybody
    again = cast.client("市安委办").get("/calendar/?year=2027").content.decode()
    assert "2027-10-01至2027-10-07 放假 国庆节" in again
