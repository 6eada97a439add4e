"""What an Excel correction changes is shown before it is confirmed, as on screen, with a reason: nothing is changed silently (第二十一、二十七条)."""

import time
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from anze.access.rights import rights_of
from anze.accidents.actions.changing import rehearse
from anze.accidents.actions.correcting import correct_accident
from anze.accidents.actions.imports import TAKING
from anze.accidents.models import Accident, AccidentImport, Statement
from anze.accidents.queries.changes import changes_of
from tests.apps.accidents.telling import at, fall, told
from tests.apps.accidents.test_workbooks import RIGHT, applied, received, row_of, sheet
from tests.cast import Cast

NOW = at("2026-07-05", 10)
WHY = "现场勘验记录写错了日期"


@pytest.fixture(autouse=True)
def july() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def pair(cast: Cast) -> tuple[Accident, Accident]:
    """Two considerable accidents within three months: 第二十一条第二款（二）."""
    return fall(cast, "2026-03-10", deaths=3), fall(cast, "2026-05-20", deaths=3)


def lines(found: AccidentImport) -> list[tuple[str, tuple[str, ...]]]:
    return [(one["sign"], tuple(one["accidents"])) for one in found.coming]


def sent(client: Client, content: bytes) -> tuple[str, str]:
    """Upload a workbook and return its address and page."""
    page = client.post("/accidents/import/", {"file": SimpleUploadedFile("事故.xlsx", content)}, follow=True)
    return page.redirect_chain[0][0], page.content.decode()


def test_the_check_page_shows_what_the_screen_shows_of_the_same_correction(cast: Cast) -> None:
    first, second = pair(cast)
    there = told(cast, "2026-01-20", deaths=3)
    shown = rehearse(lambda: correct_accident(cast.account["英德安委办"], NOW, second, there, reason=WHY)).difference
    found = received(cast, sheet(row_of(cast, second.number, happened_at="2026-01-20 09:00")))
    assert ("gone", (first.code, second.code)) in lines(found)
    assert found.coming == shown.plain()


def test_the_page_asks_a_reason_shows_the_difference_and_keeps_both(cast: Cast) -> None:
    first, second = pair(cast)
    client = cast.client("英德安委办")
    address, page = sent(client, sheet(row_of(cast, second.number, happened_at="2026-01-20 09:00")))
    assert "更正使后果有这些变化" in page and "第二十一条第二款" in page and "不再成立" in page and first.title in page and 'name="reason"' in page
    found = AccidentImport.objects.get()
    refused = client.post(f"{address}apply/", {"revision": found.revision, "reason": "  "}, follow=True).content.decode()
    assert "请写明更正的原因" in refused and Accident.objects.get(pk=second.pk).date == second.date
    done = client.post(f"{address}apply/", {"revision": found.revision, "reason": WHY}, follow=True).content.decode()
    assert "已导入" in done and "更正带来的变化" in done and WHY in done and "不再成立" in done
    assert Statement.objects.current().get(accident=second).reason == WHY
    assert {line.sign for line in changes_of(second.code)[-1].difference.lines if line.accidents == (first.code, second.code)} == {"gone"}
    TAKING.undo(cast.account["英德安委办"], NOW, AccidentImport.objects.get())
    assert Accident.objects.get(pk=second.pk).date == second.date


def test_a_reason_too_long_is_kept_and_refused(cast: Cast) -> None:
    _, second = pair(cast)
    found = received(cast, sheet(row_of(cast, second.number, address="别处")))
    with pytest.raises(ValidationError, match="最多200字"):
        applied(cast, found, reason="长" * 201)
    found.refresh_from_db()
    assert found.reason == "长" * 201 and found.state == "ready"


def test_several_corrections_are_judged_together_and_grades_say_whose(cast: Cast) -> None:
    first, second = pair(cast)
    found = received(cast, sheet(row_of(cast, first.number, deaths=2, grade=""), row_of(cast, second.number, deaths=2, grade="")))
    assert [line for line in lines(found) if line[0] == "grade"] == [("grade", (first.code,)), ("grade", (second.code,))]
    assert ("gone", (first.code, second.code)) in lines(found)


def test_what_new_rows_bring_is_told_apart_and_asks_no_reason(cast: Cast) -> None:
    fall(cast, "2026-05-20", deaths=3)
    _, page = sent(cast.client("英德安委办"), sheet(RIGHT | {"happened_at": "2026-03-10 09:30", "deaths": 3}))
    assert "新登记的事故带来这些变化" in page and "第二十一条第二款" in page and "文件第2行的事故" in page
    assert 'name="reason"' not in page and "sg-" not in page.replace("/accidents/sg-", "")
    assert applied(cast, AccidentImport.objects.get(), reason="").applied_at


def test_a_correction_that_changes_nothing_that_follows_says_so(cast: Cast) -> None:
    _, second = pair(cast)
    _, page = sent(cast.client("英德安委办"), sheet(row_of(cast, second.number, address="别处")))
    assert "后果没有变化" in page and 'name="reason"' in page


def test_consequences_that_moved_meanwhile_are_shown_again_before_anything_is_written(cast: Cast) -> None:
    _, second = pair(cast)
    found = received(cast, sheet(row_of(cast, second.number, happened_at="2026-01-20 09:00")))
    fall(cast, "2026-06-20", deaths=3, recorded=NOW)
    stopped = applied(cast, found)
    assert (stopped.applied_at, "有了变动" in stopped.notice, stopped.reason) == (None, True, "照复核报告")
    assert applied(cast, stopped).applied_at


def test_thousands_of_new_rows_are_judged_once(cast: Cast) -> None:
    days = [f"20{16 + n % 10}-{1 + n % 12:02d}-{1 + n % 28:02d} {n % 24:02d}:{n % 60:02d}" for n in range(3000)]
    rows = [RIGHT | {"happened_at": day, "enterprise": f"某{n}厂"} for n, day in enumerate(days)]
    started = time.process_time()
    found = TAKING.receive(cast.account["英德安委办"], NOW, rights_of(cast.account["英德安委办"]), name="事故.xlsx", content=sheet(*rows))
    assert found.state == "ready", found.faults[:3]
    assert time.process_time() - started < 20  # one evaluation before and one after; one a row would take minutes
    assert len(found.coming_new["lines"]) == 100 and found.coming_new["more"] > 1000
    assert "另有" in cast.client("英德安委办").get(f"/accidents/import/{found.uid}/").content.decode()
