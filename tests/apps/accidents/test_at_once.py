"""Accidents and warnings are told within the hour, on days off too, and the next digest does not tell them again."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from anze.accidents.actions.figures import update_figures
from anze.duties.actions import delivering
from anze.duties.actions.delivering import send_messages
from anze.duties.actions.digests import make_digests, tell_at_once
from anze.duties.actions.schedule import tick
from anze.duties.models import Message
from anze.project.jobs import JOBS
from tests.apps.accidents.telling import at, fall
from tests.cast import Cast

OFFICES = ("英德安委办", "市安委办")


@pytest.fixture
def sent(cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return what goes out to the county's office, each time: the lines of one mail."""
    settings.EMAIL_HOST = "mail.test"
    cast.account["英德安委办"].email = "office@example.test"
    cast.account["英德安委办"].save()
    found: list[list[str]] = []
    monkeypatch.setattr(delivering, "_by_mail", lambda message: found.append(delivering.texts(message)))
    return found


def told(cast: Cast, name: str, topic: str) -> list[str]:
    """Return all that an account was told of a topic, on whatever day."""
    return [line["text"] for one in Message.objects.filter(account=cast.account[name]) for line in one.lines if line["topic"] == topic]


def work(now: datetime) -> None:
    """Let the background work look once."""
    list(tick([job for job in JOBS if job.name in {"digest", "urgent", "at_once", "send"}], now, "w:1", lambda: now))


@pytest.mark.parametrize("day", ["2026-06-02", "2026-06-06"])  # a Tuesday and a Saturday
def test_an_accident_with_its_warning_is_told_within_the_hour_and_not_again(cast: Cast, day: str) -> None:  # 第二十一条第二款（二）
    fall(cast, day, recorded=at(day, 10), deaths=3)
    work(at(day, 10, 5))
    assert told(cast, "英德安委办", "accident") == []  # a slip may still be put right
    for minute in range(10, 60, 7):
        work(at(day, 10, minute))
    once = {(name, topic): told(cast, name, topic) for name in OFFICES for topic in ("accident", "warning")}
    assert all(len(lines) == 1 for lines in once.values())
    for days in (1, 2, 3):
        work(at(day, 8, 40) + timedelta(days=days))
        work(at(day, 12) + timedelta(days=days))
    assert {(name, topic): told(cast, name, topic) for name in OFFICES for topic in ("accident", "warning")} == once
    assert told(cast, "清新安委办", "accident") == told(cast, "清新安委办", "warning") == []


def test_what_came_while_no_worker_ran_is_told_by_the_next_digest(cast: Cast) -> None:
    work(at("2026-06-04", 9))
    fall(cast, "2026-06-04", recorded=at("2026-06-04", 10))
    make_digests(at("2026-06-06", 9))
    assert len(told(cast, "英德安委办", "accident")) == 1


def test_a_change_is_told_beside_what_was_told_and_figures_of_the_morning_do_not_repeat_it(cast: Cast) -> None:
    made = fall(cast, "2026-06-02", recorded=at("2026-06-02", 10), deaths=2)
    tell_at_once(at("2026-06-02", 10, 30))
    update_figures(cast.account["英德安委办"], at("2026-06-02", 14), made, on=made.date, figures={"deaths": 3})
    tell_at_once(at("2026-06-02", 14, 30))
    assert tell_at_once(at("2026-06-02", 14, 31)) == 0
    make_digests(at("2026-06-03", 8, 31))
    assert [text.split("：")[0] for text in told(cast, "英德安委办", "accident")] == ["新登记", "望埠镇“6·2”高处坠落事故"]


def test_an_accident_goes_out_beside_the_days_digest_and_alone(cast: Cast, sent: list[list[str]]) -> None:
    day = "2026-06-03"
    fall(cast, "2026-06-02", recorded=at(day, 6), deaths=3)
    work(at(day, 6, 30))
    assert [line[:4] for line in sent[0]] == ["【事故】", "【约谈预"] and len(sent) == 1
    work(at(day, 8, 40))
    fall(cast, day, recorded=at(day, 10), enterprise="另一家厂", nature="触电")
    work(at(day, 10, 30))
    work(at(day, 10, 31))
    assert len(sent[-1]) == 1 and "触电" in sent[-1][0]
    assert sum("高处坠落" in line and line.startswith("【事故】") for mail in sent for line in mail) == 1


def test_on_a_day_off_an_accident_goes_out_and_nothing_else(cast: Cast, sent: list[list[str]]) -> None:
    saturday = "2026-06-06"
    Message.objects.create(account=cast.account["英德安委办"], kind="digest", on=at(saturday).date(), title="安责提醒", made_at=at(saturday, 8),
                           lines=[{"topic": "soon", "text": "牵头开展安全生产排查"}])
    assert send_messages(at(saturday, 9)) == 0
    fall(cast, saturday, recorded=at(saturday, 10))
    work(at(saturday, 10, 30))
    assert len(sent) == 1 and any("新登记" in line for line in sent[0])
