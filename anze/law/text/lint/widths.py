"""Half-width brackets, quotes and punctuation among full-width ones, and brackets and quotes that are never closed."""

import re
from collections import Counter
from collections.abc import Iterator

from anze.law.text.lint.finding import Finding, Provision, Reading
from anze.law.text.tree import words

CODE = "标点全半角混用"
_HALF = re.compile(r"(?<=[一-鿿”》」）\"])[,;:?!]|[,;:?!](?=[一-鿿“《「（])|\((?=[^()]*[一-鿿])|(?<=[一-鿿])\)|(?<=[一-鿿])\.(?=$|[一-鿿])")
# A half-width bracket that closes a full-width one, or the other way round; and straight quotes around Chinese words.
_CLOSED_OTHERWISE = re.compile(r"（[^（）()]*(\))|(\()[^（）()]*）")
_STRAIGHT = re.compile(r"\"(?=[^\"]*[一-鿿][^\"]*\")|(?<=[一-鿿])\"|\"(?=[一-鿿])")
_QUOTED = re.compile(r"\"([^\"]*)\"")
_PAIRS = {"“": ("”", "前引号", "后引号"), "（": ("）", "左括号", "右括号"), "《": ("》", "左书名号", "右书名号")}
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。", '"': "“"}


def check(reading: Reading) -> Iterator[Finding]:
    """Each provision with half-width marks or an unclosed quote or bracket, where the text as a whole is set in full-width ones.

    Where every label is in half-width brackets that is a style, and labels are not looked at.
    """
    labels = [p.node.label for p in reading.provisions if p.node.kind in ("item", "subitem")]
    mixed = any(label.startswith("（") for label in labels)
    texts = [(p, (p.node.label if mixed else "") + p.node.text) for p in reading.provisions if p.node.text]
    halves = [_halves(text) for _, text in texts]
    marks = Counter(mark for _, text in texts for mark in text)
    if any(marks[full] for full in "，；：？！（）。"):
        yield from _each(reading, texts, halves, marks)
    yield from _unclosed(reading)


def _halves(text: str) -> list[str]:
    """The half-width marks of a text that should be full-width ones."""
    known = {match.start() for match in _HALF.finditer(text)}
    other = [m[m.lastindex or 0] for m in _CLOSED_OTHERWISE.finditer(text) if m.start(m.lastindex or 0) not in known]
    return _HALF.findall(text) + other + _STRAIGHT.findall(text)


def _each(reading: Reading, texts: list[tuple[Provision, str]], halves: list[list[str]], marks: Counter[str]) -> Iterator[Finding]:
    """A finding a provision; a mark that prevails over its full-width form is named where it first stands, with its number."""
    total = Counter(mark for found in halves for mark in found)
    prevailing = {mark for mark in total if total[mark] > marks[_FULL[mark]]}
    named: set[str] = set()
    for (provision, text), found in zip(texts, halves, strict=True):
        here = [mark for mark in found if mark not in named]
        if here:
            firsts = {mark: total[mark] for mark in here if mark in prevailing and total[mark] > here.count(mark)}
            named |= prevailing & set(here)
            yield _finding(reading, provision, text, here, firsts)


def _unclosed(reading: Reading) -> Iterator[Finding]:
    """Each provision whose “, （ or 《 is not closed in it; a quotation may run on over the 款 and 项 of its article."""
    for provision in reading.body():
        text = provision.node.text.replace("(", "（").replace(")", "）")
        for mark, (close, name, partner) in _PAIRS.items():
            if text.count(mark) > text.count(close) and _closed_nowhere(provision, mark, close):
                at = text.rindex(mark)
                yield reading.finding(CODE, provision, provision.node.text[max(0, at - 10):at + 20],
                                      f"{name}没有配对的{partner}",
                                      f"在结束处补上{partner}{close}，或者删去多余的{name}{mark}")


def _closed_nowhere(provision: Provision, mark: str, close: str) -> bool:
    """Whether the article as a whole has fewer closing marks too."""
    whole = words(provision.article) if provision.article else provision.node.text
    whole = whole.replace("(", "（").replace(")", "）")
    return whole.count(mark) > whole.count(close)


def _finding(reading: Reading, provision: Provision, text: str, found: list[str], firsts: dict[str, int]) -> Finding:
    marks = "、".join(f"“{mark}”{count}处" if count > 1 else f"“{mark}”" for mark, count in Counter(found).items())
    throughout = f"（{'、'.join(f'“{mark}”全文共{count}处' for mark, count in firsts.items())}）" if firsts else ""
    mended = _HALF.sub(lambda match: _FULL[match.group()], text)
    mended = _QUOTED.sub(r"“\1”", _CLOSED_OTHERWISE.sub(lambda m: m.group().replace("(", "（").replace(")", "）"), mended))
    return reading.finding(CODE, provision, text, f"用了半角标点{marks}{throughout}，而全文用全角标点",
                           f"统一为全角：{mended if len(mended) <= 40 else mended[:39] + '…'}")
