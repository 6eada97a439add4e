"""An office's own template is looked at when it comes: what it may not hold, which placeholders are unknown and where, all at once."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from django.core.exceptions import ValidationError
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from anze.papers.braces import TAG, brace_faults
from anze.papers.builtin import Builtin, Field, builtin, examples
from anze.papers.drafting import from_word
from anze.papers.language import environment, plain, refuse_other

LARGEST: Final = 5_000_000
LARGEST_TEXT: Final = 3_000_000   # of the document's own XML
OUTSIDE: Final = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']", re.I)
FETCHES: Final = re.compile(rb"\b(?:INCLUDEPICTURE|INCLUDETEXT|IMPORT|DDE|DDEAUTO|LINK|HYPERLINK|AUTOTEXT|MACROBUTTON)\b")
PLACES: Final = (("word/document.xml", "正文"), ("word/header", "页眉"), ("word/footer", "页脚"), ("word/footnotes", "脚注"), ("docProps/core.xml", "文档属性"))
LOOP: Final = frozenset({"index", "first", "last"})


def check(content: bytes, kind: str) -> None:
    """Raise ValidationError with a sentence for everything that keeps a .docx from being a template of a kind; it was examined as a file before."""
    said = builtin(kind)
    if faults := list(_refused(content)):
        raise ValidationError(faults)
    texts = dict(_texts(content))
    faults = []
    for place, source in texts.items():
        if wrong := list(_braces(content, place, said)):
            faults += wrong
            continue
        try:
            tree = environment(escaped=True).parse(source)
            refuse_other(tree)
        except TemplateSyntaxError as fault:
            faults.append(f"{place}{_unpaired(source) or f'：{_reason(fault)}。请对照“可用的字段”改正'}。")
        else:
            faults += [f"{words}{_where(content, place, name)}" for name, words in _strange(tree, said)]
    if not faults:
        faults = list(_tried(content, kind, "".join(texts.values())))
    if faults:
        raise ValidationError(faults)


def _refused(content: bytes) -> Iterator[str]:
    if len(content) > LARGEST:
        yield f"模板有 {len(content) / 1_000_000:.1f} MB，超过 {LARGEST // 1_000_000} MB。请去掉或压缩里面的图片。"
        return
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for member in archive.infolist():
            if member.filename.endswith((".rels", ".xml")) and member.file_size > LARGEST_TEXT:
                yield "模板的文字部分太大，不像是模板。请从内置模板改起。"
                return
            if member.filename.endswith(".rels") and OUTSIDE.search(archive.read(member)):
                yield "模板里有指向外面的链接或图片。请取消超链接，图片改成嵌入，再上传。"
            if member.filename.startswith("word/") and member.filename.endswith(".xml"):
                read = archive.read(member)
                if b"altChunk" in read or b"w:object" in read or b"w:control" in read:
                    yield "模板里有嵌入的对象或控件。请删去后再上传。"
                if any(FETCHES.search(code) for code in re.findall(rb"<w:instrText[^>]*>([^<]*)|w:instr=\"([^\"]*)\"", read) for code in code):
                    yield "模板里有会取外部内容的域（如 INCLUDEPICTURE、HYPERLINK）。请删去后再上传。"


def _texts(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield each part in which placeholders may stand: its place, and its text as docxtpl hands it to the language."""
    template = DocxTemplate(BytesIO(content))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            place = next((said for start, said in PLACES if name.startswith(start) and name.endswith(".xml")), "")
            if place:
                yield f"{place}（{name.rsplit('/', 1)[-1]}）" if place != "正文" else place, template.patch_xml(archive.read(name).decode("utf-8"))


def _reason(fault: TemplateSyntaxError) -> str:
    said = str(fault.message or "")
    return said if re.search("[一-龥]", said) else "有一处花括号写得不对"


def _unpaired(source: str) -> str:
    tags = [one.strip("{%}- \t") for one in TAG.findall(source) if one.startswith("{%")]
    words = [re.sub(r"^(?:p|tr|tc|r)\s+", "", one).split() for one in tags]
    count = {word: sum(bool(one) and one[0] == word for one in words) for word in ("for", "endfor", "if", "endif")}
    for begin, end in (("for", "endfor"), ("if", "endif")):
        if count[begin] != count[end]:
            return f"里“{begin}”有 {count[begin]} 处，“{end}”有 {count[end]} 处，没有成对"
    return ""


