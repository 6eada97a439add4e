"""The codes of supervision with the words that readers see."""

from collections.abc import Mapping
from typing import Final

ORIGINS: Final[Mapping[str, str]] = {
    "act": "会议决定", "tour": "巡查发现", "interview": "约谈事项", "accident": "事故报告", "document": "上级文件", "other": "其他",
}
PARTS: Final[Mapping[str, str]] = {"main": "主办", "assist": "协办"}
# Who answers in person → its words, and by which posts: whoever holds one of them in the undertaker on the day of assignment.
ANSWERING: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "gov": ("政府、部门主要负责人", ("gov_head", "dept_head")),
    "party": ("党委、部门主要负责人", ("party_head", "dept_head")),
    "both": ("党政、部门主要负责人", ("party_head", "gov_head", "dept_head")),
    "safety": ("分管安全生产的负责人", ("gov_executive_deputy", "safety_deputy", "dept_safety_deputy")),
}
ANSWERS: Final[Mapping[str, str]] = {code: words for code, (words, _) in ANSWERING.items()}
COLOURS: Final[Mapping[str, str]] = {"green": "绿色", "yellow": "黄色", "red": "红色"}
