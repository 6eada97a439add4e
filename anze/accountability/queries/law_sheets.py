"""Grounds, vetoes and persons' bans as sheets, in the order in which pages show them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from anze.access.rights import Rights
from anze.accountability.queries.bans import Barred, barred
from anze.accountability.queries.ground import VIEWS, Ground, grounds, wanted_in, year_in
from anze.accountability.queries.vetoes import Row, vetoes_in
from anze.law.question import Question
from anze.people.models import Unit
from anze.people.moment import asked as asked_by
from anze.people.moment import day_of
from anze.workbook.exporting import exporter
from anze.workbook.write import Column, Sheet

MOST_ROWS: Final = 20_000
GROUNDS: Final = (Column("序号", 6), Column("单位", 18), Column("涉及人员", 30), Column("情形", 22), Column("线索", 60), Column("各项事实", 60),
                  Column("事实发生日", 12), Column("发现日期", 12), Column("处理", 12), Column("不立案的理由", 40))
VETOES: Final = (Column("序号", 6), Column("年度", 8), Column("单位", 18), Column("依据", 22), Column("成立日期", 12), Column("事由", 60), Column("事故", 40),
                 Column("责任不在本地区的事故", 40), Column("后果", 44), Column("现在", 12), Column("不再成立的原因", 40))
BANS: Final = (Column("序号", 6), Column("单位", 18), Column("姓名", 12), Column("当时职务", 24), Column("措施", 14), Column("决定日期", 12),
               Column("事故", 30), Column("取消评优的年度", 10), Column("不得晋升至", 12), Column("本项影响期至", 12), Column("现在", 14), Column("说明", 50))


@exporter
def ground_book(rights: Rights, now: datetime, **query: str) -> list[Sheet]:
    """Return the grounds of an address as a sheet."""
    today, wanted = day_of(now), wanted_in(query, rights)
    rows = grounds(rights, asked_by(query, now), today, wanted)[:MOST_ROWS]
    return [Sheet(f"问责线索（{VIEWS[wanted.view]}）", GROUNDS, (_ground(number, one) for number, one in enumerate(rows, 1)))]


def _ground(number: int, one: Ground) -> list[Any]:
    people = "、".join(f"{who.name}（{who.title}）" for who in one.people)
    state = "待研究" if one.note is None else "不立案，又有新的情况" if one.more else "不立案"
    return [number, one.unit.name, people, one.label, one.found.text, "；".join(one.found.items), one.found.day, one.found.on, state,
            one.note.reason if one.note else ""]


@exporter
def veto_book(rights: Rights, now: datetime, **query: str) -> list[Sheet]:
    """Return the vetoes of an address as a sheet, and persons' bans as a second for whoever may see them."""
    today, asked = day_of(now), asked_by(query, now)
    year, unit = year_in(query.get("year", "")), Unit.objects.filter(code=query.get("unit", "")).first()
    rows = vetoes_in(rights, asked, today, year=year, unit=unit)[:MOST_ROWS]
    sheets = [Sheet("班子一票否决", VETOES, (_veto(number, one) for number, one in enumerate(rows, 1)))]
    if rights.may("ban.view"):
        people = barred(rights, asked, today, year=year, unit=unit)[:MOST_ROWS]
        sheets.append(Sheet("个人限制期", BANS, _bans(people, asked)))
    return sheets


def _veto(number: int, one: Row) -> list[Any]:
    return [number, one.found.year, one.unit.name, one.rule_label, one.found.on, one.why, "、".join(each.label for each in one.accidents),
            "、".join(each.label for each in one.cleared), one.effect, "不再成立" if one.found.gone else "成立", one.found.gone]


def _bans(people: list[Barred], asked: Question) -> Iterator[list[Any]]:
    for number, one in enumerate(people, 1):
        yield [number, one.unit.name, one.officer.name, one.post, one.measure, one.on, one.accident.label, one.year, one.until, one.own_until,
               one.words(asked.as_of), one.note(asked.as_of)]
