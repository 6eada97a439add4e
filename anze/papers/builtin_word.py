"""The built-in text of a kind as a Word template: with its placeholders, for an office to change in Word."""

from functools import cache
from typing import Final

from anze.documents.official import Block, Heading, Note, Official, Table, Text
from anze.documents.pdf import Ending
from anze.documents.word import Sheet
from anze.papers.builtin import Builtin, builtin

HEADINGS: Final = (("### ", 3), ("## ", 2), ("# ", 1))


@cache
def template_of(kind: str) -> bytes:
    """Return the .docx with placeholders of a kind's built-in text."""
    said = builtin(kind)
    to = f"{{% if 主送 %}}{{{{ 主送 }}}}{{% else %}}{said.to}{{% endif %}}" if said.to else ""
    return _TemplateSheet(Official(
        organ="{{ 发文机关标志 }}", title=said.title, number="{{ 文号 }}", signer="{{ 签发人 }}" if said.upward else "", urgency=said.urgency, to=to,
        body=tuple(_blocks(said)), attachments=("{{ 行 }}",), sender="{{ 署名 }}", day="{{ 成文日期 }}", remark=said.remark, seal=said.sealed,
        cc=("{{ 抄送 }}",), printed_by="{{ 印发机关 }}", printed_on="{{ 印发日期 }}", letter=said.letter)).save()


class _TemplateSheet(Sheet):
    """A sheet in which what may be missing stands under a condition."""

    def _attachment(self, line: str, *, hanging: bool) -> None:
        self._add("{%p for 行 in 附件 %}", "附件说明")
        super()._attachment("{{ 行 }}", hanging=True)
        self._add("{%p endfor %}", "附件说明")

    def _title(self) -> str:
        return self._said.title  # where it will be broken is not known of a template

    def _ending(self) -> Ending:
        return Ending()  # how long a document becomes is not known of a template

    def _cc(self) -> str:
        return "{% if 抄送 %}抄送：{{ 抄送 }}。{% endif %}"


def _blocks(said: Builtin) -> list[Block]:
    """Return the body as blocks: lines of control become paragraphs of control, or rows of a table where they stand in one."""
    found: list[Block] = []
    rows: list[tuple[str, ...]] = []
    lines = [line for line in said.body.split("\n") if line.strip()]
    for place, line in enumerate(lines):
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
        elif line.startswith("{%") and rows and any(later.startswith("|") for later in lines[place - 1:place + 2]) and ("for" in line):
            rows.append((line.replace("{%", "{%tr", 1), *[""] * (len(rows[0]) - 1)))
        else:
            found += _table(rows)
            rows = []
            found.append(_line(line))
    return found + _table(rows)


def _line(line: str) -> Block:
    if line.startswith("{%"):
        return Text(line.replace("{%", "{%p", 1))
    for mark, level in HEADINGS:
        if line.startswith(mark):
            return Heading(line.removeprefix(mark), level)
    return Note(line.removeprefix("> ")) if line.startswith("> ") else Text(line)


def _table(rows: list[tuple[str, ...]]) -> list[Block]:
    if not rows:
        return []
    widths = tuple(int(cell) for cell in rows[0]) if all(cell.isdigit() for cell in rows[0]) else ()
    heads, *others = rows[1:] if widths else rows
    return [Table(heads, tuple(others), widths)]
