"""The same number written 一次 here and 1次 there."""

import re
from collections.abc import Iterator

from anze.law.text.lint.finding import Finding, Provision, Reading
from anze.law.text.numerals import to_int

CODE = "数字写法不一"
_COUNTED = re.compile(r"(?P<frame>(?:至少|不少于|不得少于|每[年月季][度]?|内)[^，。；、\d]{0,6}?|(?<=[召开展查究织]))"
                      r"(?P<n>\d+|[一二两三四五六七八九十]+)(?P<unit>次|日|天|个月|年|起|人|件)")


def check(reading: Reading) -> Iterator[Finding]:
    """Numbers with the same unit after the same words, in Arabic figures in one article and in Chinese ones in another."""
    uses: dict[tuple[int, str], dict[bool, list[tuple[Provision, str]]]] = {}
    for provision in reading.body():
        for match in _COUNTED.finditer(provision.node.text):
            styles = uses.setdefault((to_int(match["n"]), match["unit"]), {})
            styles.setdefault(match["n"].isdecimal(), []).append((provision, match["n"] + match["unit"]))
    for styles in uses.values():
        if len(styles) == 2:
            rare, usual = sorted(styles.values(), key=len)
            yield from _findings(reading, rare, usual)


def _findings(reading: Reading, rare: list[tuple[Provision, str]], usual: list[tuple[Provision, str]]) -> Iterator[Finding]:
    (provision, words), others = rare[0], rare[1:]
    also = "、".join(dict.fromkeys(p.place for p, _ in others if p.place != provision.place))
    text = provision.node.text
    at = text.index(words)
    yield reading.finding(
        CODE, provision, text[max(0, at - 12):at + len(words) + 6],
        f"这里{f'和{also}' if also else ''}写作“{words}”，{usual[0][0].place}等{len(usual)}处写作“{usual[0][1]}”",
        f"全文统一为一种写法（例如“{usual[0][1]}”）")
