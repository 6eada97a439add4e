"""One obligation explained: the words, the days, who answers, every act that counted or did not, with both clocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from anze.access.rights import Rights
from anze.acts.models import Act, ActFact
from anze.duties.queries.obligations import Chosen, Row, Table, rows_of, twins
from anze.law.clauses import ActSpec, Recurring
from anze.law.codes import BODIES, DOCUMENTS
from anze.law.days import Period
from anze.law.facts import Tenure
from anze.law.pack import Parameter, Value
from anze.law.recurring.explain import explain
from anze.law.show import meaning, parameters_of


@dataclass(frozen=True, slots=True)
class Weighed:
    """An act that was looked at: whether it counted, whether late, and why not."""

    act: Act
    code: str
    who: str
    counted: bool
    late: bool
    why_not: str
    visible: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """One obligation with everything that it rests on."""

    row: Row
    label: str
    quote: str
    meaning: str
    note: str
    why: str
    first: date
    last: date
    in_time_until: date
    holders: list[tuple[str, str, list[Tenure]]]
    parameters: list[tuple[Parameter, Value]]
    counted: list[Weighed]
    others: list[Weighed]


def find(chosen: Chosen, duty: str, unit: str, period: str, officer: str, twin: str = "") -> int | None:
    """Return the row of the table that is this obligation, if it is among those chosen."""
    table, roll = chosen.table, chosen.table.world.recurrence.roll
    number = next((at for at, one in enumerate(table.duties) if one.id == duty), None)
    code = roll.unit_codes.get(unit)
    if number is None or code is None:
        return None
    at = chosen.at[(table.duty[chosen.at] == number) & (table.unit[chosen.at] == code)].tolist()
    which = twins(table)
    rows = (row for row in at if table.period_at(row).name == period and str(which[row]) == (twin or "0"))
    return next((row for row in rows if table.duties[number].owner == "body" or table.officers_at(row) == [officer]), None)


def explained(table: Table, row: int, rights: Rights) -> Explained:
    """Return the obligation of one row of the table, explained: four queries."""
    duty, period, pack = table.duties[table.duty[row]], table.period_at(row), table.world.pack
    shown = rows_of(Chosen(table, np.array([row], dtype=np.intp)))[0]
    _, sentences = explain(pack, table.block(row), table.asked)
    ids = set(table.world.recurrence.acts.ids[table.acts[table.act_at[row]:table.act_at[row + 1]]].tolist())
    weighed = list(_weighed(table, duty, period, shown, ids, rights))
    names = [name for name in parameters_of(duty) if name in pack.parameters and not _of_other_period(name, period)]
    return Explained(
        row=shown, label=pack.label(duty.id), quote=duty.quote, meaning=meaning(duty), note=duty.note, why=sentences[0], first=period.first,
        last=period.last, in_time_until=period.last + timedelta(days=pack.int("grace_days")), holders=_holders(table, duty, period, shown),
        parameters=[(pack.parameters[name], pack.value(name)) for name in names], counted=[one for one in weighed if one.counted],
        others=[one for one in weighed if not one.counted],
    )


def _of_other_period(name: str, period: Period) -> bool:
    return name.startswith(("min_days.", "due_soon.")) and not name.endswith(f".{period.kind}")


def _holders(table: Table, duty: Recurring, period: Period, row: Row) -> list[tuple[str, str, list[Tenure]]]:
    """Return who answers, with the tenures by which they do."""
    index = table.world.index
    return [(code, name, [one for one in index.tenures_of.get(code, ()) if one.unit == row.unit and one.post in duty.posts and one.start <= period.last
                          and (one.end is None or one.end >= period.first)]) for code, name in row.officers]


def _weighed(table: Table, duty: Recurring, period: Period, row: Row, ids: set[str], rights: Rights) -> Iterator[Weighed]:
    """Yield the acts of that kind, dated in the period (budgets: of its year), of whoever owes it: those that counted, then the others."""
    facts = ActFact.objects.filter(type=duty.act.type).select_related("act__unit", "act__recorded_by", "act__withdrawal")
    facts = facts.filter(year=period.first.year) if duty.act.type == "budget" else facts.filter(date__range=(period.first, period.last))
    facts = facts.filter(officer__in=[code for code, _ in row.officers]) if duty.owner == "person" else facts.filter(unit=row.unit)
    found = list(facts.order_by("date", "code"))
    seen = set(Act.objects.visible_to(rights).filter(pk__in={fact.act_id for fact in found}).values_list("pk", flat=True))
    names, tree = table.world.index.names, table.world.index.tree
    for fact in sorted(found, key=lambda one: one.code not in ids):
        counted = fact.code in ids
        late = counted and (fact.recorded_on - period.last).days > table.world.pack.int("grace_days")
        who = names.get(fact.officer, fact.officer) if fact.officer else tree.name(fact.unit) if fact.unit in tree.units else fact.unit
        yield Weighed(fact.act, fact.code, who, counted, late, "" if counted else _why_not(table, duty, row, fact), fact.act_id in seen)


def _why_not(table: Table, duty: Recurring, row: Row, fact: ActFact) -> str:
    """Return in a sentence why an act of the right kind and time does not count."""
    asked, spec = table.asked, duty.act
    if fact.struck_on is not None and fact.struck_on <= asked.known_at:
        return "已撤回，不再计入"
    if fact.recorded_on > asked.known_at:
        return "所问的在案日以后才登记"
    if fact.date > asked.as_of:
        return "在所问的日期以后发生"
    missing = _missing(spec, fact)
    if missing:
        return missing
    if duty.owner == "person" and duty.act.type == "meeting" and fact.unit != row.unit:
        return "不是本单位的会议"
    return "不在任职期间" if duty.owner == "person" else "不合本项要求"


def _missing(spec: ActSpec, fact: ActFact) -> str:
    if spec.role and fact.role != spec.role:
        return "只是参加，不是牵头（带队）"
    if spec.body and fact.body != spec.body:
        return f"是{BODIES.get(fact.body, '其他会议')}，本项要求{BODIES.get(spec.body, spec.body)}"
    if spec.document and fact.kind != spec.document:
        return f"是{DOCUMENTS.get(fact.kind, '其他文件')}，本项要求{DOCUMENTS.get(spec.document, spec.document)}"
    if spec.topic and spec.topic not in fact.topics.split("|"):
        return "议题没有标明专题研究安全生产"
    return "没有设立专项资金，或者增幅低于财政收入增幅（数字不全的也不计）" if spec.growth else ""

