"""Reminders: one message a person a day, on working days only; urging with its limit; what is overdue goes to the superior office once."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anze.access.rights import rights_of
from anze.duties.actions.digests import make_digests
from anze.duties.actions.escalating import escalate, report_day
from anze.duties.actions.urging import plan, urge
from anze.duties.models import Escalation, Message, Urge
from anze.duties.queries.digests import digest_lines
from anze.duties.world import forget
from anze.people.models import Account
from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from tests.cast import Cast

MONDAY = datetime(2026, 11, 23, 8, 30, tzinfo=SHANGHAI)  # the month's last 7 days have begun: 30 - 23 = 7


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def texts(account: Account, topic: str) -> list[str]:
    return [line["text"] for line in Message.objects.get(account=account).lines if line["topic"] == topic]


def test_a_leader_is_told_what_is_due_soon_with_the_article_and_the_days_left(cast: Cast) -> None:
    make_digests(MONDAY)
    [line] = [one for one in Message.objects.get(account=cast.account["甲"]).lines if one.get("key") == "5.7|yd|p1|2026-11"]
    assert line["text"] == "英德市：2026年11月牵头开展安全生产排查（第五条（七），剩 7 天）"
    assert line["provision"] == "5.7"
    assert line["address"].startswith("/board/cell/?")


def test_a_day_before_nothing_is_due_soon_yet(cast: Cast) -> None:
    assert not [line for line in digest_lines(date(2026, 11, 22)).get(cast.account["甲"].pk, []) if line.topic == "soon" and line.provision == "5.7"]
    assert [line for line in digest_lines(date(2026, 11, 23))[cast.account["甲"].pk] if line.topic == "soon" and line.provision == "5.7"]


def test_the_secretary_is_told_about_the_leader_by_name_and_nobody_of_another_county(cast: Cast) -> None:
    make_digests(MONDAY)
    lines = Message.objects.get(account=cast.account["甲的秘书"]).lines
    assert {line["who"] for line in lines} == {"甲某"}
    said = str(Message.objects.get(account=cast.account["壬"]).lines)
    assert "英德" not in said


@pytest.mark.parametrize(("day", "made"), [("2026-10-01T08:30", False), ("2026-10-08T08:30", True), ("2026-10-10T08:30", True), ("2026-10-11T08:30", False)])
def test_nothing_is_made_on_a_holiday_and_a_weekend_worked_instead_is_a_working_day(cast: Cast, day: str, made: bool) -> None:
    assert bool(make_digests(at(day))) is made
    assert Message.objects.exists() is made


def test_what_stands_open_all_the_time_is_told_once_a_week(cast: Cast) -> None:
    monday, tuesday = digest_lines(date(2026, 11, 23)), digest_lines(date(2026, 11, 24))
    topics = [{line.topic for line in lines[cast.account["甲"].pk]} & {"standing", "sign"} for lines in (monday, tuesday)]
    assert topics == [{"standing", "sign"}, set()]


def test_what_is_due_in_weeks_is_told_once_a_week_and_daily_only_in_the_last_days(cast: Cast) -> None:
    # 述职 of the year is 临期 from 60 days before its end; 7 days, as of a month's duty, it is told every day (第二十二条第二款).
    said = {day: [line.provision for line in digest_lines(date(2026, 12, day)).get(cast.account["甲"].pk, [])] for day in (14, 15, 23, 24)}
    assert {day: "22.p2" in provisions for day, provisions in said.items()} == {14: True, 15: False, 23: False, 24: True}


def test_making_them_again_makes_no_second_and_one_entry_a_run(cast: Cast) -> None:
    first = make_digests(MONDAY)
    entries = Entry.objects.count()
    assert (make_digests(MONDAY + timedelta(hours=1)), Message.objects.count(), Entry.objects.count()) == (0, first, entries)


STEPS = st.lists(st.tuples(st.sampled_from(["digest", "urge", "urge-again"]), st.integers(0, 40), st.sampled_from(["甲某", "乙某", "丁某"])), max_size=8)


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_happens_nobody_has_two_messages_of_one_day_nor_one_of_a_day_off(steps: list[tuple[str, int, str]], cast: Cast) -> None:
    class Undo(Exception):  # noqa: N818
        pass

    from django.core.exceptions import ValidationError

    from anze.duties.queries.workdays import workday
    try:
        with transaction.atomic():
            for verb, days, who in steps:
                now = at("2026-09-15T09:00") + timedelta(days=days)
                if verb == "digest":
                    make_digests(now)
                else:
                    code = cast.officer[who].code
                    duty, unit = {"p1": ("5.7", "yd"), "p2": ("6.7", "yd"), "p4": ("10.7", "wb")}[code]
                    try:
                        urge(cast.account["英德安委办"], now, rights_of(cast.account["英德安委办"]).reach("urge.send"), [f"{duty}|{unit}|{code}|{now:%Y-%m}"])
                    except ValidationError:
                        assert not workday(now.date()).working
            pairs = list(Message.objects.values_list("account", "on"))
            assert len(pairs) == len(set(pairs))
            assert all(workday(on).working for _, on in pairs)
            raise Undo
    except Undo:
        forget()


KEY = "5.7|yd|p1|2026-11"


def send(cast: Cast, *keys: str, who: str = "英德安委办", now: datetime = MONDAY) -> Any:
    return urge(cast.account[who], now, rights_of(cast.account[who]).reach("urge.send"), keys)


def test_a_person_is_urged_once_a_day_in_one_message_and_a_second_time_is_refused_with_the_reason(cast: Cast) -> None:
    first = send(cast, KEY, "5.2|yd||2026Q4", "6.7|yd|p2|2026-11")
    assert {one.name for one in first.reached} == {"甲某", "乙某"}
    assert Message.objects.filter(account=cast.account["甲"]).count() == 1
    assert len(texts(cast.account["甲"], "urged")) == 2
    second = send(cast, KEY, who="市安委办", now=MONDAY + timedelta(hours=3))
    assert [(one.name, one.why) for one in second.refused] == [("甲某", "今天已经催办过，同一人一天最多一条")]
    assert Urge.objects.filter(officer__code="p1").count() == 2
    tomorrow = send(cast, KEY, now=MONDAY + timedelta(days=1))
    assert [one.name for one in tomorrow.reached] == ["甲某"]


def test_who_was_told_this_morning_finds_the_urging_in_the_same_message(cast: Cast) -> None:
    make_digests(MONDAY)
    Message.objects.filter(account=cast.account["甲"]).update(sent_at=MONDAY, channel="mail", read_at=MONDAY)
    found = send(cast, KEY, now=MONDAY + timedelta(hours=2))
    assert [(one.how, one.why) for one in found.reached] == [("joined", "今天已发过提醒，这次并入那一条，站内即时可见，不另发")]
    message = Message.objects.get(account=cast.account["甲"])
    assert (message.sent_at, message.read_at) == (MONDAY, None)
    assert sum(line.get("key") == KEY for line in message.lines) == 1
    assert "英德安委办催办" in str(message.lines)


def test_a_key_of_another_county_or_of_what_is_done_names_nothing(cast: Cast) -> None:
    found = plan(MONDAY, rights_of(cast.account["英德安委办"]).reach("urge.send"), ["5.7|qx|p9|2026-11", KEY, "5.7|yd|p1|2027-01", "nonsense"])
    assert ([one.name for one in found.people], found.gone) == (["甲某"], 3)
    assert plan(MONDAY, rights_of(cast.account["清新安委办"]).reach("urge.send"), [KEY]).people == ()


def test_nobody_is_urged_on_a_day_off_and_who_has_no_account_is_listed(cast: Cast) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match=r"今天是休息日，不发催办。请在11月23日"):
        send(cast, KEY, now=MONDAY - timedelta(days=1))
    found = send(cast, "11.7|wb|p5|2026-11")
    assert [(one.name, one.why) for one in found.refused] == [("戊某", "本人和秘书都没有账号，请电话联系")]


def test_the_pages_urge_after_a_preview(cast: Cast, time_machine: Any) -> None:
    time_machine.move_to(MONDAY, tick=False)
    client = cast.client("英德安委办")
    page = client.get("/urge/", {"pick": [KEY, "6.7|yd|p2|2026-11"]}).content.decode()
    assert "将催办 2 人" in page
    assert not Urge.objects.exists()
    done = client.post("/urge/", {"pick": [KEY, "6.7|yd|p2|2026-11"], "send": "1", "text": "请抓紧"}).content.decode()
    assert "已催办 2 人" in done
    again = client.post("/urge/", {"pick": [KEY, "6.7|yd|p2|2026-11"], "send": "1"}).content.decode()
    assert "没有发的人（2）" in again and "这次没有发出催办" in again
    assert "已催办" not in again and "随即发出" not in again
    inbox = cast.client("甲").get("/inbox/").content.decode()
    assert "未读（1）" in inbox
    message = Message.objects.get(account=cast.account["甲"])
    assert "请抓紧" in cast.client("甲").get(f"/inbox/{message.pk}/").content.decode()
    assert cast.client("乙").get(f"/inbox/{message.pk}/").status_code == 404
    assert "未读（0）" in cast.client("甲").get("/inbox/").content.decode()
    assert cast.client("甲").get("/urge/", {"pick": KEY}).status_code == 403


def test_what_is_overdue_is_reported_on_the_first_working_day_after_the_grace_and_once(cast: Cast) -> None:
    # September ends; seven days of grace run to 7 October, a holiday; the 8th is a working day (第五条（七）).
    assert report_day(date(2026, 9, 30), 7) == date(2026, 10, 8)
    escalate(at("2026-10-07T08:30"))
    assert not Escalation.objects.filter(period="2026-09").exists()
    assert escalate(at("2026-10-08T08:30")) > 0
    one = Escalation.objects.get(duty="5.7", unit__code="yd", period="2026-09")
    assert (one.office.code, one.officers, one.on) == ("qy", ["p1"], date(2026, 10, 8))
    assert escalate(at("2026-10-08T08:31")) == escalate(at("2026-10-09T08:30")) == 0


def test_nothing_is_reported_on_a_day_off_though_the_grace_is_over(cast: Cast) -> None:
    # October's grace runs to Saturday 7 November: Sunday is a day off, Monday the first working day.
    escalate(at("2026-11-08T08:30"))
    assert not Escalation.objects.filter(period="2026-10").exists()
    escalate(at("2026-11-09T08:30"))
    assert Escalation.objects.filter(period="2026-10", on="2026-11-09").exists()


def test_the_superior_office_finds_it_in_that_days_digest_only(cast: Cast) -> None:
    for day in ("2026-10-08T08:30", "2026-10-09T08:30"):
        escalate(at(day))
        make_digests(at(day))
    city = Message.objects.filter(account=cast.account["市安委办"])
    assert [(one.on, [line["text"][:3] for line in one.lines]) for one in city] == [(date(2026, 10, 8), ["英德市", "清新区"])]
    towns = [line["text"] for line in Message.objects.get(account=cast.account["英德安委办"], on="2026-10-08").lines if line["topic"] == "escalated"]
    assert any(text.startswith("望埠镇期满后仍未完成") for text in towns)


def test_the_list_of_what_was_reported_is_for_the_offices_above(cast: Cast, time_machine: Any) -> None:
    escalate(at("2026-10-08T08:30"))
    time_machine.move_to(at("2026-10-08T10:00"), tick=False)
    assert "英德市" in cast.client("市安委办").get("/escalations/").content.decode()
    page = cast.client("清新安委办").get("/escalations/").content.decode()
    assert "英德市" not in page
    assert "望埠镇" not in page
    assert cast.client("市安委办").get("/escalations/excel/?on=2026-10-08").status_code == 200
    assert cast.client("市安委办").get("/escalations/?on=nonsense").status_code == 200
