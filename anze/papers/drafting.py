"""Draft a document of a kind from the office's template, or the built-in text, and the fields of the matter."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from anze.acts.evidence import store
from anze.documents.official import Official
from anze.documents.official import attachment_lines as numbered
from anze.documents.reading import official_of
from anze.papers.builtin import Builtin, blocks, builtin, line
from anze.papers.language import plain
from anze.papers.models import Template
from anze.papers.queries.letterheads import letterhead_of
from anze.papers.queries.templates import template_for
from anze.papers.rendering import rendered
from anze.people.models import Unit


def draft(kind: str, unit: Unit, fields: Mapping[str, Any], template: Template | None = None) -> Official:
    """Return a document of a kind for a unit. `fields` are named as in `builtin(kind).every_field()`; letterhead, sender and printer
    come from the unit unless given. `template`: of that version, instead of the one that counts.

    Raises ValidationError that names every field that is missing, and KeyError for one that does not exist: that is a fault of ours.
    """
    said = builtin(kind)
    values = _values(said, unit, fields)
    found = template or template_for(unit, kind)
    if found is None or found.blob is None:
        return from_text(said, values)
    return from_word(store.place(found.blob.sha256).read_bytes(), values, sealed=said.sealed)


def from_text(said: Builtin, values: Mapping[str, Any]) -> Official:
    """Return a document from the built-in text and plain values of its fields."""
    return Official(
        organ=values["发文机关标志"], title=line(said.title, values), number=values["文号"], signer=values["签发人"] if said.upward else "",
        urgency=values["紧急程度"] or line(said.urgency, values), to=values["主送"] or line(said.to, values), body=blocks(said.body, values),
        attachments=tuple(values["附件"]), sender=values["署名"], day=values["成文日期"], remark=values["附注"] or line(said.remark, values),
        cc=tuple(part for part in values["抄送"].split("，") if part), seal=said.sealed, letter=said.letter,
        printed_by="" if said.letter else values["印发机关"], printed_on=None if said.letter else values["印发日期"])


def from_word(template: bytes, values: Mapping[str, Any], *, sealed: bool = True) -> Official:
    """Return a document from an office's own Word template and plain values; its Word file is kept as the template made it."""
    lines = numbered(values["附件"])
    own = rendered(template, {**values, "附件": [f"{'附件：' if place == 0 else ''}{one}" for place, one in enumerate(lines)]})
    read = official_of(own)
    if not read.title:
        raise ValidationError("模板里没有标题：请把标题那一段的样式设为“标题（Title）”。")
    return Official(**{name: getattr(read, name) for name in Official.__slots__} | {"own": own, "seal": sealed})


def _values(said: Builtin, unit: Unit, fields: Mapping[str, Any]) -> dict[str, Any]:
    known = {one.name: one for one in said.every_field()}
    if strange := [name for name in fields if name not in known]:
        raise KeyError(f"{said.label}没有这些字段：{'、'.join(strange)}")
    head = letterhead_of(unit)
    given = {"发文机关标志": head.mark_of(letter=said.letter), "署名": head.sender, "印发机关": head.printed_by,
             "印发日期": fields.get("成文日期", ""), **fields}
    values = {name: plain(given.get(name, [] if one.columns or one.many else "")) for name, one in known.items()}
    if isinstance(given.get("抄送"), list | tuple):
        values["抄送"] = "，".join(values["抄送"])
    if missing := [name for name, one in known.items() if not one.optional and not values[name]]:
        raise ValidationError([f"缺“{name}”（{known[name].about}），不能出{said.label}。" for name in missing])
    return values
