"""A year's report of duties drafted from the record: each sentence from what the law found, with the acts that it rests on."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

import numpy as np

from anze.access.rights import Rights
from anze.acts.models import ActFact
from anze.duties.queries.filters import Filters, narrow
from anze.duties.queries.grid import cell_query
from anze.duties.queries.obligations import LAMPS, Chosen, Table, table_of
from anze.duties.queries.standing import standing_rows
from anze.duties.situation import situation
from anze.duties.sources import Scope, told
from anze.law.codes import ACT_TYPES, ASSESSMENT_GRADES, DOCUMENTS, POSTS
from anze.law.days import Period
from anze.law.findings import in_words
from anze.law.known import Known
from anze.law.question import Question
from anze.people.models import Officer
from anze.yearly.queries.report_units import accidents, interviews_of_units, taken, vetoed
from anze.yearly.queries.sentences import Basis, Sentence

ITSELF: Final = "duty_report"  # the report does not report on itself


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the report under its heading."""

    title: str
    sentences: tuple[Sentence, ...]

    def plain(self) -> dict[str, Any]:
        """Return the part as plain values, as it is kept when signed."""
        return asdict(self)


def drafted(officer: Officer, year: int, asked: Question, today: date, rights: Rights) -> list[Part]:
    """Return the parts of an officer's report of a year, as known on `asked.known_at`; parts of which there is nothing are left out, and
    there are none where the officer held no post that year."""
    table = table_of(asked, today)
    posts = tuple(_tenures(table, officer, year))
    if not posts:  # who held no post that year owes no report
        return []
    known = situation(asked, today, Scope())  # a task of an earlier year may still be open, a measure rest on an earlier accident
    found = [Part("任职情况", posts), Part("定期任务完成情况", tuple(_obligations(table, officer, year))),
             Part("挂点联系等常设职责", tuple(_standing(table, officer, rights))), Part("上级部署和督办事项", tuple(_tasks(known, officer, year, rights))),
             Part("被约谈情况", tuple(_interviews(known, officer, year, rights))),
             Part("所在单位发生的生产安全事故", tuple(accidents(known, officer, year, rights))),
             Part("所在单位的“一票否决”和约谈", (*vetoed(known, officer, year, rights), *interviews_of_units(known, officer, year, rights))),
             Part("所在单位考核结果", tuple(_assessments(known, officer, year))), Part("没有按期完成和补录的任务", tuple(_gaps(table, officer, year)))]
    return [part for part in found if part.sentences]


def taken_by(officer: Officer, year: int, today: date) -> str:
    """Say which confirmed assessment has taken a year's report by today; empty as long as none has."""
    return taken(situation(Question(today, today), today, Scope()), officer, year)


def _tenures(table: Table, officer: Officer, year: int) -> Iterator[Sentence]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    tree = table.world.index.tree
    for one in table.world.index.tenures_of.get(officer.code, ()):
        if one.start <= last and (one.end is None or one.end >= first):
            until = f"至{in_words(one.end)}" if one.end is not None and one.end <= last else "至今" if table.asked.as_of <= last else "至年末"
            yield Sentence(f"{in_words(max(one.start, first))}{until}，任{tree.name(one.unit)}{POSTS[one.post]}。")


def _mine(table: Table, officer: Officer, year: int) -> Chosen:
    code = table.world.recurrence.roll.officer_codes.get(officer.code, -1)
    flags = table.any_officer(np.arange(len(table.world.recurrence.roll.officers)) == code)
    mine = narrow(Chosen(table, np.flatnonzero(flags)), Filters(year=str(year)))
    others = np.array([duty.act.document != ITSELF for duty in table.duties], dtype=np.bool_)
    return mine.where(others.take(table.duty)) if len(table) else mine


def _obligations(table: Table, officer: Officer, year: int) -> Iterator[Sentence]:
    """Yield a sentence for each duty: how many were due, done in time, late, missed, are open; with the acts that counted."""
    mine, groups = _mine(table, officer, year), dict[tuple[int, int], list[int]]()
    for row in mine.at.tolist():
        groups.setdefault((int(table.duty[row]), int(table.unit[row])), []).append(row)
    facts = _facts(table, mine.at.tolist())
    tree, units = table.world.index.tree, table.world.recurrence.roll.units
    for (number, unit), rows in groups.items():
        duty = table.duties[number]
        counts = {lamp: sum(LAMPS[table.lamp[row]] == lamp for row in rows) for lamp in LAMPS}
        said = [f"按期完成 {counts['met']} 项" if counts["met"] else "", f"补录 {counts['backfilled']} 项" if counts["backfilled"] else "",
                f"逾期未完成 {counts['missed']} 项" if counts["missed"] else "",
                f"尚在期限内 {counts['soon'] + counts['pending']} 项" if counts["soon"] + counts["pending"] else ""]
        whose = f"{tree.name(units[unit])}" if duty.owner == "body" else ""
        text = f"{table.world.pack.label(duty.id)}：{whose}{duty.what}，应当完成 {len(rows)} 项，{'，'.join(filter(None, said))}。"
        acts = sorted({(fact.date, fact.act.uid, _called(fact)) for row in rows for fact in facts.get(row, [])})
        yield Sentence(text, duty.id, tuple(Basis(label, "acts", uid) for _, uid, label in acts))


