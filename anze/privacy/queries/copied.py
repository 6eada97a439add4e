"""The copy that a person takes of everything kept of him: a ZIP with the same as JSON and as Excel, and a word on what is not in it."""

import io
import json
import zipfile
from datetime import date, datetime
from typing import Any, Final

from anze.people.models import Officer
from anze.people.moment import SHANGHAI
from anze.privacy.codes import REMEDY
from anze.privacy.queries.holdings import Section, sections, withheld
from anze.privacy.queries.wording import worded
from anze.workbook.write import Column, Sheet, workbook

WIDEST: Final = 40


def copied(officer: Officer, now: datetime) -> bytes:
    """Return the ZIP."""
    found = sections(officer)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("说明.txt", _word(officer, found, now))
        files.writestr("个人信息.json", _json(officer, found, now))
        files.writestr("个人信息.xlsx", _excel(found))
    return out.getvalue()


def _word(officer: Officer, found: list[Section], now: datetime) -> str:
    made = now.astimezone(SHANGHAI)
    lines = [f"{officer.name}的个人信息副本", f"取得时间：{made.year}年{made.month}月{made.day}日 {made:%H:%M}",
             "依据：《个人信息保护法》第四十五条。两份文件内容相同：个人信息.xlsx 给人看，个人信息.json 可以转移到别的系统。", "", "有哪些："]
    lines += [f"  {one.title}：{len(one.rows)} 条" for one in found]
    lines += ["", "不在副本里的：", *(f"  {said}" for said in withheld()), "", f"其中涉及的别人写作“（他人）”“（经办人）”。{REMEDY}", ""]
    return "\n".join(lines)


def _json(officer: Officer, found: list[Section], now: datetime) -> bytes:
    said = {"name": officer.name, "code": officer.code, "made_at": now.astimezone(SHANGHAI).isoformat(timespec="seconds"),
            "sections": {one.title: [dict(zip(one.columns, row, strict=True)) for row in one.rows] for one in found}, "withheld": list(withheld())}
    return json.dumps(said, ensure_ascii=False, indent=1, default=_said).encode()


def _said(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _excel(found: list[Section]) -> bytes:
    titles = [Sheet("目录", (Column("种类", 30), Column("条数", 10)), [(one.title, len(one.rows)) for one in found])]
    return workbook([*titles, *(Sheet(one.title[:31], [Column(title, min(WIDEST, max(12, len(title) * 2 + 2))) for title in one.columns],
                                      [tuple(_cell(value) for value in row) for row in one.rows]) for one in found)])


def _cell(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | float | str | date) else worded(value)
