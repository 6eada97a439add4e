"""Half-width brackets and punctuation among full-width ones, and labels set off by spaces of different widths."""

import re
from collections import Counter
from collections.abc import Iterator

from anze.law.text.lint.finding import Finding, Provision, Reading

CODE = "标点全半角混用"
_HALF = re.compile(r"(?<=[一-鿿”》」）\"])[,;:?!]|[,;:?!](?=[一-鿿“《「（])|\((?=[^()]*[一-鿿])|(?<=[一-鿿])\)|(?<=[一-鿿])\.(?=$|[一-鿿])")
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}
_FULL_MARK = re.compile(r"[，；：？！（）。]")


def check(reading: Reading) -> Iterator[Finding]:
    """Each provision with half-width marks, where the text as a whole is set in full-width ones.

    Where every label is in half-width brackets that is a style, and labels are not looked at.
    """
    labels = [p.node.label for p in reading.provisions if p.node.kind in ("item", "subitem")]
    mixed = any(label.startswith("（") for label in labels)
    texts = [(p, (p.node.label if mixed else "") + p.node.text) for p in reading.provisions if p.node.text]
    full = sum(len(_FULL_MARK.findall(text)) for _, text in texts)
    for provision, text in texts:
        found = _HALF.findall(text)
        if found and full:
            yield _finding(reading, provision, text, found)


def _finding(reading: Reading, provision: Provision, text: str, found: list[str]) -> Finding:
    marks = "、".join(f"“{mark}”{count}处" if count > 1 else f"“{mark}”" for mark, count in Counter(found).items())
    mended = _HALF.sub(lambda match: _FULL[match.group()], text)
    return reading.finding(CODE, provision, text, f"用了半角标点{marks}，而全文用全角标点",
                           f"统一为全角：{mended if len(mended) <= 40 else mended[:39] + '…'}")
