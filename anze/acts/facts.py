"""From acts to the facts of the law: what one act counts for is worked out once, when it is written."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from anze.acts.models import Act, ActFact
from anze.law import facts as law

# 第五条（二）, 第六条（二）, 第十条（二）, 第十一条（二）: these bodies are to study work safety as a topic of its own (专题研究);
# a department's meetings (第十四、十五条) are on work safety as a whole.
OF_ITS_OWN: Final = frozenset({"standing_committee", "executive_meeting", "party_committee", "leadership_meeting"})
# Meetings that count for the officer who called them (第十四条（二）（三）, 第十五条（二）).
CALLED: Final = frozenset({"dept_study", "dept_topic_meeting"})
FIELDS: Final = ("code", "type", "date", "recorded_on", "unit", "officer", "body", "kind", "role", "topics", "year", "fund", "fund_before", "revenue_growth")


def facts_of(act: Act, seq: int) -> list[ActFact]:
    """Return the facts that an act stands for, unsaved, written by the ledger's entry `seq`: for a meeting one for each body of each unit
    that met; for an inspection one for each officer who took part; for a document one for each author, or the unit's; for a budget one."""
    made = {"meeting": _of_meeting, "inspection": _of_inspection, "document": _of_document, "budget": _of_budget}[act.type](act)
    common = {"act": act, "type": act.type, "date": act.date, "recorded_on": act.recorded_on, "written_seq": seq}
    return [ActFact(code=act.uid if number == 0 else f"{act.uid}#{number}", **(common | fields)) for number, fields in enumerate(made)]


def _topics(act: Act, body: str) -> str:
    spoken = {topic.code for topic in act.topics.all() if topic.code and (topic.special or body not in OF_ITS_OWN)}
    return "|".join(sorted(spoken))


def _of_meeting(act: Act) -> Iterator[dict[str, Any]]:
    chair = next((one.officer.code for one in act.participants.all() if one.part == "chair"), "")
    units = [act.unit.code, *sorted(unit.code for unit in act.joint_with.all())]
    for body in act.bodies:
        for unit in units[:1] if body in CALLED else units:
            yield {"unit": unit, "officer": chair, "body": body, "topics": _topics(act, body)}


def _of_inspection(act: Act) -> Iterator[dict[str, Any]]:
    for one in act.participants.all():
        if one.part in {"lead", "attend"}:
            yield {"unit": act.unit.code, "officer": one.officer.code, "role": one.part}


def _of_document(act: Act) -> Iterator[dict[str, Any]]:
    authors = [one.officer.code for one in act.participants.all() if one.part == "author"]
    for author in authors or [""]:
        yield {"unit": act.unit.code, "officer": author, "kind": act.kind}


def _of_budget(act: Act) -> Iterator[dict[str, Any]]:
    yield {"unit": act.unit.code, "year": act.year, "fund": act.fund, "fund_before": act.fund_before, "revenue_growth": act.revenue_growth}


def law_acts(rows: Iterable[tuple[Any, ...]]) -> Iterator[law.Act]:
    """Yield rows of `ActFact` (values of `FIELDS`) as the law's facts."""
    for code, type_, date, recorded_on, unit, officer, body, kind, role, topics, year, fund, fund_before, growth in rows:
        yield law.Act(id=code, type=type_, date=date, recorded_on=recorded_on, unit=unit, officer=officer or None, body=body or None, kind=kind or None,
                      role=role or None, topics=tuple(topics.split("|")) if topics else None, year=year, fund=fund, fund_before=fund_before,
                      revenue_growth=growth)
