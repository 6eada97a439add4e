"""How one value is written: a day, a count, an amount, a code. A form turns what stands in a file into a value.

What stands there is text (YAML, CSV) or already typed (Parquet); a form accepts both, and raises `Malformed` with what
is wrong and the remedy, in Chinese.
"""

import difflib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Final

CHINA: Final = timezone(timedelta(hours=8))
DAY_PATTERN: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
EXCEL_DAY: Final = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})", re.ASCII)  # how Excel saves a day in CSV
RUINED: Final = re.compile(r"\d(?:\.\d+)?E\+\d+", re.ASCII)  # 4.41881E+11
MOMENT_PATTERN: Final = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?", re.ASCII)
NUMBER_PATTERN: Final = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
YEARS: Final = (1949, 2200)
DIGITS: Final = 15  # of a number: written as 1e999999999 it would fill the memory
DECIMALS: Final = 30
LIKE: Final = 0.85  # from this likeness on a word is taken for a slip of a code
LIKE_NAME: Final = 0.6  # and of its Chinese name, which is short
FLAGS: Final = {"true": True, "false": False, "1": True, "0": False, "是": True, "否": False}


class Malformed(ValueError):  # noqa: N818 — it describes the value, not a failure of ours
    """One value that is not in its form: what is wrong, and the remedy."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


@dataclass(frozen=True, slots=True)
class Form:
    """A named way to write a value; `nested` is the class of the rows it holds, if it holds rows."""

    name: str
    read: Callable[[Any], Any]
    nested: type[Any] | None = None


def _text(raw: Any) -> str:
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)  # spreadsheets hand a code such as 441802 over as 441802.0
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal | date) or not str(raw).strip():
        raise Malformed(f"“{_shown(raw)}”不是一段文字", "写一个不空的词或编号")
    text = str(raw).strip()
    if isinstance(raw, BarSeparated) and RUINED.fullmatch(text):
        raise Malformed(f"“{text}”像是被 Excel 改写的编号", "把这一列设为文本格式，重新填写编号")
    return text


def _shown(raw: Any) -> str:
    if isinstance(raw, bytes):
        return "一个读不出的值"
    if isinstance(raw, list | tuple | dict):
        return "一个列表" if not isinstance(raw, dict) else "一条记录"  # written out it might be of any length
    shown = str(raw)
    return shown if len(shown) <= 40 else shown[:39] + "…"


def _day(raw: Any) -> date:
    if isinstance(raw, datetime):
        raw = (raw.astimezone(CHINA).replace(tzinfo=None) if raw.tzinfo else raw).isoformat(sep="T", timespec="seconds")
    if isinstance(raw, date):
        return _plausible(raw)
    if isinstance(raw, BarSeparated) and (written := EXCEL_DAY.fullmatch(raw.strip())):
        raw = f"{written[1]}-{int(written[2]):02d}-{int(written[3]):02d}"
    if not isinstance(raw, str) or not DAY_PATTERN.fullmatch(raw.strip()):
        raise Malformed(f"“{_shown(raw)}”不是日期", "写成 年-月-日，如 2026-05-01")
    try:
        return _plausible(date.fromisoformat(raw.strip()[:10]))
    except ValueError as fault:
        if isinstance(fault, Malformed):
            raise
        raise Malformed(f"“{_shown(raw)}”这一天不存在", "核对年、月、日") from None


def _plausible(day: date) -> date:
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise Malformed(f"“{day}”的年份不可信", f"年份应在 {YEARS[0]} 到 {YEARS[1]} 之间")
    return day


def _moment(raw: Any) -> datetime:
    if isinstance(raw, datetime):
        moment = raw
    else:
        text = str(raw).strip()
        if not MOMENT_PATTERN.fullmatch(text):
            raise Malformed(f"“{_shown(raw)}”不是时刻", "写成 年-月-日T时:分，如 2026-05-01T10:00")
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise Malformed(f"“{_shown(raw)}”这一时刻不存在", "核对年、月、日、时、分") from None
    _plausible(moment.date())
    return moment.astimezone(CHINA).replace(tzinfo=None) if moment.tzinfo else moment


def _number(raw: Any) -> Decimal:
    text = str(raw).strip()
    try:
        if isinstance(raw, bool) or not NUMBER_PATTERN.fullmatch(text):
            raise Malformed(f"“{_shown(raw)}”不是数", "写阿拉伯数字，不带单位和逗号")
        number = Decimal(text)
        if number.adjusted() > DIGITS or -int(number.as_tuple().exponent) > DECIMALS:
            raise Malformed(f"“{_shown(raw)}”过大或位数过多", f"核对数据，整数不超过 {DIGITS} 位，小数不超过 {DECIMALS} 位")
        return number
    except InvalidOperation:
        raise Malformed(f"“{_shown(raw)}”不是数", "写阿拉伯数字，不带单位和逗号") from None


def _amount(raw: Any) -> Decimal:
    number = _number(raw)
    if number < 0:
        raise Malformed(f"“{_shown(raw)}”小于零", "金额不能为负，核对数据")
    return number


def _count(raw: Any) -> int:
    number = _number(raw)
    if number != number.to_integral_value() or number < 0:
        raise Malformed(f"“{_shown(raw)}”不是人数或次数", "写零或正整数")
    return int(number)


def _year(raw: Any) -> int:
    year = _count(raw)
    if not YEARS[0] <= year <= YEARS[1]:
        raise Malformed(f"“{_shown(raw)}”不是年份", "写四位年份，如 2026")
    return year


def _flag(raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    text = str(raw).strip().lower()
    if text not in FLAGS:
        raise Malformed(f"“{_shown(raw)}”不是是非", "写 true 或 false")
    return FLAGS[text]


def _ids(raw: Any) -> tuple[str, ...]:
    if isinstance(raw, str) and raw.strip().startswith("["):
        raw = _json(raw)
    if isinstance(raw, BarSeparated):
        raw = [part for part in raw.split("|") if part.strip()]
    if not isinstance(raw, list | tuple):
        raise Malformed(f"“{_shown(raw)}”不是列表", "写成 [甲, 乙]；在 CSV 中用 | 隔开")
    return tuple(_text(part) for part in raw)


def _json(raw: str) -> Any:
    try:
        return json.loads(raw)
    except json.JSONDecodeError:
        raise Malformed(f"“{_shown(raw)}”不是 JSON 列表", '写成 ["甲", "乙"] 或 [{"date": "2026-05-20", "deaths": 3}]') from None


class BarSeparated(str):
    """A cell of a CSV table, in which a list is written with bars between its parts."""


TEXT: Final = Form("文字", _text)
DAY: Final = Form("日期", _day)
MOMENT: Final = Form("时刻", _moment)
NUMBER: Final = Form("数", _number)
AMOUNT: Final = Form("金额", _amount)
COUNT: Final = Form("数目", _count)
YEAR: Final = Form("年份", _year)
FLAG: Final = Form("是非", _flag)
IDS: Final = Form("列表", _ids)


def choice(codes: Mapping[str, str]) -> Form:
    """Return the form of a value that must be one of `codes` (code → its Chinese name, which may be empty); the name is taken too."""
    listed = "、".join(f"{code}（{name}）" if name else code for code, name in codes.items())
    named = {name: code for code, name in codes.items() if name}

    def read(raw: Any) -> str:
        code = _text(raw)
        if code not in codes and code not in named:
            raise Malformed(f"“{_shown(raw)}”不在代码表中", f"改为下列之一：{listed}")
        return named.get(code, code)

    return Form("代码", read)


def word(codes: Mapping[str, str]) -> Form:
    """Return the form of a word that is free, but no slip of one of `codes` (code → its Chinese name, which is taken
    too): standing_comittee is neither, and would count for nothing."""
    table = tuple(codes.items())
    return Form("文字", lambda raw: _meant(_text(raw), table))


def words(codes: Mapping[str, str]) -> Form:
    """Return the form of a list of such words."""
    table = tuple(codes.items())
    return Form("列表", lambda raw: tuple(_meant(part, table) for part in _ids(raw)))


@lru_cache(maxsize=4096)
def _meant(text: str, table: tuple[tuple[str, str], ...]) -> str:
    codes, named = dict(table), {name: code for code, name in table}
    if text in codes:
        return text
    if text in named:
        return named[text]
    close = difflib.get_close_matches(text, codes, n=1, cutoff=LIKE)
    close = close or [named[name] for name in difflib.get_close_matches(text, named, n=1, cutoff=LIKE_NAME)]
    if close:
        said = f"{close[0]}（{codes[close[0]]}）"
        raise Malformed(f"“{_shown(text)}”很像 {said}，却不是它", f"写成 {close[0]}；如果确是另一样，换一个不易混淆的词")
    return text


def rows(kind: type[Any]) -> Form:
    """Return the form of a list of records of the class `kind`; in a CSV cell it is written as JSON."""

    def read(raw: Any) -> list[Any]:
        if isinstance(raw, str):
            raw = _json(raw)
        if not isinstance(raw, list | tuple):
            raise Malformed(f"“{_shown(raw)}”不是列表", "写成一列记录，如 [{date: 2026-05-20, deaths: 3}]")
        return list(raw)

    return Form("记录", read, kind)
