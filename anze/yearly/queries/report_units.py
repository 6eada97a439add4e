"""What a year's duty report says of the units that an officer led: accidents, vetoes, interviews. Of measures against himself it says nothing: only those on
a case know of it (decisions/0055), and the form asks him to tell of them himself."""

from collections.abc import Iterator
from datetime import date

from anze.access.rights import Rights
from anze.duties.naming import accidents_in, with_names
from anze.duties.sources import told
from anze.law.clauses import Veto
from anze.law.facts import Tenure
from anze.law.findings import in_order, in_words
from anze.law.known import Known
from anze.law.national.grades import grade_label
from anze.law.rules.veto import vetoes
from anze.people.models import Officer
from anze.yearly.queries.sentences import Basis, Sentence


def accidents(known: Known, officer: Officer, year: int, rights: Rights) -> Iterator[Sentence]:
    """Yield the accidents of the year in the area of a unit in which he held a post that day: the graver ones each, the ordinary ones together."""
    mine = [(tenure.unit, one) for one in known.counting if one.accident.date.year == year
            for tenure in known.index.tenures_of.get(officer.code, ())
            if tenure.holds_on(one.accident.date) and known.tree.inside(one.accident.unit, tenure.unit)]
    found = {one.accident.id: (unit, one) for unit, one in mine}  # of two posts the later
    names = told("accidents", set(found), rights)
    rows = sorted(found.values(), key=lambda row: row[1].order)
    for unit, one in rows:
        if one.grade != "ordinary":
            named = names.get(one.accident.id)
            outside = f"经批复的事故调查报告明确责任不在{known.tree.name(unit)}。" if unit in one.accident.responsibility_outside else ""
            yield Sentence(f"{in_words(one.accident.date)}，{known.tree.name(one.accident.unit)}发生{grade_label(one.grade)}。{outside}", "",
                           (Basis(named.label, "accidents", one.accident.id),) if named else ())
    plain = [one for _, one in rows if one.grade == "ordinary"]
    if plain:
        bases = tuple(Basis(names[one.accident.id].label, "accidents", one.accident.id) for one in plain if one.accident.id in names)
        yield Sentence(f"发生{grade_label('ordinary')} {len(plain)} 起。", "", bases)


def vetoed(known: Known, officer: Officer, year: int, rights: Rights) -> Iterator[Sentence]:
    """Yield the vetoes of the year on a unit in which he held a post, those by accidents alone: one that rests on a measure tells of a case, and a report is
    drafted and read by people who are not on it (decisions/0055)."""
    units, rules = {one.unit for one in posts(known, officer, year)}, {clause.id for clause in known.pack.of(Veto) if clause.tallies}
    mine = [one for one in in_order("vetoes", vetoes(known)) if one["rule"] in rules and one["unit"] in units and one["year"] == year]
    names = told("accidents", {code for one in mine for code in accidents_in(one["why"])}, rights)
    for one in mine:
        bases = tuple(Basis(names[code].label, "accidents", code) for code in one["accidents"] if code in names)
        yield Sentence(with_names(one["why"], lambda code: names[code].label if code in names else code), one["rule"], bases)


def interviews_of_units(known: Known, officer: Officer, year: int, rights: Rights) -> Iterator[Sentence]:
    """Yield the interviews of the year of a unit in which he held a post that day, where others were interviewed: its page tells what was circulated."""
    held = {tenure.unit: tenure for tenure in posts(known, officer, year)}
    mine = [one for one in known.facts.interviews if one.unit in held and one.date.year == year and known.on_record(one.date)
            and officer.code not in one.officers and any(tenure.unit == one.unit and tenure.holds_on(one.date) for tenure in posts(known, officer, year))]
    names = told("interviews", {one.id for one in mine}, rights)
    for one in sorted(mine, key=lambda found: (found.date, found.id)):
        by = known.tree.name(one.by) if one.by in known.tree.units else one.by or "上级"
        yield Sentence(f"{in_words(one.date)}，{known.tree.name(one.unit or '')}有关党政领导干部被{by}约谈；整改、通报的情况见约谈记录。", "21.p1",
                       (Basis("约谈情况", "interviews", one.id),) if one.id in names and names[one.id].address else ())


def posts(known: Known, officer: Officer, year: int) -> list[Tenure]:
    """Return the tenures that he held on any day of a year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return [one for one in known.index.tenures_of.get(officer.code, ()) if one.start <= last and (one.end is None or one.end >= first)]


def taken(known: Known, officer: Officer, year: int) -> str:
    """Say which confirmed assessment has taken a year's report of duties, so that it is signed anew no more; empty as long as none has."""
    units = {one.unit for one in posts(known, officer, year)}
    for one in known.facts.assessments:
        if one.unit in units and one.year == year and one.confirmed_on is not None and known.on_record(one.confirmed_on):
            return f"{known.tree.name(one.unit)}{year}年度考核结果已于{in_words(one.confirmed_on)}确认，述职报告已经用于考核，不能再重新签署。"
    return ""
