"""What stands in one cell, as a value; a cell that cannot be read says why and how to mend it."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from anze.register.excel.columns import ALSO, Heading

PASTE_VALUES: Final = "请在原表复制这一格，“选择性粘贴 → 数值”（WPS：右键“粘贴为数值”）贴回来，或者直接写值"
YES: Final = frozenset({"是", "√", "✓", "1", "y", "yes", "true", "对", "有"})
NO: Final = frozenset({"否", "×", "✗", "0", "n", "no", "false", "不是", "无", "-", "/"})
EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
FIRST, LAST = date(1949, 10, 1), date(2100, 12, 31)
_DAY: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
_DIGITS: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL: Final = re.compile(r"(\d{5})(?:\.\d+)?")
_MOMENT: Final = re.compile(r"(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2})\s*日?[\sT]*(\d{1,2})\s*[:时点]\s*(\d{1,2})?\s*分?(?::\d{2})?")
_SUM: Final = re.compile(r"\d{1,10}(?:\.\d+)?")
_ROUNDED: Final = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_UNFIT: Final = re.compile(r"[\s/\\?#%&<>\"']")
_CHINESE_GAP: Final = re.compile(r"(?<=[㐀-鿿])\s+(?=[㐀-鿿])")
_ERRORS: Final = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})


class Wrong(Exception):  # noqa: N818 — a finding, not a fault of ours
    """Why a cell cannot be taken, and how to mend it."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


def value(heading: Heading, raw: str) -> Any:
    """Return the value of a cell: None where it is empty. Raises Wrong."""
    if raw.lstrip().startswith(("=", "＝")):
        raise Wrong("这一格写的是公式的文字，不是值", PASTE_VALUES)
    if raw.strip() in _ERRORS:
        raise Wrong(f"这一格是公式算不出来的错误值 {raw.strip()}", "请直接写值")
    if heading.kind == "text":
        return _sized(heading, text(raw))
    plain = unicodedata.normalize("NFKC", raw).strip()
    if not plain:
        return None
    if heading.kind == "code":
        return _sized(heading, _code(plain))
    if heading.kind == "choice":
        return choice(heading.choices or {}, raw)
    reading: Mapping[str, Callable[[str], Any]] = {"day": day, "moment": moment, "mark": _mark, "number": _number, "sum": _sum}
    return reading[heading.kind](plain)


def text(raw: str) -> str | None:
    """Return a text without the white space around it and between Chinese characters (王　某 → 王某)."""
    return _CHINESE_GAP.sub("", raw.strip()) or None


def _sized(heading: Heading, found: str | None) -> str | None:
    if found and heading.longest and len(found) > heading.longest:
        raise Wrong(f"共 {len(found)} 个字，超过 {heading.longest} 个", f"请缩短到 {heading.longest} 个字以内")
    if found and any(unicodedata.category(one) in {"Cc", "Cs"} for one in found):
        raise Wrong("有看不见的控制字符或者换行", "请删掉换行和不可见字符，重新填写")
    return found


def _code(plain: str) -> str:
    if _ROUNDED.fullmatch(plain):
        raise Wrong("编码被 Excel 改成了科学计数法，后面的数字已经丢失", "请把这一列设为文本格式，重新填写编码")
    if _UNFIT.search(plain):
        raise Wrong("编码里有空格、斜杠或者引号等符号", "请只用数字、字母、汉字、点和横线")
    return plain


def day(plain: str, epoch: date = EPOCH) -> date:
    """Return a day: 2026-05-01, 2026/5/1, 2026.5.1, 2026年5月1日, 20260501, or Excel's number of it. Raises Wrong."""
    serial = _SERIAL.fullmatch(plain)
    found = _DAY.fullmatch(plain) or _DIGITS.fullmatch(plain)
    if serial:
        read = epoch + timedelta(days=int(serial[1]))
    elif not found:
        raise Wrong("不是日期", "请写成 2026-05-01 这样")
    else:
        try:
            read = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            raise Wrong("没有这一天", "请核对月和日") from None
    if not FIRST <= read <= LAST:
        raise Wrong(f"{read.year} 年不合常理", "请核对年份")
    return read


def moment(plain: str) -> datetime:
    """Return a moment to the minute, without a zone: 2026-05-01 09:30, 2026年5月1日9时30分. Raises Wrong."""
    found = _MOMENT.fullmatch(plain)
    if not found:
        if _DAY.fullmatch(plain) or _DIGITS.fullmatch(plain):
            raise Wrong("没有写几时几分", "请写成 2026-05-01 09:30 这样；确实不清楚的写 00:00")
        raise Wrong("不是时间", "请写成 2026-05-01 09:30 这样")
    hour, minute = int(found[2]), int(found[3] or 0)
    if hour > 23 or minute > 59:
        raise Wrong("没有这个时刻", "请核对时和分")
    on = day(found[1])
    return datetime(on.year, on.month, on.day, hour, minute)  # noqa: DTZ001 — the clock on the wall, as it is written


def moment_of_number(plain: str, epoch: date = EPOCH) -> datetime:
    """Return the moment that Excel keeps as a number of days: 46143.395833. Raises Wrong."""
    on = day(plain.partition(".")[0], epoch)
    minutes = round(float(f"0.{plain.partition('.')[2] or '0'}") * 24 * 60)
    return datetime(on.year, on.month, on.day) + timedelta(minutes=minutes)  # noqa: DTZ001


def _sum(plain: str) -> Decimal:
    found = plain.replace(",", "").removesuffix("万元")
    if not _SUM.fullmatch(found):
        raise Wrong("不是数字", "请写不小于 0 的数，单位是万元；没有的写 0")
    if Decimal(found) != Decimal(found).quantize(Decimal("0.01")):
        raise Wrong("小数超过两位", "单位是万元，最多写到百元（两位小数）")
    return Decimal(found)


def _mark(plain: str) -> bool:
    low = plain.lower()
    if low in YES or low in NO:
        return low in YES
    raise Wrong("只能填“是”或者“否”", "请从下拉列表中选；不填按“否”")


def _number(plain: str) -> int:
    if not plain.isdecimal() or len(plain) > 6:
        raise Wrong("不是整数", "请写 0 到 999999 之间的整数，或者不填")
    return int(plain)


def choice(choices: Mapping[str, str], raw: str) -> str:
    """Return the code of a choice that is written in its words, short words or as the code. Raises Wrong."""
    wanted = _squeezed(raw)
    for code, label in choices.items():
        if wanted in {code, _squeezed(label)}:
            return code
    also = next((code for words, code in ALSO.items() if _squeezed(words) == wanted and code in choices), None)
    if also is None:
        raise Wrong("不在可选范围内", f"请从下拉列表中选：{'、'.join(choices.values())}")
    return also


def _squeezed(raw: str) -> str:
    return "".join(unicodedata.normalize("NFKC", raw).split()).lower()
