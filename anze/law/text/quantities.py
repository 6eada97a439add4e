"""What a drafter counts as a number: 三十日, 每季度, 三分之二, 5%, 2026年7月1日, 第十条第二款, 3次."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from anze.law.text.numerals import ARABIC, CHINESE, to_int

TIME_UNITS: Final = ("个工作日", "工作日", "个月", "小时", "分钟", "周岁", "个季度", "季度", "日", "天", "年", "月", "周")
MONEY_UNITS: Final = ("亿元", "万元", "元")
COUNT_UNITS: Final = ("人次", "起", "次", "人", "件", "个", "名", "级", "倍", "户", "家", "米", "公里", "吨", "款", "项")
Measure = tuple[object, ...]
_CN = f"[{CHINESE}]"
_N = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|{_CN}{{1,16}})"
_UNITS = "|".join(map(re.escape, TIME_UNITS + MONEY_UNITS + COUNT_UNITS))
_DAY = rf"(?:\d{{1,2}}|{_CN}{{1,3}})"
_STEP = rf"第(?:{_CN}|[{ARABIC}]){{1,8}}(?:编|章|节|条(?:之{_CN}{{1,3}})?|款|项|目)|第[（(](?:{_CN}|\d){{1,4}}[）)][项目]"
_WORDS = re.compile(
    rf"(?P<reference>(?:{_STEP})+|前[两二三四五]?[条款项])"
    rf"|(?P<day>(?:(?:\d{{4}}|[一二〇○零三四五六七八九]{{4}})年)?{_DAY}月{_DAY}日|(?:19|20)\d\d年(?:{_DAY}月(?!内|以内))?)"
    rf"|(?P<rate>每(?:半个?[年月]|(?:{_N}个?)?(?:季度?|年度?|工作日|小时|[月周日天])))"
    rf"|(?P<share>{_CN}{{1,6}}分之(?:{_CN}|点){{1,12}}|\d+(?:\.\d+)?[%％‰]|过半数?|半数以上|半数)"
    rf"|(?P<period>[本上下当]?(?:半年度?|季度|年度|半个月)(?:以?内)?|第[一二三四1-4]季度)"
    rf"|(?<![第{CHINESE}0-9.])(?P<plain>(?P<n>{_N})(?:{_UNITS}))")
_SAME_UNIT = {"天": (1, "日"), "个工作日": (1, "工作日"), "年": (12, "个月"), "个季度": (1, "季度"), "万元": (10_000, "元"),
              "亿元": (100_000_000, "元")}
_RATES: Final[dict[str, tuple[int | Fraction, str]]] = {
    "半年": (6, "月"), "半个月": (Fraction(1, 2), "月"), "季度": (3, "月"), "季": (3, "月"), "年度": (12, "月"), "年": (12, "月"), "天": (1, "日")}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: its words, its kind, its measure, and where it stands.

    `kind`: 期限, 频次, 日期, 金额, 比例, 援引, 数量. Equal `measure`s differ only in the way of writing (一年, 12个月; 百分之五, 5%).
    """

    words: str
    kind: str
    measure: Measure
    start: int
    end: int

    @property
    def vague(self) -> bool:
        """Whether it is a mere word for a period (年度计划), worth a remark only where another one took its place."""
        return self.words in ("年度", "季度")


def quantities(text: str) -> list[Quantity]:
    """Every number with a unit, frequency, share, day and reference, in the order of the text."""
    found = []
    for match in _WORDS.finditer(text):
        sort = next(name for name in (*_READ, "plain") if match[name])
        try:
            kind, measure = _READ[sort](match[sort]) if sort in _READ else _plain(match["plain"], match["n"])
        except (ValueError, ZeroDivisionError):
            continue
        found.append(Quantity(match.group(), kind, measure, match.start(), match.end()))
    return found


def _reference(words: str) -> tuple[str, Measure]:
    return "援引", ("援引", re.sub(rf"(?:{_CN}|\d)+", lambda m: str(to_int(m.group())), words.replace("(", "（").replace(")", "）")))


def _day(words: str) -> tuple[str, Measure]:
    return "日期", ("日期", *(to_int(part) for part in re.findall(r"[^年月日]+", words)))


def _rate(words: str) -> tuple[str, Measure]:
    match = re.fullmatch(rf"每(?:半(?P<half>个?[年月])|(?P<n>{_N})?个?(?P<unit>.+))", words)
    if match is None:
        raise ValueError(words)
    unit = "半" + match["half"].removeprefix("个") if match["half"] else match["unit"]
    factor, unit = _RATES.get({"半月": "半个月"}.get(unit, unit), (1, unit))
    return "频次", ("频次", factor * _value(match["n"] or "1"), unit)


def _share(words: str) -> tuple[str, Measure]:
    whole, parted, part = words.partition("分之")
    if parted:
        return "比例", ("比例", _value(part) / _value(whole))
    if words[0].isdecimal():
        return "比例", ("比例", Fraction(words[:-1]) / (1000 if words.endswith("‰") else 100))
    return "比例", ("比例", words)


def _period(words: str) -> tuple[str, Measure]:
    plain = words.removesuffix("内").removesuffix("以")
    return "期限", ("期限", 6, "个月") if plain == "半年" else ("期限", plain)


def _plain(words: str, numeral: str) -> tuple[str, Measure]:
    unit = words[len(numeral):]
    kind = "期限" if unit in TIME_UNITS else "金额" if unit in MONEY_UNITS else "数量"
    factor, scaled = _SAME_UNIT.get(unit, (1, unit))
    return kind, (kind, _value(numeral) * factor, scaled)


def _value(numeral: str) -> Fraction:
    """The value of 1,200, 1.5, 十五, 一点五. Raises ValueError where it is none."""
    whole, point, decimals = numeral.partition("点")
    if point:
        return to_int(whole) + Fraction(to_int(decimals), 10 ** len(decimals))
    return Fraction(numeral.replace(",", "")) if numeral[0].isdecimal() else Fraction(to_int(numeral))


_READ: Final[dict[str, Callable[[str], tuple[str, Measure]]]] = {
    "reference": _reference, "day": _day, "rate": _rate, "share": _share, "period": _period}
