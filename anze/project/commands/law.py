"""`anze law`: statute text (parse, lint, diff) and rule packs (show, coverage)."""

import codecs
import json
from pathlib import Path
from typing import Any

import click

from anze.law.problems import Problem, Refused

FILE = click.Path(path_type=Path)
BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, UTF-16 (with its mark) or GB18030. Raises `Refused` for what is no text."""
    if path.is_dir() or not path.exists():
        raise Refused([Problem(str(path), 0, "没有这个文件" if not path.exists() else "这是一个文件夹", "写法规文本文件（.txt）的路径")])
    data = path.read_bytes()
    marked = next((name for bom, name in BOMS.items() if data.startswith(bom)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refused([Problem(str(path), 0, "文件不是文本", "另存为 UTF-8 编码的纯文本（.txt）后再试；Word 和 PDF 请先复制出文字")])


@click.group(name="law", help="法规文本：parse 拆成编章节条款项目，lint 校核，diff 比较；规则包：show 看一条的含义，coverage 看各款项如何处理。")
def command() -> None:
    """Group what is done with words and packs."""


@command.command(name="parse", help="把法规文本拆成编、章、节、条、款、项、目。")
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--format", "form", type=click.Choice(["json", "md", "akn"]), default="json", show_default=True, help="json、Markdown 或 Akoma Ntoso 3.0")
def parse_command(file: Path, form: str) -> None:
    """Print the statute in `file` in the form asked."""
    from anze.law import text  # noqa: PLC0415 — each verb loads only what it needs

    statute = text.parse(read_text(file), str(file))
    if form == "json":
        _json(text.to_json(statute))
    elif form == "md":
        click.echo(text.to_markdown(statute), nl=False)
    else:
        click.echo(text.to_akn(statute).decode(), nl=False)


@command.command(name="lint", help="校核法规文本，列出起草人会想知道的问题：位置、原文、理由、建议。")
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--format", "form", type=click.Choice(["md", "json"]), default="md", show_default=True, help="md 可直接作为意见提交")
def lint_command(file: Path, form: str) -> None:
    """Print what is to be said about the drafting of the statute in `file`."""
    from anze.law import text  # noqa: PLC0415

    words = read_text(file)
    statute = text.parse(words, str(file))
    findings = text.lint(statute, words)
    if form == "json":
        _json(text.lint_json(statute, findings))
    else:
        click.echo(text.lint_markdown(statute, findings), nl=False)


@command.command(name="diff", help="逐条比较两个版本：新增、删去、修改、移动、改编号，改动的数字和时限单独列出。")
@click.argument("old", metavar="OLD", type=FILE)
@click.argument("new", metavar="NEW", type=FILE)
@click.option("--format", "form", type=click.Choice(["md", "json"]), default="md", show_default=True)
def diff_command(old: Path, new: Path, form: str) -> None:
    """Print what differs between two versions."""
    from anze.law import text  # noqa: PLC0415

    problems: list[Problem] = []
    statutes = []
    for path in (old, new):
        try:
            statutes.append(text.parse(read_text(path), str(path)))
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(problems)
    changes = text.diff(*statutes)
    if form == "json":
        _json(text.diff_json(changes))
    else:
        click.echo(text.diff_markdown(changes, old.name, new.name), nl=False)


@command.command(name="show", help="一条的原文、在本规则包中的含义、所用参数及理由。ARTICLE 写条的序号，如 21。")
@click.argument("article", metavar="ARTICLE")
@click.option("--pack", help="规则包的名称或文件夹（默认清远市的征求意见稿）")
def show_command(article: str, pack: str | None) -> None:
    """Print what an article means in a pack."""
    from anze.law.pack import DEFAULT_PACK, load_pack  # noqa: PLC0415
    from anze.law.show import show  # noqa: PLC0415

    rules = load_pack(pack or DEFAULT_PACK)
    number = _article(article)
    if number not in rules.words:
        raise Refused([Problem("ARTICLE", 0, f"没有“{article}”这一条", f"写 1 到 {max(rules.words)} 之间的序号，如 anze law show 21")])
    click.echo(show(rules, number))


def _article(written: str) -> int:
    """Return the number of an article written 21, 21.2.3, 二十一 or 第二十一条第二款; 0 for what is none."""
    from anze.law.text.numerals import to_int  # noqa: PLC0415

    words = written.strip().removeprefix("第").split("条")[0].split(".")[0]
    try:
        return to_int(words)
    except ValueError:
        return 0


@command.command(name="coverage", help="规则包对每一款、每一项的处理：计算什么，由谁判断，为何不计算。有遗漏时退出码为 1。")
@click.option("--pack", help="规则包的名称或文件夹（默认清远市的征求意见稿）")
def coverage_command(pack: str | None) -> int:
    """Print how every paragraph and item of the pack's statute is accounted for; return 1 if one is not, or a clause stands for no provision."""
    from anze.law import text  # noqa: PLC0415
    from anze.law.coverage import coverage, coverage_markdown  # noqa: PLC0415
    from anze.law.pack import DEFAULT_PACK, load_pack  # noqa: PLC0415

    rules = load_pack(pack or DEFAULT_PACK)
    chapters: dict[str, list[str]] = {}
    for number, words in rules.words.items():
        chapters.setdefault(rules.chapters[number], []).append(words)
    whole = "\n".join([rules.title, *(line for chapter, articles in chapters.items() for line in (chapter, *articles))])
    found = coverage(rules, text.parse(whole, rules.title))
    click.echo(coverage_markdown(found, rules.title))
    return 1 if found.gaps or found.strays else 0


def _json(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))
