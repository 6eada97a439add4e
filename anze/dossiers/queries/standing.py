"""Standing duties (第五至十三条) in a pack: how each stood on both sides, what stood for it since when, and when that came on record."""

from datetime import date

from anze.dossiers.queries.parts import CLOCKS, Line, Link, Part, lamp_of
from anze.dossiers.queries.sides import Side
from anze.dossiers.queries.whole import Dossier
from anze.duties.backgrounds import clocked
from anze.law.clauses import Standing
from anze.law.index import in_force


def standing_part(found: Dossier) -> Part:
    """Return every standing duty of the day."""
    pack, lines = found.since.known.pack, []
    clauses = {clause.id: clause for clause in pack.of(Standing)}
    for key in dict.fromkeys((*found.then.standing, *found.since.standing)):
        duty, unit = key
        sides = [side for side in (found.then, found.since) if key in side.standing]
        said = dict.fromkeys(standing_reason(side, clauses[duty], unit) for side in sides)
        lamps = (lamp_of(side.standing[key]["status"] if key in side.standing else None) for side in (found.then, found.since))
        lines.append(Line((f"{pack.label(duty)}：{found.since.known.tree.name(unit)}，{clauses[duty].what}", *lamps), tuple(Link(one) for one in said), duty,
                          clauses[duty].quote))
    return Part("常设职责", heads=("应当有的", *CLOCKS, "情况"), widths=(6, 3, 4, 6), lines=tuple(lines), empty="当日没有由其承担的常设职责。",
                code="standing")


def standing_reason(side: Side, clause: Standing, unit: str) -> str:
    """Return why a standing duty stands so on a side, and both clocks of what is there for it: since when, on record since when."""
    why = str(side.standing[clause.id, unit]["why"]).partition("：")[2].partition("；")[2].rstrip("。")
    clocks = "、".join(dict.fromkeys(clocked("起", start, recorded) for start, recorded in _stood(side, clause, unit)))
    return f"{why}（{clocks}）" if clocks else why


def _stood(side: Side, clause: Standing, unit: str) -> list[tuple[date, date | None]]:
    index, day = side.known.index, side.asked.as_of
    if clause.needs == "duty_list":
        return [(one.start, one.recorded_on) for one in index.duty_lists_at.get(unit, ())
                if in_force(one, day) and side.known.on_record(one.start, one.recorded_on)][-1:]
    return [(one.start, one.recorded_on) for one in index.contacts_of.get(side.officer, ())
            if one.target == clause.needs and in_force(one, day) and side.known.on_record(one.start, one.recorded_on)]
