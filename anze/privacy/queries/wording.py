"""What lies nested in one column (JSON), as a person reads it in a cell: words for codes and names of fields, dates in Chinese, no brackets."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from anze.law import codes
from anze.law.findings import in_words
from anze.people.moment import SHANGHAI
from anze.record.words import KEYS

WORDS: Final[Mapping[str, str]] = {**codes.LEVELS, **codes.POSTS, **codes.BODIES, **codes.DOCUMENTS, **codes.TOPICS, **codes.ROLES, **codes.ACT_TYPES,
                                   **codes.STATUSES, **codes.SIDES, **codes.TARGETS, "true": "是", "false": "否"}
FIELDS: Final[Mapping[str, str]] = {
    "address": "页面", "approver": "审批人", "as_of": "截至", "attend": "参加", "attended": "参加人", "bodies": "会议种类", "body": "正文",
    "chair": "主持", "code": "编号", "count": "数量", "date": "日期", "day": "日期", "duty": "条款", "file": "文件", "findings": "排查情况",
    "items": "各项", "kind": "种类", "known_at": "已知截至", "label": "名称", "lead": "带队", "lines": "各项", "minutes": "纪要", "name": "名称",
    "note": "说明", "number": "文号", "officer": "人员", "officers": "人员", "on": "日期", "on_behalf_of": "代何人登记", "parts": "各部分",
    "period": "期间", "place": "地点", "plans": "改进措施", "provision": "依据", "reason": "原因", "rows": "各行", "rule": "条款",
    "shortcomings": "存在的问题和原因", "state": "状态", "status": "状态", "text": "内容", "title": "标题", "topics": "议题", "type": "种类",
    "unit": "单位", "until": "截止", "view": "页面", "visited": "去过的地方", "year": "年度",
}
# Names that only the program uses for what people call otherwise; more of them are in the words of the ledger (KEYS).
MORE: Final[Mapping[str, str]] = {
    "accident_id": "事故编号", "officer_code": "人员编号", "as_of": "截至", "q": "检索的字", "query": "检索的字", "clause": "条款", "view": "看哪些",
    "order": "排序", "sort": "排序", "page": "页码", "saved_at": "保存时间", "joint_with": "联合单位", "aside": "待附文件", "town": "镇", "sector": "行业领域",
}
OTHER: Final = "其他"
CODED: Final = frozenset({"status", "state", "view", "order", "sort", "kind", "type"})  # what stands under these is a code, never somebody's words
_PROGRAM: Final = re.compile(r"^(?=.{4})[a-z]+(_[a-z]+)*(-\d+)?$")  # a name that nobody but a programmer reads
_DAY: Final = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_MOMENT: Final = re.compile(r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")


def worded(value: Any) -> str:
    """Return a nested value in one line: “标题：……；日期：2026年3月1日”. A program's name that no table knows is called 其他."""
    if isinstance(value, Mapping):
        pairs = ((named(str(name)), _said_under(str(name), one)) for name, one in value.items())
        return "；".join(f"{name}：{said}" for name, said in pairs if said)
    if isinstance(value, list | tuple):
        said = [text for one in value if (text := worded(one))]
        return ("\n" if any(isinstance(one, Mapping) for one in value) else "、").join(said)
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else value if isinstance(value, str) and not value else _plain(value)


def form_worded(form: str) -> str:
    """Return which form a draft belongs to: “record:inspection” by the kind of act."""
    return WORDS.get(form.rpartition(":")[2], "其他表单")


def _said_under(name: str, value: Any) -> str:
    said = worded(value)
    return OTHER if name in CODED and _PROGRAM.match(said) else said


def named(name: str) -> str:
    """Return what a field is called: a program's name that no table knows is 其他."""
    for words in (FIELDS, MORE, WORDS, KEYS):
        if name in words:
            return words[name]
    return OTHER if _PROGRAM.match(name) else name


def _plain(value: Any) -> str:
    text = str(value)
    try:
        if isinstance(value, datetime) or _MOMENT.match(text):
            at = value if isinstance(value, datetime) else datetime.fromisoformat(text)
            at = at.astimezone(SHANGHAI) if at.tzinfo else at
            return f"{in_words(at.date())} {at:%H:%M}"
        if isinstance(value, date) or _DAY.match(text):
            return in_words(value if isinstance(value, date) else date.fromisoformat(text))
    except ValueError:
        return text
    return WORDS.get(text, text)
