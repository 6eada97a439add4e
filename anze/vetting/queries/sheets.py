"""The answer as a workbook: its first columns are those by which a list comes in, so that it can be asked about again."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from anze.vetting.codes import COUNTS, LIMIT
from anze.vetting.models import Enquiry
from anze.vetting.queries.lines import CODE, HINT, NAME
from anze.vetting.queries.wording import LABELS, current, none_held, outside, words_of
from anze.workbook.write import Column, Sheet

SAID: Final = ("reports", "tasks", "standing", "interviews", "vetoes", "bans", "measures", "ends", "pending", "assessments")
FIRST: Final = ("序号", NAME, CODE, HINT)


def answer_sheets(enquiry: Enquiry) -> list[Sheet]:
    """Return an enquiry's answer, a subject a row in the order of the list, and what was asked."""
    subjects = enquiry.said["subjects"]
    years = sorted({one["year"] for subject in subjects for one in subject["years"]})
    columns = [Column("序号", 6), Column(NAME, 14, look="text"), Column(CODE, 14, look="text"), Column(HINT, 36),
               *(Column(f"{year}年{label}", 10) for year in years for label, _ in COUNTS.values()),
               *(Column(LABELS[key], 30) for key in SAID), Column("说明", 30)]
    asked: list[list[Any]] = [["用途", enquiry.get_purpose_display()], ["文号或者说明", enquiry.reference], ["截至日", enquiry.as_of],
                              ["以哪一天在案的为准", enquiry.known_at], ["查询时间", enquiry.at], ["结果摘要（SHA-256）", enquiry.digest]]
    return [Sheet("考察", columns, _rows(subjects, years)), Sheet("查询", [Column("项目", 20), Column("内容", 70)], asked)]


def _rows(subjects: list[dict[str, Any]], years: list[int]) -> Iterator[list[Any]]:
    for place, one in enumerate(subjects, 1):
        by = {found["year"]: found for found in one["years"]}
        group = one["kind"] == "group"
        name = one["name"].removesuffix("领导班子") if group else one["name"]
        yield [place, name, "" if group else one["code"], "" if group else current(one),
               *(by[year][key] if year in by else "" for year in years for key in COUNTS),
               *(words_of(one, key) if key in one else "" for key in SAID), _remarks(one)]


def _remarks(one: dict[str, Any]) -> str:
    return "。".join(filter(None, (none_held(one), outside(one) if one.get("outside") else "")))


def template_sheets() -> list[Sheet]:
    """Return the empty list: the columns that are read, with two examples."""
    note = f"一行一个人，最多 {LIMIT} 人。"
    columns = [Column("序号", 6), Column(NAME, 14, note=note, look="text"), Column(CODE, 14, note="知道的填，同名的人就不用再选。", look="text"),
               Column(HINT, 40, note="同名的人以此区分。")]
    return [Sheet("考察", columns, [[1, "甲某", "", "英德市政府主要负责人"], [2, "乙某", "", "望埠镇"]], examples=2)]


def enquiries_sheets(rows: Iterable[Any]) -> list[Sheet]:
    """Return enquiries (with `persons`, how many each is about) as a workbook."""
    columns = [Column("序号", 6), Column("查询时间", 18), Column("查询单位", 16), Column("用途", 30), Column("文号或者说明", 40),
               Column("人数", 8), Column("截至", 12), Column("以哪一天在案的为准", 12), Column("查询人", 14), Column("结果摘要（SHA-256）", 66)]
    return [Sheet("考察查询", columns, [[place, one.at, one.unit.name, one.get_purpose_display(), one.reference, one.persons, one.as_of, one.known_at,
                                     one.by.name, one.digest] for place, one in enumerate(rows, 1)])]
