"""Duty lists as official papers."""

from collections.abc import Sequence

from anze.documents.paper import Paper
from anze.duties.queries.dutylists import DutyList, Holder
from anze.law.codes import POSTS
from anze.law.pack import Pack
from anze.law.provisions import chinese_number
from anze.law.question import Question
from anze.people.models import Unit

HEADS = ("序号", "条款", "原文", "含义")


def in_words(day: object) -> str:
    """Return a day as an official writes it."""
    return f"{day.year}年{day.month}月{day.day}日"  # type: ignore[attr-defined]


def paper_of(pack: Pack, asked: Question, unit: Unit, lists: Sequence[tuple[DutyList, Sequence[Holder]]], title: str = "") -> bytes:
    """Return one paper with the lists of posts of a unit, each on pages of its own; `title` stands on the first."""
    paper: Paper | None = None
    for found, people in lists:
        said = title if title and paper is None else f"{unit.name}{POSTS[found.post]}安全生产职责清单"
        paper = Paper(said) if paper is None else paper.new_page().title(said)
        if title and said == title:
            paper.subtitle(f"{unit.name}{POSTS[found.post]}")
        _body(paper, pack, asked, found, people)
    return (paper or Paper(f"{unit.name}安全生产职责清单").paragraph("这个单位目前没有在任的领导。")).save()


def papers_of(pack: Pack, asked: Question, name: str, holders: Sequence[Holder]) -> bytes:
    """Return one paper with the lists of every post that a person holds."""
    paper: Paper | None = None
    for one in holders:
        said = f"{name}安全生产职责清单"
        paper = Paper(said) if paper is None else paper.new_page().title(said)
        paper.subtitle(f"{one.tenure.unit.name}{one.post_name}")
        _body(paper, pack, asked, one.list, [one])
    return (paper or Paper(f"{name}安全生产职责清单").paragraph("目前没有在任的职务。")).save()


def _body(paper: Paper, pack: Pack, asked: Question, found: DutyList, people: Sequence[Holder]) -> None:
    paper.paragraph(f"依据《{pack.title}》，列明本职务的全部职责。")
    for number, (label, entries) in enumerate(found.grouped(), 1):
        paper.heading(f"{chinese_number(number)}、{label}")
        paper.table(HEADS, [(place, one.label, one.quote, one.meaning) for place, one in enumerate(entries, 1)], (6, 14, 40, 40))
    if people:
        paper.heading(f"{chinese_number(len(found.grouped()) + 1)}、签收")
        paper.table(("姓名", "任职日期", "签收情况", "签名"), [
            (one.tenure.officer.name, in_words(one.tenure.start), f"{one.state_name}{'，' + in_words(one.signed_at) if one.signed_at else ''}", "")
            for one in people], (20, 30, 30, 20))
    paper.note(f"截至{in_words(asked.as_of)}。清单摘要：{found.digest[:16]}。")
