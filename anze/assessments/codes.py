"""The codes of the yearly assessment with the words that readers see."""

from collections.abc import Mapping
from typing import Final

GROUPS: Final[Mapping[str, str]] = {"below": "下级党委和政府", "departments": "本级部门"}
KINDS: Final[Mapping[str, str]] = {"score": "计分", "bonus": "加分", "deduction": "扣分"}
SOURCES: Final[Mapping[str, str]] = {"figure": "系统数据", "tour": "巡查结果", "sample": "抽样核查", "report": "自评和佐证"}
RULES: Final[Mapping[str, str]] = {"rate": "按完成率", "target": "按目标完成率", "each_off": "每发生一件扣分", "all_or_none": "有一件即不得分",
                                   "each": "每件计分",
                                   "given": "由人评分"}
# Which rules fit which kind and source; the first is what a form begins with.
FITTING: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("score", "figure"): ("rate", "target", "each_off", "all_or_none"), ("score", "tour"): ("rate", "target", "each_off", "all_or_none"),
    ("score", "sample"): ("rate", "target"), ("score", "report"): ("given",),
    ("bonus", "figure"): ("each",), ("bonus", "tour"): ("each",), ("bonus", "report"): ("given",),
    ("deduction", "figure"): ("each",), ("deduction", "tour"): ("each",), ("deduction", "report"): ("given",),
}
# Which rules fit which kind of figure: of a number every thing counts, of a rate the part that was done.
FIGURE_RULES: Final[Mapping[str, tuple[str, ...]]] = {"number": ("each_off", "all_or_none", "each"), "rate": ("rate", "target")}
FIGURE_KINDS: Final[Mapping[str, str]] = {"number": "件数", "rate": "完成率"}
SNAPSHOTS: Final[Mapping[str, str]] = {"draft": "初步结果", "frozen": "固定的结果"}
WHOLE: Final = 100  # what the weights of a scheme add up to
TOURS: Final = "tours."  # the figures of this beginning are what tours found
