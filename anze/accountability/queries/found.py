"""What the law finds of accidents, interviews and measures that may be a ground, in one form: late reports, areas that a report holds responsible,
interviews that reach the number, interviews handed over, measures again within a term."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from anze.duties.situation import situation
from anze.duties.sources import raised
from anze.duties.world import kept_memory
from anze.law.clauses import Count
from anze.law.codes import POSTS
from anze.law.findings import Finding, in_order, in_words
from anze.law.known import Known
from anze.law.question import Question
from anze.law.rules.circumstance import repetitions
from anze.law.rules.count import grounds
from anze.record.marks import Mark, mark

_kept: Final = kept_memory(12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A ground before it is shown to anybody: under which provision (empty: none named), of which unit, whom it is about (codes), the day of the facts
    and since when it is known of; `text` says it with the ids of things (`things`, of the list `name`), `items` what it consists of."""

    key: str
    rule: str
    unit: str
    officers: tuple[str, ...]
    day: date
    on: date
    year: int
    text: str
    items: tuple[str, ...]
    name: str = ""
    things: tuple[str, ...] = ()

    @property
    def accident(self) -> str:
        """The accident it is about; empty for none."""
        return self.things[0] if self.name == "accidents" and self.things else ""


def found_in(asked: Question, today: date) -> tuple[Found, ...]:
    """Return everything of the whole city but missed duties, by both clocks; worked out once for one state of the ledger."""
    at: Mark = mark()
    return _kept.get((at, asked, today), lambda: tuple(_found(asked, today)))


def _found(asked: Question, today: date) -> Iterator[Found]:
    known = situation(asked, today)
    yield from _late(known)
    yield from _interviewed(known)
    yield from _again(known)
    yield from _raised(known, asked, today)


def _of(known: Known, of: str) -> list[Finding]:
    rules = {clause.id for clause in known.pack.of(Count) if clause.of == of}
    return [one for one in in_order("grounds", grounds(known, {})) if one["rule"] in rules]


def _late(known: Known) -> Iterator[Found]:
    """Yield late reports, each with all leaders of the unit that day (第二十五条（三）)."""
    grouped: dict[tuple[str, str, str, str], list[Finding]] = defaultdict(list)
    for one in _of(known, "late_reports"):
        grouped[one["rule"], one["accident"], one["unit"], one["on"]].append(one)
    for (rule, accident, unit, on), some in grouped.items():
        day = date.fromisoformat(on)
        text = f"{known.tree.name(unit)}{_after_label(some[0]['why'], accident)}"
        yield Found(key=f"{rule}~{accident}~{unit}~{on}", rule=rule, unit=unit, officers=_officers(some), day=day, on=day, year=day.year, text=text,
                    items=(text,), name="accidents", things=(accident,))


def _after_label(why: str, accident: str) -> str:
    """Return what the law's sentence says of the report: without the provision before it and the officer after it."""
    return why.split("：", maxsplit=1)[-1].split("；", maxsplit=1)[0].replace(f"事故{accident}", f"就{accident}")


def _officers(some: list[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one["officer"] for one in some))


def _interviewed(known: Known) -> Iterator[Found]:
    """Yield officers interviewed so often within the span (第二十五条（五）)."""
    by_id = {one.id: one for one in known.facts.interviews}
    for one in _of(known, "interviews"):
        on, listed = date.fromisoformat(one["on"]), [by_id[uid] for uid in one["interviews"]]
        unit = listed[-1].unit or next((tenure.unit for tenure in known.index.tenures_of.get(one["officer"], ()) if tenure.holds_on(on)), "")
        items = tuple(f"{in_words(visit.date)}约谈（{visit.id}）" for visit in listed)
        clause = next(clause for clause in known.pack.of(Count) if clause.id == one["rule"])
        text = f"{clause.span.label if clause.span else ''}被约谈{len(listed)}次，达到{clause.at_least}次"
        yield Found(key=f"{one['rule']}~{one['officer']}~{listed[-1].id}", rule=one["rule"], unit=unit, officers=(one["officer"],), day=on, on=on,
                    year=on.year, text=text, items=items, name="interviews", things=tuple(visit.id for visit in listed))


def _again(known: Known) -> Iterator[Found]:
    """Yield officers held accountable again within a term, with both measures (第二十八条第四款)."""
    for one in repetitions(known):
        before, after = (f"{in_words(measure.date)}受{measure.kind}" for measure in (one.before, one.after))
        post = f"{known.tree.name(one.tenure.unit)}{POSTS[one.tenure.post]}"
        yield Found(key=f"{one.rule}~{one.officer}~{one.tenure.unit}~{one.before.date:%Y%m%d}~{one.after.date:%Y%m%d}~{one.after.kind}", rule=one.rule,
                    unit=one.tenure.unit, officers=(one.officer,), day=one.after.date, on=one.after.date, year=one.after.date.year,
                    text=f"任{post}同一任期内，{before}以后又于{after}，是否属于类似问题须由人认定", items=(before, after),
                    name="accidents", things=tuple(dict.fromkeys(code for code in (one.after.accident, one.before.accident) if code)))


def _raised(known: Known, asked: Question, today: date) -> Iterator[Found]:
    """Yield what the processes raise: areas that an approved report holds responsible (第二十五条（四）), interviews handed over."""
    posts = next((clause.posts for clause in known.pack.of(Count) if clause.of == "late_reports"), ()) or tuple(POSTS)
    for one in raised(asked, today):
        officers = one.officers or tuple(known.holders(one.unit, posts, one.day))
        yield Found(key=one.key, rule=one.rule, unit=one.unit, officers=officers, day=one.day, on=one.on, year=one.on.year, text=one.text, items=(one.text,),
                    name=one.name, things=(one.one,))
