"""Terms on which a consequence hangs and that are defined nowhere in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from anze.law.text.lint.finding import Finding, Reading

CODE = "用语未定义"


@dataclass(frozen=True, slots=True)
class Vague:
    """A pattern of a term that needs a definition, why, and what to write instead."""

    pattern: re.Pattern[str]
    message: str
    remedy: str


TABLE: Final = (
    Vague(re.compile(r"“?(?:优秀|良好|合格|较好|一般|较差|不合格|差)”?(?:等次|等级|档次)"),
          "考核等次没有规定分几等、各等的标准", "写明考核分哪几个等次及划分标准，或者指明依据的考核办法"),
    Vague(re.compile(r"(?:相关|有关)规定(?:的)?(?:时限|期限)"),
          "没有指明是哪项规定的时限，无法确定长短", "写明期限，或者写明所依据文件的名称和条文"),
    Vague(re.compile(r"(?:相同|同类|类似|同样|相似)(?:性质|类型|问题|情况)"),
          "以什么标准认定相同或者类似没有规定", "写明比较的标准，例如事故类别、行业领域、直接原因中的哪几项相同"),
    Vague(re.compile(r"[^，。；、（）“”\s\d个]{0,6}问题突出(?:的)?(?:镇|乡|街道|单位|地区|区域|企业)"),
          "由谁、按什么标准、多久认定一次没有规定", "写明认定机关、标准和名单公布的周期，或者指明依据的文件"),
    Vague(re.compile(r"重特大(?:生产安全)?事故"),
          "“重特大”是简称，与事故等级“重大事故”“特别重大事故”的关系没有说明", "改为“重大、特别重大生产安全事故”，或者在总则中说明"),
    Vague(re.compile(r"(?:重要|全面|直接)领导责任"),
          "各种领导责任之间的界限没有规定，轻重次序不明", "在附则中说明主要领导责任、重要领导责任、直接领导责任的含义，或者指明依据的党内法规"),
)
_DEFINED = "(?:，?是指|，?指的是|，?包括|的含义|，?分为)"


def check(reading: Reading) -> Iterator[Finding]:
    """The first use of each term in the table that the text does not define; the other places are named."""
    text = reading.text
    for vague in TABLE:
        uses: dict[str, list[tuple[str, int]]] = {}
        for k, provision in enumerate(reading.provisions):
            if provision.article is not None:
                for match in vague.pattern.finditer(provision.node.text):
                    uses.setdefault(match.group(), []).append((provision.place, k))
        for term, places in uses.items():
            if not re.search(rf"{re.escape(term.strip('“”'))}”?{_DEFINED}", text):
                yield _finding(reading, vague, term, places)


def _finding(reading: Reading, vague: Vague, term: str, places: list[tuple[str, int]]) -> Finding:
    others = list(dict.fromkeys(place for place, _ in places[1:] if place != places[0][0]))
    also = f"（又见{'、'.join(others[:4])}{'等' if len(others) > 4 else ''}）" if others else ""
    name = term if "“" in term else f"“{term}”"
    return reading.finding(CODE, reading.provisions[places[0][1]], term, f"{name}{also}：{vague.message}", vague.remedy)