def _facts(table: Table, rows: Iterable[int]) -> dict[int, list[ActFact]]:
    codes = {row: table.world.recurrence.acts.ids[table.acts[table.act_at[row]:table.act_at[row + 1]]].tolist() for row in rows}
    wanted = {code for some in codes.values() for code in some}
    found = {fact.code: fact for fact in ActFact.objects.filter(code__in=wanted).select_related("act")}
    return {row: [found[code] for code in some if code in found] for row, some in codes.items()}


def _called(fact: ActFact) -> str:
    what = DOCUMENTS.get(fact.kind, "文件") if fact.type == "document" else ACT_TYPES[fact.type]
    return f"{fact.date.month}月{fact.date.day}日{what}"


def _standing(table: Table, officer: Officer, rights: Rights) -> Iterator[Sentence]:
    reach = rights.reach("report.view") if rights.may("report.view") else rights.reach("report.write")
    for row in standing_rows(table.world, table.asked, reach, frozenset({officer.code})):
        bases = () if row.status == "in_place" else (Basis("看板", "people", officer.code),)
        yield Sentence(row.why.replace(f"（{officer.code}）", ""), row.duty, bases)


def _tasks(known: Known, officer: Officer, year: int, rights: Rights) -> Iterator[Sentence]:
    first = date(year, 1, 1)
    mine = [task for task in known.facts.tasks if task.officer == officer.code and task.due.year <= year
            and (task.due >= first or task.done_on is None or task.done_on >= first)]  # what was left over from before is told too
    names = told("tasks", {task.id for task in mine}, rights)
    for task in sorted(mine, key=lambda one: (one.due, one.id)):
        called = names[task.id].label if task.id in names else "督办事项"
        done = f"{in_words(task.done_on)}办结" if task.done_on is not None else "尚未办结"
        late = "，逾期" if (task.done_on or known.asked.as_of) > task.due else ""
        bases = (Basis("办理情况", "tasks", task.id),) if task.id in names and names[task.id].address else ()
        yield Sentence(f"{called}，期限{in_words(task.due)}，{done}{late}。", "17.p1", bases)


def _interviews(known: Known, officer: Officer, year: int, rights: Rights) -> Iterator[Sentence]:
    mine = [one for one in known.facts.interviews if officer.code in one.officers and one.date.year == year]
    names = told("interviews", {one.id for one in mine}, rights)
    for one in sorted(mine, key=lambda found: found.date):
        bases = (Basis("约谈情况", "interviews", one.id),) if one.id in names and names[one.id].address else ()
        by = known.tree.name(one.by) if one.by in known.tree.units else one.by
        yield Sentence(f"{in_words(one.date)}，被{by}约谈。", "21.p1", bases)


def _assessments(known: Known, officer: Officer, year: int) -> Iterator[Sentence]:
    units = {one.unit for one in known.index.tenures_of.get(officer.code, ()) if one.start.year <= year and (one.end is None or one.end.year >= year)}
    for one in known.facts.assessments:
        on = one.confirmed_on
        if one.unit in units and one.year in {year, year - 1} and on is not None and known.on_record(on):
            said = f"{known.tree.name(one.unit)}{one.year}年度安全生产责任制考核结果：{ASSESSMENT_GRADES.get(one.grade, one.grade)}"
            yield Sentence(f"{said}（{in_words(on)}确认）。", "20.p1")


def _gaps(table: Table, officer: Officer, year: int) -> Iterator[Sentence]:
    """Yield what was missed or recorded late, period by period: gaps are told as gaps."""
    mine, tree = _mine(table, officer, year), table.world.index.tree
    for row in mine.at.tolist():
        lamp, duty = LAMPS[table.lamp[row]], table.duties[table.duty[row]]
        if lamp in {"missed", "backfilled"}:
            period: Period = table.period_at(row)
            whose = tree.name(table.world.recurrence.roll.units[table.unit[row]]) if duty.owner == "body" else ""
            yield Sentence(f"{period.label}，{whose}{duty.what}：{'逾期未完成' if lamp == 'missed' else '期末以后才登记（补录）'}。", duty.id,
                           (Basis("这一格", "cells", cell_query(duty.id, table.world.recurrence.roll.units[table.unit[row]], officer.code, period.name)),))
