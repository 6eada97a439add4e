"""A window of time that does not say from when it runs, or in which something is counted without a rule how the days count."""

import re
from collections.abc import Iterator

from anze.law.text.lint.finding import Finding, Provision, Reading
from anze.law.text.numerals import CHINESE

CODE = "期间未定起算方法"
_N = rf"(?:\d{{1,9}}|[{CHINESE}]{{1,9}})"
_UNIT = "(?:个工作日|工作日|日|天|个月|年|周)"
_COUNTED = re.compile(
    rf"(?P<window>(?<![第自满]){_N}{_UNIT}(?:以)?内)(?!每)[^。；;，,]{{0,24}}?"
    rf"(?P<count>(?<!第)(?![一1]次){_N}(?:起|次|人次|件|宗|例))")
_WINDOW = re.compile(rf"(?<![第自满每近至{CHINESE}\d.])(?:{_N}(?:{_UNIT}|小时|个季度)|半年)(?:以)?内(?![每的设])")
_ANCHOR = re.compile(r"之日起|自[^，。；]{1,20}起|之日|连续$|同一$|届满|计分周期|一个[^，。；]{0,6}$")
# From when a window runs is stated by any of these before it in its sentence, or right behind it.
_START = re.compile(r"[日时月年]起|自[^，。；]{1,30}起|之日|次日|后|前|[接收]到|受理|知道|届满|之时|的当日|期间|期限|以来|同一|连续|任[意一何]|最近|[每该]年")
_RULE = re.compile(r"期间[^。]{0,20}(?:开始|起算)|(?:不计算在内|起算)|本(?:办法|法|条例|规定|细则)所称[^。]{0,20}[日年月]内")


def check(reading: Reading) -> Iterator[Finding]:
    """Windows in which occurrences are counted (30日内发生2起), and any other whose start its sentence leaves open (三十日内整改).

    A text with a rule of its own for counting periods has none.
    """
    if _RULE.search(reading.text):
        return
    for provision in reading.body():
        seen: set[int] = set()
        for finding, at in _counted(reading, provision):
            seen.add(at)
            yield finding
        yield from _without_start(reading, provision, seen)


def _counted(reading: Reading, provision: Provision) -> Iterator[tuple[Finding, int]]:
    text = provision.node.text
    for match in _COUNTED.finditer(text):
        before = re.split(r"[。；;]", text[:match.start()])[-1]
        if not _ANCHOR.search(before):
            yield reading.finding(
                CODE, provision, match.group(),
                f"“{match['window']}”从哪一天起算、首日和末日是否计入、是滚动计算还是按自然期间计算，没有规定",
                f"写明起算点，例如“任意连续{match['window'].removesuffix('内').removesuffix('以')}内（自首次发生之日的次日起算）”，"
                "或者在附则中规定期间的计算方法"), match.start()


def _without_start(reading: Reading, provision: Provision, seen: set[int]) -> Iterator[Finding]:
    text = provision.node.text
    for match in _WINDOW.finditer(text):
        before = text[text.rfind("。", 0, match.start()) + 1:match.start()]
        behind = re.split(r"[。；;，,]", text[match.end():])[0]
        if match.start() in seen or _START.search(before) or _START.search(behind[:12]):
            continue
        yield reading.finding(
            CODE, provision, text[max(0, match.start() - 15):match.end() + 15],
            f"“{match.group()}”从哪一天起算，这一句里没有写明",
            f"写明起算点，例如“自……之日起{match.group()}”，或者在附则中规定期间的计算方法")
