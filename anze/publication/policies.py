"""What may be read by anybody: the list of fields, nothing else leaves; and the states of a notice."""

from collections.abc import Mapping
from typing import Final

# The fields of a result that are published, in the order of the copies → their headings. Scores, names of people and reasons are not among them.
RESULT_FIELDS: Final[Mapping[str, str]] = {
    "year": "年度", "by": "考核单位", "unit": "被考核单位", "unit_code": "单位代码", "grade": "等次", "vetoed": "一票否决", "confirmed_on": "确认日期",
    "published_on": "公布日期", "digest": "结果摘要（SHA-256）",
}
NOTICE_FIELDS: Final[Mapping[str, str]] = {
    "number": "编号", "by": "发布单位", "title": "标题", "text": "内容", "published_on": "公布日期", "digest": "摘要（SHA-256）",
}
STATES: Final[Mapping[str, tuple[str, str]]] = {"draft": ("草稿，待公布", "waiting"), "published": ("已公布", "closed"), "withdrawn": ("已撤回", "withdrawn")}
# What is told of a paper to whoever gives its number, and of which kinds: of no other is it said that it exists, unless its digest is given too.
CHECK_FIELDS: Final[Mapping[str, str]] = {"kind": "文种", "by": "发文机关", "number": "字号", "day": "成文日期", "stands": "现在的情况"}
CHECK_KINDS: Final = frozenset({
    "interview_notice", "interview_minutes", "listing_notice", "urging_letter", "bulletin", "quick_report", "circular", "assessment_scheme",
    "assessment_draft", "assessment_result", "supervision_slip", "tour_notice", "tour_feedback",
})
PREFIX: Final = 16  # so many characters of a digest are enough to check a document by
LARGEST: Final = 20_000_000  # bytes of a file that anybody may have checked; it is not kept
HEADS: Final = 30  # days of the ledger's head that are shown
