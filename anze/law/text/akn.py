"""A statute as Akoma Ntoso 3.0, the OASIS standard for legal documents."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from lxml import etree

from anze.law.text.numerals import to_int
from anze.law.text.tree import Node, Statute

NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_UNKNOWN_DAY: Final = "0001-01-01"
_DAY = re.compile(r"(\d{4}|[一二三四五六七八九〇○零]{4})\s*年\s*([\d一二三四五六七八九十]{1,3})\s*月\s*([\d一二三四五六七八九十]{1,3})\s*日")
_TAGS: Final = {"part": "part", "chapter": "chapter", "section": "section", "article": "article", "paragraph": "paragraph",
                "item": "point", "subitem": "indent"}


def to_akn(statute: Statute) -> bytes:
    """The statute as one Akoma Ntoso document, UTF-8: a `bill` while it is a draft, else an `act`.

    The day of the work is the last one named before the body (通过、公布、修订); where none is named 0001-01-01 stands for it.
    """
    kind = "bill" if statute.status else "act"
    leading = [n for n in statute.nodes if n.kind == "paragraph" and n.id.startswith("0.")]
    trailing = [n for n in statute.nodes if n.kind == "paragraph" and not n.id.startswith("0.")]
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    document = _add(root, kind, name=kind)
    _meta(_add(document, "meta"), kind, statute.title, _day(leading))
    preface = _add(document, "preface")
    _add(_add(preface, "p"), "docTitle").text = statute.title
    _paragraphs(preface, (n.text for n in leading))
    body = _add(document, "body")
    for node in statute.nodes:
        if node.kind != "paragraph":
            _provision(body, node)
    if trailing:
        _paragraphs(_add(document, "conclusions"), (n.text for n in trailing))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)


def _meta(meta: etree._Element, kind: str, title: str, day: str) -> None:
    """What the document is, in the three views of FRBR, and who is its source."""
    work = f"/akn/cn/{kind}/{day}/{re.sub(r'[^0-9A-Za-z一-鿿]', '', title) or 'statute'}"
    identification = _add(meta, "identification", source="#source")
    _add(_frbr(identification, "FRBRWork", work, day), "FRBRcountry", value="cn")
    _add(_frbr(identification, "FRBRExpression", f"{work}/zho@", day), "FRBRlanguage", language="zho")
    _frbr(identification, "FRBRManifestation", f"{work}/zho@.xml", day)
    references = _add(meta, "references", source="#source")
    _add(references, "TLCOrganization", eId="source", href="/ontology/organization/cn/source", showAs="发布机关")


def _frbr(parent: etree._Element, view: str, uri: str, day: str) -> etree._Element:
    element = _add(parent, view)
    _add(element, "FRBRthis", value=f"{uri}/!main")
    _add(element, "FRBRuri", value=uri)
    _add(element, "FRBRdate", date=day, name="text")
    _add(element, "FRBRauthor", href="#source")
    return element


def _day(leading: list[Node]) -> str:
    days = [match.groups() for node in leading for match in _DAY.finditer(node.text)]
    if not days:
        return _UNKNOWN_DAY
    try:
        return date(*(to_int(part) for part in days[-1])).isoformat()
    except ValueError:
        return _UNKNOWN_DAY


def _paragraphs(parent: etree._Element, texts: Iterable[str]) -> None:
    for text in texts:
        for line in text.split("\n"):
            _add(parent, "p").text = line


def _provision(parent: etree._Element, node: Node) -> None:
    """A heading or provision; one without parts has content, one with parts an introduction in front of them."""
    tag = "subpart" if node.kind == "part" and "分" in node.label else _TAGS[node.kind]
    element = _add(parent, tag, eId=f"{node.kind[:4]}_{node.id}".replace("~", "-bis-").replace(".", "__"))
    if node.label:
        _add(element, "num").text = node.label
    heading = node.kind in ("part", "chapter", "section")
    if heading:
        _add(element, "heading").text = node.text
    words = "" if heading else node.text
    if not node.children:
        _paragraphs(_add(element, "content"), [words])
    elif words:
        _paragraphs(_add(element, "intro"), [words])
    for child in node.children:
        _provision(element, child)
