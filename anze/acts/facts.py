"""From acts to the facts of the law: what one act counts for is worked out once, when it is written."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from anze.acts.models import Act, ActFact
from anze.acts.told import Told, told_of
from anze.law import facts as law

# 第五条（二）, 第六条（二）, 第十条（二）, 第十一条（二）: these bodies are to study work safety as a topic of its own (专题研究);
# a department's meetings (第十四、十五条) are on work safety as a whole.
OF_ITS_OWN: Final = frozenset({"standing_committee", "executive_meeting", "party_committee", "leadership_meeting"})
# Meetings that count for the officer who called them (第十四条（二）（三）, 第十五条（二）).
CALLED: Final = frozenset({"dept_study", "dept_topic_meeting"})
FIELDS: Final = ("code", "type", "date", "recorded_on", "unit", "officer", "body", "kind", "role", "topics", "year", "fund", "fund_before", "revenue_growth")


def facts_of(act: Act, seq: int, said: Told | None = None) -> list[ActFact]:
    """Return the facts that an act stands for, unsaved, written by the ledger's entry `seq`: for a meeting one for each body of each unit
    that met; for an inspection one for each officer who took part; for a document one for each author, or the unit's; for a budget one.

    `said`: what `told_of` gives, where it was read already."""
    return [ActFact(act=act, written_seq=seq, **fields) for fields in fields_of(said or told_of(act), act.uid, act.recorded_on)]


def fields_of(told: Told, uid: str, recorded_on: date) -> list[dict[str, Any]]:
    """Return the facts that an act with the number `uid` stands for, each as fields of `ActFact`."""
    made = {"meeting": _of_meeting, "inspection": _of_inspection, "document": _of_document, "budget": _of_budget}[told.type](told)
    common = {"type": told.type, "date": told.date, "recorded_on": recorded_on, "unit": told.unit.code}
    return [{"code": uid if number == 0 else f"{uid}#{number}"} | common | fields for number, fields in enumerate(made)]


def law_facts(told: Told, uid: str, recorded_on: date) -> list[law.Act]:
    """Return the facts that an act stands for as the law takes them: what a form is asked by before it is saved."""
    rows = (ActFact(written_seq=0, **fields) for fields in fields_of(told, uid, recorded_on))
    return list(law_acts(tuple(getattr(row, name) for name in FIELDS) for row in rows))


def _topics(told: Told, body: str) -> str:
    spoken = {topic.code for topic in told.topics if topic.code and (topic.special or body not in OF_ITS_OWN)}
    return "|".join(sorted(spoken))


def _of_meeting(told: Told) -> Iterator[dict[str, Any]]:
    chair = next((officer.code for officer, part in told.participants if part == "chair"), "")
    units = [told.unit.code, *sorted(unit.code for unit in told.joint_with)]
    for body in told.bodies:
        for unit in units[:1] if body in CALLED else units:
            yield {"unit": unit, "officer": chair, "body": body, "topics": _topics(told, body)}


def _of_inspection(told: Told) -> Iterator[dict[str, Any]]:
    for officer, part in told.participants:
        if part in {"lead", "attend"}:
            yield {"officer": officer.code, "role": part}


def _of_document(told: Told) -> Iterator[dict[str, Any]]:
    authors = [officer.code for officer, part in told.participants if part == "author"]
    for author in authors or [""]:
        yield {"officer": author, "kind": told.kind}


def _of_budget(told: Told) -> Iterator[dict[str, Any]]:
    yield {"year": told.year, "fund": told.fund, "fund_before": told.fund_before, "revenue_growth": told.revenue_growth}


def law_acts(rows: Iterable[tuple[Any, ...]]) -> Iterator[law.Act]:
    """Yield rows of `ActFact` (values of `FIELDS`) as the law's facts."""
    for code, type_, date_, recorded_on, unit, officer, body, kind, role, topics, year, fund, fund_before, growth in rows:
        yield law.Act(id=code, type=type_, date=date_, recorded_on=recorded_on, unit=unit, officer=officer or None, body=body or None, kind=kind or None,
                      role=role or None, topics=tuple(topics.split("|")) if topics else None, year=year, fund=fund, fund_before=fund_before,
                      revenue_growth=growth)
