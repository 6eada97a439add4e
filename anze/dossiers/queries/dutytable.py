"""The duty table: every recurring duty and period of the posts held, with its lamps and acts; gaps are told as gaps."""

from collections import Counter
from collections.abc import Iterator

from anze.dossiers.queries.parts import CLOCKS, Line, Part, act_links, lamp_of, twin_words
from anze.dossiers.queries.sides import Owed
from anze.dossiers.queries.whole import Dossier
from anze.law.codes import STATUSES
from anze.law.findings import in_words

Pair = tuple[Owed | None, Owed | None]


def duty_parts(found: Dossier) -> Iterator[Part]:
    """Yield the heading of the table, then a part for each duty and unit, in the order of the articles."""
    groups: dict[tuple[str, str], list[Pair]] = {}
    for pair in found.rows:
        groups.setdefault((_one(pair).duty.id, _one(pair).unit), []).append(pair)
    every = Counter(then.status for then, _ in found.rows if then)
    span = f"{in_words(found.then.since)}以来到期的、当日已经开始的期间，一项一行；{_counted(every) or '当日没有在案的定期任务'}。"
    marks = "“补录”是做了、但期满后过了宽限才登记；没有在案履职的期间就是缺口。每次履职写明做于哪天、登记于哪天。"
    yield Part("定期任务", (Line((span,)), Line((marks,))), empty="" if groups else "没有由其承担的定期任务。", code="duties")
    for number, key in enumerate(sorted(groups, key=lambda key: (_rank(found, key[0]), key[1])), 1):
        yield _part(found, groups[key], number)


def _rank(found: Dossier, duty: str) -> int:
    return next((place for place, clause in enumerate(found.since.known.pack.clauses) if clause.id == duty), 0)


def _one(pair: Pair) -> Owed:
    one = pair[0] or pair[1]
    assert one is not None
    return one


def _part(found: Dossier, pairs: list[Pair], number: int) -> Part:
    duty, unit = _one(pairs[0]).duty, _one(pairs[0]).unit
    statuses = Counter(then.status for then, _ in pairs if then)
    head = f"应{duty.what}，每期至少{duty.at_least}次。{f'当日在案：{_counted(statuses)}。' if statuses else '当日在案的记录里没有这一项。'}"
    gaps = [_one(pair).period.label for pair in pairs if pair[0] and pair[0].status == "missed"]
    late = [_one(pair).period.label for pair in pairs if pair[0] and pair[0].status == "backfilled"]
    said = [Line((head,)), *([Line((f"缺口（期满未完成）：{'、'.join(gaps)}。",))] if gaps else []), *([Line((f"补录：{'、'.join(late)}。",))] if late else [])]
    lines = tuple(Line((_period(found, pair), *(lamp_of(one.status if one else None) for one in pair)), act_links(found, *pair)) for pair in pairs[::-1])
    label = found.since.known.pack.label(duty.id)
    return Part(f"{label}：{found.since.known.tree.name(unit)}，{duty.what}", tuple(said), ("期间", *CLOCKS, "计入的履职"), (3, 3, 4, 9), lines,
                bare="没有在案的履职", code=f"duty-{number}", level=2, provision=duty.id, quote=duty.quote)


def _period(found: Dossier, pair: Pair) -> str:
    """The period, and of which of several posts at once it is where one and the same duty is owed for each."""
    return f"{_one(pair).period.label}{twin_words(found.twins[id(pair[0] or pair[1])])}"


def _counted(counts: Counter[str]) -> str:
    total = sum(counts.values())
    each = "，".join(f"{STATUSES[one]} {counts[one]} 项" for one in ("met", "backfilled", "missed", "pending") if counts[one])
    return f"共 {total} 项，{each}" if total else ""
