"""A window of time in which something is counted, without a rule from when and how the days are counted."""

import re
from collections.abc import Iterator

from anze.law.text.lint.finding import Finding, Reading
from anze.law.text.numerals import CHINESE

CODE = "期间未定起算方法"
_N = rf"(?:\d+|[{CHINESE}]+)"
_WINDOW = re.compile(
    rf"(?P<window>(?<![第自满]){_N}(?:个工作日|工作日|日|天|个月|年|周)(?:以)?内)(?!每)[^。；;，,]{{0,24}}?"
    rf"(?P<count>(?<!第)(?![一1]次){_N}(?:起|次|人次|件|宗|例))")
_ANCHOR = re.compile(r"之日起|自[^，。；]{1,20}起|之日|连续$|同一$|届满|计分周期|一个[^，。；]{0,6}$")
_RULE = re.compile(r"期间[^。]{0,20}(?:开始|起算)|(?:不计算在内|起算)|本(?:办法|法|条例|规定|细则)所称[^。]{0,20}[日年月]内")


def check(reading: Reading) -> Iterator[Finding]:
    """Windows in which occurrences are counted (30日内发生2起, 一年内被约谈3次), where the text has no rule for counting them."""
    if _RULE.search(reading.text):
        return
    for provision in reading.body():
        text = provision.node.text
        for match in _WINDOW.finditer(text):
            before = re.split(r"[。；;]", text[:match.start()])[-1]
            if not _ANCHOR.search(before):
                yield reading.finding(
                    CODE, provision, match.group(),
                    f"“{match['window']}”从哪一天起算、首日和末日是否计入、是滚动计算还是按自然期间计算，没有规定",
                    f"写明起算点，例如“任意连续{match['window'].removesuffix('内').removesuffix('以')}内（自首次发生之日的次日起算）”，"
                    "或者在附则中规定期间的计算方法")
