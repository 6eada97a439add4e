"""The year's calendar shows what everybody owes when; a phone fetches it under an address that only its owner knows."""

import re
from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from icalendar import Calendar

from anze.duties import sources
from anze.duties.sources import Due, Source
from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from anze.yearly.models import CalendarFeed
from tests.cast import Cast

NOW = datetime(2026, 5, 26, 10, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def accident_due(monkeypatch: pytest.MonkeyPatch) -> None:
    due = Due("望埠镇", "某矿坍塌事故调查报告", "pending", date(2026, 7, 1), "accidents:list", ())
    monkeypatch.setitem(sources._SOURCES, "tried", Source(name="tried", types=frozenset(), dates=lambda rights, first, last, today: [due]))


def text(answer: Any) -> str:
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def address_for(client: Any) -> str:
    found = re.search(r'value="(http[^"]+\.ics)"', client.post("/year/feed/new/").content.decode())
    assert found
    return found[1].split("testserver")[1]


def test_a_leader_sees_each_duty_on_its_last_day_the_coming_ones_too(cast: Cast) -> None:
    page = text(cast.client("甲").get("/year/"))
    assert "2026年12月" in page
    assert "2026年第3季度" in page
    assert len(re.findall(r"2026年8月）", page)) == 1  # one inspection in August


def test_an_office_sees_its_area_by_kind_and_day_with_counts(cast: Cast) -> None:
    page = text(cast.client("英德安委办").get("/year/"))
    assert re.search(r"2026年5月排查检查到期：共 \d+ 项，未完成 \d+ 项", page)
    assert re.search(r"2026年9月排查检查到期：共 \d+ 项 ", page)


def test_the_counts_lead_to_the_board_s_very_rows(cast: Cast) -> None:
    client = cast.client("英德安委办")
    found = re.search(r'href="(/board/\?[^"]+)">2026年4月排查检查到期：共 \d+ 项，未完成 (\d+) 项', client.get("/year/").content.decode())
    assert found
    assert f"共 {found[2]} 项" in text(client.get(found[1].replace("&amp;", "&")))


@pytest.mark.usefixtures("accident_due")
def test_what_the_processes_bring_stands_on_its_day(cast: Cast) -> None:
    page = text(cast.client("英德安委办").get("/year/?kind=process"))
    assert "2026年7月1日" in page
    assert "某矿坍塌事故调查报告" in page


def test_another_year_and_a_past_day_can_be_asked_for(cast: Cast) -> None:
    client = cast.client("甲")
    assert "2027年年历" in text(client.get("/year/?year=2027"))
    assert "2026年年历" in text(client.get("/year/?year=9"))
    assert "截至 2026年3月2日" in text(client.get("/year/?as_of=2026-03-02"))


@pytest.mark.usefixtures("accident_due")
def test_a_phone_fetches_the_year_without_signing_in_and_learns_nothing_of_a_case(cast: Cast, client: Any) -> None:
    address = address_for(cast.client("英德安委办"))
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, "text/calendar; charset=utf-8", "private, no-store")
    found = events(answer.content)
    assert len(found) > 20
    assert all(one["summary"] and one["uid"].endswith("@anze") for one in found)
    assert "坍塌" not in answer.content.decode()
    discreet = [one for one in found if one["summary"] == "有一件事到期，请登录安责看年历"]
    assert [one.decoded("dtstart") for one in discreet] == [date(2026, 7, 1)]
    assert all(one["url"].endswith("/year/?year=2026") for one in discreet) and "望埠镇" not in answer.content.decode()


def test_the_same_thing_keeps_its_uid_however_its_count_changes(cast: Cast, client: Any) -> None:
    address = address_for(cast.client("英德安委办"))
    uids = [one["uid"] for one in events(client.get(address).content)]
    with time_machine.travel(datetime(2026, 6, 9, 10, tzinfo=SHANGHAI), tick=False):
        later = [one["uid"] for one in events(client.get(address).content)]
    assert len(set(uids)) == len(uids)
    assert set(later) < set(uids)  # only what is long over has gone


def test_an_address_is_kept_only_as_its_digest_and_ends_with_the_next_one_or_the_account(cast: Cast, client: Any) -> None:
    owner = cast.client("甲")
    first = address_for(owner)
    token = first.rsplit("/", 1)[1].removesuffix(".ics")
    assert not CalendarFeed.objects.filter(digest=token).exists()
    assert token not in str(list(Entry.objects.values()))
    second = address_for(owner)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    owner.post("/year/feed/end/")
    assert client.get(second).status_code == 404
    third = address_for(owner)
    account = cast.account["甲"]
    account.is_active = False
    account.save()
    assert client.get(third).status_code == 404
    assert client.get("/year/feed/nothing.ics").status_code == 404
