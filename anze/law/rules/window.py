"""Accidents within a span: when the city's committee interviews a county, and how near each county is (第二十一条)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from anze.law.clauses import Window
from anze.law.codes import ACCIDENT_FIELDS
from anze.law.facts import Interview
from anze.law.findings import Finding, in_words
from anze.law.known import Known, KnownAccident
from anze.law.national.grades import grade_label

Qualified = tuple[KnownAccident, date]  # an accident and the day on which it came to qualify
Group = tuple[str, tuple[str, ...]]  # the area and the values that must agree


def window_triggers(known: Known) -> Iterator[Finding]:
    """Yield a trigger for each accident whose window reaches the number, naming all of the window."""
    for clause in known.pack.of(Window):
        for (area, _), group in sorted(groups(known, clause).items()):
            first = 0
            for place, (last, _) in enumerate(group):
                while (clause.at_least == 1 and first < place) or clause.span.end(group[first][0].accident.date) < last.accident.date:
                    first += 1  # spans end in the order in which they begin; a rule of one accident fires for each by itself
                window = group[first:place + 1]
                if len(window) >= clause.at_least:
                    yield _trigger(known, clause, area, window)


def groups(known: Known, clause: Window) -> dict[Group, list[Qualified]]:
    """Return the accidents that qualify, in the order of date and id, by area and by what must agree.

    An accident of which a field that must agree is not known stands in no group.
    """
    found: dict[Group, list[Qualified]] = defaultdict(list)
    for one in known.counting:
        area = {"county": one.county, "town": one.town, "city": known.tree.city_of(one.accident.unit)}[clause.level]
        since = one.qualified_on(clause.grades)
        same = tuple(str(getattr(one.accident, field) or "") for field in clause.same)
        if area and since and all(same) and clause.sector in ("", one.accident.sector):
            found[area, same].append((one, since))
    return found


def _trigger(known: Known, clause: Window, area: str, window: list[Qualified]) -> Finding:
    on = max(since for _, since in window)
    last = window[-1][0].accident.id
    listed = "、".join(f"{one.accident.id}（{in_words(one.accident.date)}）" for one, _ in window)
    reached = f"{clause.span.label}发生{counted(clause)}，已有{len(window)}起，达到{clause.at_least}起" if clause.at_least > 1 else f"发生{counted(clause)}"
    why = f"{known.pack.label(clause.id)}：{known.tree.name(area)}{reached}：{listed}；自{in_words(on)}起成立。"
    return trigger(known, clause.id, area, on, why, clause.interviewees, [one.accident.id for one, _ in window], repeat_of(known, area, on, window, last))


def counted(clause: Window) -> str:
    """Return which accidents a clause counts, in words made from what it says: 相同事故类别的工矿商贸一般事故."""
    same = "、".join(ACCIDENT_FIELDS[field] for field in clause.same)
    return f"{f'相同{same}的' if same else ''}{clause.sector}{'、'.join(map(grade_label, clause.grades))}"


def trigger(known: Known, rule: str, unit: str, on: date, why: str, interviewees: tuple[str, ...],
            accidents: list[str], repeat: str | None = None, hazard: str | None = None) -> Finding:
    """Return a trigger with the officers who then held the posts that are interviewed."""
    return {"rule": rule, "unit": unit, "on": on.isoformat(), "accidents": accidents, "repeat_of": repeat, "why": why,
            "hazard": hazard, "interviewees": known.holders(unit, interviewees, on)}


def repeat_of(known: Known, area: str, on: date, window: list[Qualified], last: str) -> str | None:
    """Return the interview already opened over an accident of this window, if the one that completes it is not yet part of it."""
    named = {one.accident.id for one, _ in window}
    opened = [(_opened(interview), interview.id) for interview in known.facts.interviews
              if interview.unit == area and named & set(interview.accidents) and last not in interview.accidents
              and _opened(interview) <= on and known.on_record(_opened(interview))]
    return min(opened)[1] if opened else None


def _opened(interview: Interview) -> date:
    return interview.opened_on or interview.date


def outlook(known: Known) -> Iterator[Finding]:
    """Yield how many more accidents fire a window, and until which day, for each area that has one within the span."""
    today = known.asked.as_of
    for clause in known.pack.of(Window):
        for (area, same), group in groups(known, clause).items():
            open_until = sorted((clause.span.end(one.accident.date) for one, _ in group), reverse=True)
            live = [day for day in open_until if day >= today]
            needs = max(1, clause.at_least - len(live))
            standing = clause.at_least - needs
            if standing < 1 or not live:
                continue
            until = live[standing - 1]
            kind = "".join(f"（{value}）" for value in same)
            why = (f"{known.pack.label(clause.id)}：{known.tree.name(area)}至{in_words(until)}再发生{needs}起即触发约谈："
                   f"{clause.span.label}发生{counted(clause)}{kind}。")
            yield {"rule": clause.id, "unit": area, "needs": needs, "until": until.isoformat(), "nature": same[0] if same else None, "why": why}
