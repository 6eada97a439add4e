"""Numbers with a unit in the words of a statute: 三十日, 15日, 五万元, 3次."""

import re
from dataclasses import dataclass
from typing import Final

from anze.law.text.numerals import CHINESE, to_int

TIME_UNITS: Final = ("个工作日", "工作日", "个月", "小时", "分钟", "周岁", "季度", "日", "天", "年", "月", "周")
MONEY_UNITS: Final = ("亿元", "万元", "元")
COUNT_UNITS: Final = ("人次", "起", "次", "人", "件", "个", "名", "级", "倍", "%", "％", "分之", "户", "家", "米", "公里", "吨", "款", "项")
_ALL = "|".join(map(re.escape, TIME_UNITS + MONEY_UNITS + COUNT_UNITS))
_QUANTITY = re.compile(rf"(?<![第{CHINESE}0-9.])(?P<n>\d+(?:\.\d+)?|百分之[{CHINESE}]+|[{CHINESE}]+)(?P<u>{_ALL})?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: its words, its value, its unit ("" for 百分之五), the kind of unit, and where it stands."""

    words: str
    value: float
    unit: str
    start: int
    end: int

    @property
    def kind(self) -> str:
        """期限, 金额, 比例 or 数量."""
        if self.unit in TIME_UNITS:
            return "期限"
        if self.unit in MONEY_UNITS:
            return "金额"
        return "比例" if self.words.startswith("百分之") or self.unit in ("%", "％", "分之") else "数量"


def quantities(text: str) -> list[Quantity]:
    """Every number with a unit, and every 百分之…, in the order of the text; references (第三条) are none."""
    found = []
    for match in _QUANTITY.finditer(text):
        numeral, unit = match["n"], match["u"] or ""
        percent = numeral.startswith("百分之")
        if not unit and not percent:
            continue
        value = _value(numeral.removeprefix("百分之"))
        if value is not None:
            found.append(Quantity(match.group(), value, unit, match.start(), match.end()))
    return found


def _value(numeral: str) -> float | None:
    try:
        return float(numeral) if numeral[0].isdecimal() else float(to_int(numeral))
    except ValueError:
        return None
