"""The same request is not taken twice while the first is not decided; evidence kept under another name than it was sent with is told of."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from anze.people.moment import SHANGHAI
from anze.privacy.actions import deciding, filing
from anze.privacy.actions.filing import Asked
from anze.privacy.models import DataRequest
from tests.cast import Cast
from tests.hostile.office import pdf

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
TERM = Asked("correct", about="英德市委书记任期的起始日期", wanted="2025年2月1日", reason="任免文件写的是2月1日。")
REACH = Asked("erase", data=["email", "robot"], reason="不再使用。")
FORM = {"about": TERM.about, "wanted": TERM.wanted, "reason": TERM.reason}


@pytest.fixture(autouse=True)
def at_that_time(time_machine: Any, settings: Any, tmp_path: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    settings.FILES = tmp_path / "files"


@pytest.mark.parametrize(("first", "second"), [
    (TERM, replace(TERM, reason="换一个理由。")), (TERM, replace(TERM, about="英德市委书记 任期的起始日期")),
    (REACH, REACH), (REACH, replace(REACH, data=["email"])),
])
def test_the_same_is_refused_while_it_is_not_decided(cast: Cast, first: Asked, second: Asked) -> None:
    filing.file(cast.account["甲"], NOW, first)
    with pytest.raises(ValidationError, match="已有同样的请求在办"):
        filing.file(cast.account["甲"], NOW, second)
    assert DataRequest.objects.count() == 1


@pytest.mark.parametrize(("first", "second"), [
    (TERM, replace(TERM, wanted="2025年3月1日")), (TERM, replace(TERM, about="职务")), (TERM, REACH), (replace(REACH, data=["email"]), REACH),
])
def test_something_else_is_taken_meanwhile(cast: Cast, first: Asked, second: Asked) -> None:
    filing.file(cast.account["甲"], NOW, first)
    assert filing.file(cast.account["甲"], NOW, second).pk


def test_another_person_may_ask_the_same_and_so_may_one_again_once_it_is_decided_or_taken_back(cast: Cast) -> None:
    one, head = cast.account["甲"], cast.account["市安委办主任"]
    first = filing.file(one, NOW, TERM)
    assert filing.file(cast.account["乙"], NOW, TERM).pk
    deciding.refuse(head, NOW, first, ground="unproven", note="没有材料。")
    second = filing.file(one, NOW, TERM)
    filing.withdraw(one, NOW, second)
    assert filing.file(one, NOW, TERM).pk


def test_the_form_links_to_the_request_that_is_under_way_and_keeps_what_was_written(cast: Cast) -> None:
    made = filing.file(cast.account["甲"], NOW, TERM)
    sent = cast.client("甲").post("/data-requests/mine/correct/", FORM)
    page = sent.content.decode()
    assert sent.status_code == 422 and "请先撤回那一个再提" in page
    assert f'href="/data-requests/mine/{made.uid}/"' in page and TERM.reason in page


def test_a_file_that_is_not_what_its_name_says_is_told_of_and_one_that_is_is_not(cast: Cast) -> None:
    client = cast.client("甲")
    fake = client.post("/data-requests/mine/correct/", {**FORM, "attached": SimpleUploadedFile("fake.xlsx", "只是文字".encode())}, follow=True)
    assert "“fake.xlsx”的内容其实是文本，已按“fake.txt”保存" in fake.content.decode()
    true = client.post("/data-requests/mine/correct/", {**FORM, "about": "职务", "attached": SimpleUploadedFile("任免.PDF", pdf())}, follow=True)
    assert "请求已经提出" in true.content.decode() and "其实是" not in true.content.decode()
