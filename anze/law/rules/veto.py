"""The yearly veto on a leading group (第二十七条第三至五款): by accidents in the year, by what its leaders received."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from anze.law.clauses import Tally, Veto
from anze.law.findings import Finding, in_words
from anze.law.known import Known, KnownAccident
from anze.law.tree import COUNTY_LEVEL


def vetoes(known: Known) -> Iterator[Finding]:
    """Yield each veto on a unit, with its year, the day on which it arose and the accidents."""
    for clause in known.pack.of(Veto):
        if clause.tallies:
            yield from _by_accidents(known, clause)
        if clause.measures:
            yield from _by_measures(known, clause)


def answers_for(known: Known, unit: str, accident: KnownAccident) -> bool:
    """Say whether the accident lies in the unit's area and no approved report clears the unit: each is cleared by name,
    since a county may be cleared where its town is not. What happens in a zone that is a county of its own is not the
    surrounding county's."""
    inside = known.tree.inside(accident.accident.unit, unit) and (known.tree.place(unit) != COUNTY_LEVEL or accident.county == unit)
    return inside and unit not in accident.accident.responsibility_outside


def _by_accidents(known: Known, clause: Veto) -> Iterator[Finding]:
    by_area: dict[tuple[str, int], list[KnownAccident]] = defaultdict(list)
    for one in known.counting:
        for area in {one.county, one.town} - {None}:
            if area is not None and answers_for(known, area, one):
                by_area[area, one.accident.date.year].append(one)
    for (area, year), group in by_area.items():
        reached = [found for tally in clause.tallies if known.tree.place(area) in tally.levels and (found := _reached(group, tally))]
        if reached:
            on = min(day for day, _ in reached)
            named = sorted({one.order for _, counted in reached for one in counted})
            accidents = [accident for _, accident in named]
            why = (f"{known.pack.label(clause.id)}：{known.tree.name(area)}{year}年发生应予“一票否决”的事故（{'、'.join(accidents)}），"
                   f"{in_words(on)}达到规定起数。")
            yield {"rule": clause.id, "unit": area, "year": year, "on": on.isoformat(), "accidents": accidents, "why": why}


def _reached(group: list[KnownAccident], tally: Tally) -> tuple[date, list[KnownAccident]] | None:
    """Return the day on which the number was reached and every accident that counts, or None."""
    counted = [(since, one) for one in group if (since := one.qualified_on(tally.grades))]
    if len(counted) < tally.at_least:
        return None
    return sorted(since for since, _ in counted)[tally.at_least - 1], [one for _, one in counted]


def _by_measures(known: Known, clause: Veto) -> Iterator[Finding]:
    by_id = {one.accident.id: one for one in known.counting}
    found: dict[tuple[str, int], list[tuple[date, str]]] = defaultdict(list)
    for measure in known.facts.measures:
        accident = by_id.get(measure.accident or "")
        if measure.kind not in clause.measures or accident is None or not known.on_record(measure.date):
            continue
        for tenure in known.index.tenures_of.get(measure.officer, ()):
            led = tenure.post in clause.posts and known.tree.level(tenure.unit) in clause.levels
            if led and tenure.holds_on(accident.accident.date) and answers_for(known, tenure.unit, accident):
                found[tenure.unit, measure.date.year].append((measure.date, accident.accident.id))
    for (unit, year), given in found.items():
        on = min(given)[0]
        accidents = sorted({accident for _, accident in given}, key=lambda accident: by_id[accident].order)
        why = (f"{known.pack.label(clause.id)}：{known.tree.name(unit)}有领导干部因{'、'.join(accidents)}事故受到上述规定所列的措施或者处分，"
               f"{in_words(on)}起取消{year}年度评优资格。")  # whom and what is said in `bans` alone: a veto is read by many
        yield {"rule": clause.id, "unit": unit, "year": year, "on": on.isoformat(), "accidents": accidents, "why": why}
