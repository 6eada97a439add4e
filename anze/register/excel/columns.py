"""The three sheets and their columns, the same in and out. Titles, notes, examples and choices stand here and nowhere else."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from anze.law.codes import FUNCTIONS, LEVELS, POSTS, ZONE_LEVELS

Kind = Literal["text", "code", "day", "moment", "mark", "choice", "number", "sum"]
EXAMPLE: Final = "示例"  # a row whose first cell begins so is passed over


@dataclass(frozen=True)
class Heading:
    """A column: `key` in the code, `title` on the sheet, what it takes, whether a new row needs it, what its note says."""

    key: str
    title: str
    kind: Kind = "text"
    needed: bool = False
    longest: int = 0
    width: int = 14
    note: str = ""
    example: str = ""
    choices: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Table:
    """A sheet: its title, what one row is called, its columns."""

    key: str
    title: str
    one: str
    headings: tuple[Heading, ...]

    @cached_property
    def by_key(self) -> dict[str, Heading]:
        """The columns by key."""
        return {heading.key: heading for heading in self.headings}

    @cached_property
    def by_title(self) -> dict[str, Heading]:
        """The columns by title, brackets and figures of full width as those of half."""
        return {unicodedata.normalize("NFKC", heading.title): heading for heading in self.headings}


UNITS: Final = Table("unit", "单位", "单位", (
    Heading("code", "单位代码", "code", True, 40, 16, "一个单位一个代码，不能重复；数字开头带 0 的，先把格子设为文本。", "示例-441881101"),
    Heading("name", "单位名称", "text", True, 80, 26, "写全称。", "英德市某某镇（示例行，上传时自动跳过）"),
    Heading("level", "级别", "choice", True, 0, 16, "从下拉列表中选。", "乡镇", LEVELS),
    Heading("parent", "上级代码", "code", False, 40, 16, "上级单位的代码；上级可以在本表，也可以已在名册。市级单位不填。", "441881"),
    Heading("parent_name", "上级名称", "text", False, 80, 20, "写了上级代码的可以不填；只写名称的，名称不能有重复。", "英德市"),
    Heading("function", "部门类别", "choice", False, 0, 26, "只有部门填写：负有监管职责、其他行业主管或者其他工作部门。", "", FUNCTIONS),
    Heading("determined", "确定参照执行", "mark", False, 0, 14, "只有街道填写：县（市、区）已确定参照执行的，填“是”。"),
    Heading("treated_as", "比照层级", "choice", False, 0, 16, "只有高新区、开发区填写；不填按参照县（市、区）。", "", ZONE_LEVELS),
    Heading("kind", "建制", "text", False, 20, 12, "镇、民族乡、街道等；新增单位时填写。", "镇"),
    Heading("code_system", "代码来源", "text", False, 40, 16, "如：民政部 2026-09；新增单位时填写。"),
    Heading("position", "次序", "number", False, 0, 8, "排在同级第几，整数；新增单位时填写。"),
    Heading("closed_on", "撤销日期", "day", False, 0, 12, "只供查看：撤销单位请在单位页面办理。"),
))
OFFICERS: Final = Table("officer", "人员", "人员", (
    Heading("code", "人员编号", "code", True, 40, 16, "一人一号，不能重复；用来区分同名的人，不要用身份证号。", "示例-0001"),
    Heading("name", "姓名", "text", True, 40, 16, "写姓名全称，不加职务。", "张某（示例行，上传时自动跳过）"),
))
TENURES: Final = Table("tenure", "任期", "任期", (
    Heading("officer", "人员编号", "code", False, 40, 16, "“人员”表中或者名册上已有的编号。", "示例-0001"),
    Heading("officer_name", "姓名", "text", False, 40, 12, "写了编号的可以不填；只写姓名的，姓名不能有重名。", "张某"),
    Heading("unit", "单位代码", "code", False, 40, 16, "“单位”表中或者名册上已有的代码。", "示例-441881101"),
    Heading("unit_name", "单位名称", "text", False, 80, 24, "写了代码的可以不填；只写名称的，名称不能有重复。", "英德市某某镇"),
    Heading("post", "职务类别", "choice", True, 0, 28, "从下拉列表中选；兼任几个职务的，一个职务一行。", "乡镇分管安全生产的副职", POSTS),
    Heading("title", "职务名称", "text", False, 60, 22, "如：党委委员、副镇长。", "党委委员、副镇长"),
    Heading("start", "任职日期", "day", True, 0, 13, "第一天，如 2026-05-01。", "2026-05-01"),
    Heading("end", "免职日期", "day", False, 0, 13, "最后一天；在任的不填。"),
    Heading("acting", "主持工作", "mark", False, 0, 10, "没有正式任命、主持工作的，填“是”。", "否"),
    Heading("party_committee_member", "党委委员", "mark", False, 0, 10, "担任本级党委委员的，填“是”。", "是"),
))
TABLES: Final = (UNITS, OFFICERS, TENURES)
BY_KEY: Final[Mapping[str, Table]] = {table.key: table for table in TABLES}
# A cell that says which unit or person it is needs one of the two.
EITHER: Final[Mapping[str, Mapping[str, str]]] = {"unit": {"parent": "parent_name"}, "officer": {}, "tenure": {"officer": "officer_name", "unit": "unit_name"}}
# What offices write for a choice, beside its full words.
ALSO: Final[Mapping[str, str]] = {
    "地级市": "city", "县": "county", "区": "county", "市辖区": "county", "县级市": "county", "自治县": "county", "镇": "town", "乡": "town", "民族乡": "town",
    "街道办": "subdistrict", "街道办事处": "subdistrict", "高新区": "zone", "开发区": "zone", "监管部门": "regulator", "行业主管部门": "industry",
    "其他部门": "other", "政府常务副职": "gov_executive_deputy", "县（市、区）": "county", "乡镇": "town",
}