def _strange(tree: nodes.Template, said: Builtin) -> Iterator[tuple[str, str]]:
    """Yield each name that the kind does not have, with a sentence; once each."""
    known = {one.name: one for one in said.every_field()}
    found: dict[str, str] = {}
    _walk(tree, known, {}, found)
    yield from found.items()


def _walk(node: nodes.Node, known: dict[str, Field], bound: dict[str, Field | None], found: dict[str, str]) -> None:
    if isinstance(node, nodes.For):
        field = known.get(node.iter.name) if isinstance(node.iter, nodes.Name) else None
        if isinstance(node.iter, nodes.Name) and field is not None and not (field.columns or field.many):
            found[node.iter.name] = f"“{node.iter.name}”不是列表，不能用 for"
        inner = dict(bound) | ({node.target.name: field} if isinstance(node.target, nodes.Name) else {}) | {"loop": None}
        _walk(node.iter, known, bound, found)
        for child in (*node.body, *node.else_):
            _walk(child, known, inner, found)
        return
    if isinstance(node, nodes.Getattr):
        _attribute(node, bound, found)
        return
    if isinstance(node, nodes.Name) and node.name not in known and node.name not in bound:
        found[node.name] = f"没有“{node.name}”这个字段"
    for child in node.iter_child_nodes():
        _walk(child, known, bound, found)


def _attribute(node: nodes.Getattr, bound: dict[str, Field | None], found: dict[str, str]) -> None:
    owner = node.node.name if isinstance(node.node, nodes.Name) else ""
    if owner == "loop" and "loop" in bound and node.attr in LOOP:
        return
    field = bound.get(owner)
    if field is None or node.attr not in field.columns:
        listed = f"；“{field.name}”有：{'、'.join(field.columns)}" if field is not None and field.columns else ""
        found[f"{owner}.{node.attr}"] = f"没有“{owner}.{node.attr}”{listed}"


def _braces(content: bytes, place: str, said: Builtin) -> Iterator[str]:
    """Yield what was meant as a placeholder in a part and is none, with where it stands; each once."""
    names = {one.name for one in said.every_field()} | {f"人.{column}" for one in said.every_field() for column in one.columns}
    found: dict[str, str] = {}
    for number, line in enumerate(_lines(content, place), 1):
        for sentence in brace_faults(line, names):
            found.setdefault(sentence, f"{sentence}：在{f'正文第 {number} 段' if place == '正文' else place}。")
    yield from found.values()


def _lines(content: bytes, place: str) -> list[str]:
    """Return the paragraphs of a part, those of a part without any as one line each."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        name = "word/document.xml" if place == "正文" else next(one for one in archive.namelist() if one.endswith(place.partition("（")[2].rstrip("）")))
        part = etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
    lines = ["".join(str(text) for text in line.itertext(qn("w:t"))) for line in part.iter(qn("w:p"))]
    return lines or [str(text) for text in part.itertext()]


def _where(content: bytes, place: str, name: str) -> str:
    """Say in which paragraphs a name stands: 正文第 3 段“……”."""
    if not place.startswith("正文"):
        return f"：在{place}。"
    word = re.compile(rf"(?<![\w.]){re.escape(name)}(?!\w)")
    found = [f"正文第 {number} 段“{line[:24]}{'…' if len(line) > 24 else ''}”" for number, line in enumerate(_lines(content, place), 1)
             if any(word.search(tag) for tag in TAG.findall(line))]
    return f"：{'、'.join(found[:3])}{'等处' if len(found) > 3 else ''}。" if found else "。"


def _tried(content: bytes, kind: str, source: str) -> Iterator[str]:
    """Fill the template in with the examples; yield what is wrong with what came out."""
    values: dict[str, Any] = {name: plain(value) for name, value in examples(kind).items()}
    try:
        made = from_word(content, values)
    except ValidationError as fault:
        yield from fault.messages
        return
    if "文号" not in source:
        yield "模板里没有“{{ 文号 }}”，印发时文号印不上去。请在版头加上。"
    if not made.body:
        yield "模板没有正文。请从内置模板改起。"
