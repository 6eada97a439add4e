"""A person reads the workbook of his copy: nested columns stand in words, without codes, brackets or dates for machines."""

import io
import json
import re
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from anze.access.models import SecurityEvent
from anze.acts.models import Act, Draft
from anze.dossiers.actions.making import MAKER
from anze.duties.models import Message
from anze.law.codes import BODIES
from anze.people.moment import SHANGHAI
from anze.privacy.queries.copied import copied
from anze.privacy.queries.wording import worded
from anze.workbook.models import Export
from tests.cast import Cast

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)


@pytest.mark.parametrize(("value", "said"), [
    (["standing_committee", "joint"], f"{BODIES['standing_committee']}、joint"), ([], ""), ({}, ""), (None, ""), (True, "是"), (0, "0"),
    ({"title": "排查", "date": "2026-03-01", "officer": "p1", "note": ""}, "标题：排查；日期：2026年3月1日；人员：p1"),
    ([{"text": "一"}, {"text": "二"}], "内容：一\n内容：二"), ("2026-03-01T09:30:00+08:00", "2026年3月1日 09:30"), ("2026-02-30", "2026-02-30"),
    (date(2026, 3, 1), "2026年3月1日"), ({"topics": ["work_safety"]}, "议题：安全生产"),
])
def test_nested_values_are_told_in_words(value: Any, said: str) -> None:
    assert worded(value) == said


def test_no_cell_of_the_workbook_bears_brackets_or_a_code_of_a_meeting(cast: Cast, time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    Act.objects.create(uid="YD-1", type="meeting", unit=cast.unit["英德"], date=date(2026, 2, 2), bodies=["standing_committee"], title="专题会议",
                       on_behalf_of=cast.officer["甲某"], recorded_at=NOW)
    with zipfile.ZipFile(io.BytesIO(copied(cast.officer["甲某"], NOW))) as found:
        book = openpyxl.load_workbook(io.BytesIO(found.read("个人信息.xlsx")))
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert any(BODIES["standing_committee"] in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(("[", "{")) or "standing_committee" in cell or "work_safety" in cell] == []


# What a person knows as his own although it is written in small letters: names to sign in with and in pinyin, numbers, addresses of pages.
KNOWN = {"拼音", "拼音首字母", "账号", "编号", "人员编号", "邮箱", "消息机器人地址", "客体编号", "条款"}
PROGRAMMERS = re.compile(r"[a-z_]{4,}")


def test_no_programmers_word_stands_in_a_header_or_a_cell_of_the_copy(cast: Cast, time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    one, officer = cast.account["甲"], cast.officer["甲某"]
    asked = {"officer_code": "p1", "day": "2026-03-01", "known_at": "2026-03-02", "accident_id": None, "years": 3}
    Export.objects.create(account=one, name="履职证据包.zip", maker=MAKER, asked=asked, media_type="application/zip", made_at=NOW, expires_at=NOW)
    Export.objects.create(account=one, name="表.xlsx", maker="x.y:z", asked={"something_new": "1", "status": "of_tomorrow"}, made_at=NOW, expires_at=NOW)
    SecurityEvent.objects.create(at=NOW, account=one, subject="甲", action="登录", result="成功")
    for form in ("record:inspection", "something:else"):
        Draft.objects.create(account=one, form=form, data={"lead": "甲某", "findings": "两处", "field_of_tomorrow": "三"}, saved_at=NOW)
    Message.objects.create(account=one, kind="digest", on=NOW.date(), title="提醒", lines=[{"text": "到期", "until": "2026-03-03"}], made_at=NOW)
    Act.objects.create(uid="YD-1", type="meeting", unit=cast.unit["英德"], date=date(2026, 2, 2), bodies=["standing_committee"], title="专题会议",
                       on_behalf_of=officer, recorded_at=NOW)
    with zipfile.ZipFile(io.BytesIO(copied(officer, NOW))) as found:
        book = openpyxl.load_workbook(io.BytesIO(found.read("个人信息.xlsx")))
        headers = [name for rows in json.loads(found.read("个人信息.json"))["sections"].values() for name in rows[0]]
    cells = [str(cell) for sheet in book for column in sheet.iter_cols(values_only=True) if column[0] not in KNOWN for cell in column if cell is not None]
    assert {"导出", "草稿", "安全日志", "提醒"} <= set(book.sheetnames)
    assert [said for said in (*headers, *book.sheetnames, *cells) if PROGRAMMERS.search(re.sub(r"\.(zip|xlsx)$", "", said)) or "（二）" in said] == []
    assert any({"人员编号：p1", "日期：2026年3月1日", "已知截至：2026年3月2日"} <= set(cell.split("；")) for cell in cells)
    assert any("其他：三" in cell for cell in cells)
