"""Braces that are no placeholder although somebody meant one: written with one brace, not closed, or full-width; each named with its remedy.

What stands in one pair of braces is meant as a placeholder where it is the name of a field, or any name at all; a lone brace, and braces
around numbers or sentences, are text (decisions/0044).
"""

import re
from collections.abc import Collection, Iterator
from typing import Final

TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)
FULL: Final = str.maketrans("｛｝％", "{}%")
OPEN: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_NAME: Final = r"[^\W\d]\w*(?:\s*\.\s*\w+)*"
_SINGLE: Final = re.compile(rf"\{{\s*({_NAME})\s*(\}}?)|({_NAME})\s*\}}")
LONGEST: Final = 24  # characters of a name that nobody knows but that is closed as one


def brace_faults(line: str, names: Collection[str]) -> Iterator[str]:
    """Yield a sentence for everything in a line of a template that was meant as a placeholder and is none; `names`: those that are known."""
    if "｛" in line or "｝" in line:
        inner = [one for one in TAG.findall(line.translate(FULL)) if one not in line]
        yield from (f"“{one}”的花括号是全角的。请改用英文输入法的“{{{{”和“}}}}”" for one in inner)
    left = TAG.sub(" ", line)
    for begin, end in OPEN.items():
        if begin in left:
            said = left[left.index(begin):][:LONGEST]
            yield f"“{said}”没有写完，右边少“{end}”。请写成“{begin} …… {end}”"
            return
        if end in left:
            said = left[:left.index(end) + 2][-LONGEST:]
            yield f"“{said}”左边少“{begin}”。请写成“{begin} …… {end}”"
            return
    yield from _singles(left, names)


def _singles(left: str, names: Collection[str]) -> Iterator[str]:
    for found in _SINGLE.finditer(left):
        said = re.sub(r"\s", "", found[1] or found[3])
        fits = said.startswith if found[1] else said.endswith  # words of Chinese run on into the name
        known = said if found[1] and found[2] and len(said) <= LONGEST else max(filter(fits, names), key=len, default="")
        if known:
            yield f"“{found[0].strip()}”的花括号只有一层，印发时填不进去。请写成“{{{{ {known} }}}}”；确实是正文的，请改用别的括号"
