"""The statute beside what it means here: an article's words, its clauses, their parameters, and how their obligations stand today."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from anze.duties.queries.filters import Filters, narrow
from anze.duties.queries.obligations import Chosen
from anze.duties.queries.standing import StandingRow
from anze.duties.queries.tiles import query_of
from anze.law.clauses import Clause, Recurring, Standing
from anze.law.codes import ASSESSMENT_GRADES, POSTS
from anze.law.coverage import KIND_LABELS
from anze.law.pack import Pack, Parameter, Value
from anze.law.provisions import article_of, base_id, chinese_number
from anze.law.show import meaning, parameters_of


@dataclass(frozen=True, slots=True)
class Setting:
    """A parameter with its value as a reader takes it."""

    name: str
    value: str
    range: str
    changed: bool
    default: str
    settles: str


@dataclass(frozen=True, slots=True)
class Meant:
    """One clause: its words, its kind and who answers for it, what it means, and how its obligations stand."""

    id: str
    label: str
    quote: str
    kind: str
    who: str
    meaning: str
    note: str
    settings: list[Setting]
    counts: list[tuple[str, int, str]]
    all: str
    total: int
    standing: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Article:
    """An article: its number in words, its chapter, its paragraphs (each split by what is looked at), its neighbours."""

    number: int
    label: str
    chapter: str
    paragraphs: list[list[tuple[str, bool]]]
    previous: int
    next: int


@dataclass(frozen=True, slots=True)
class Found:
    """An article in which words were found, with the lines that hold them."""

    number: int
    label: str
    lines: list[list[tuple[str, bool]]]


def article(pack: Pack, number: int, focus: tuple[str, ...] = ()) -> Article:
    """Return an article, the words of `focus` marked. KeyError where there is none."""
    numbers = sorted(pack.words)
    at = numbers.index(number) if number in pack.words else -1
    words = pack.words[number]
    return Article(number, f"第{chinese_number(number)}条", pack.chapters.get(number, ""), [marked(line, focus) for line in words.splitlines() if line.strip()],
                   numbers[at - 1] if at else 0, numbers[at + 1] if at + 1 < len(numbers) else 0)


def marked(line: str, words: tuple[str, ...]) -> list[tuple[str, bool]]:
    """Return a line in parts, those that are one of `words` flagged."""
    wanted = [re.escape(word) for word in sorted(words, key=len, reverse=True) if word]
    if not wanted:
        return [(line, False)]
    return [(part, place % 2 == 1) for place, part in enumerate(re.split(f"({'|'.join(wanted)})", line)) if part]


def look_up(pack: Pack, words: str) -> list[Found]:
    """Return the articles that hold every one of `words` (parted by spaces), with the lines that hold one of them."""
    wanted = tuple(words.split()[:8])
    found = []
    for number, text in sorted(pack.words.items()):
        if wanted and all(word in text for word in wanted):
            lines = [marked(line, wanted) for line in text.splitlines() if any(word in line for word in wanted)]
            found.append(Found(number, f"第{chinese_number(number)}条", lines))
    return found


def clauses_of(pack: Pack, provision: str) -> list[Clause]:
    """Return the clauses of an article (21) or of a provision in it (5.7, with 5.7.county); empty where there is none."""
    if provision.isdecimal():
        return [clause for clause in pack.clauses if article_of(clause.id) == int(provision)]
    exact = [clause for clause in pack.clauses if clause.id == provision]
    return exact + [clause for clause in pack.clauses if clause.id != provision and base_id(clause.id) == base_id(provision)]


def meant(pack: Pack, clauses: list[Clause], chosen: Chosen | None, standing: list[StandingRow]) -> Iterator[Meant]:
    """Yield what each clause means, with the counts of its obligations this year among `chosen` (None: not for this account)."""
    for clause in clauses:
        kind, who = KIND_LABELS[clause.kind]
        settings = [_setting(pack.parameters[name], pack.value(name)) for name in parameters_of(clause) if name in pack.parameters]
        filters = Filters(duty=clause.id, year=str(chosen.table.asked.as_of.year)) if chosen else Filters()
        counted = narrow(chosen, filters).counts() if chosen and isinstance(clause, Recurring) else {}
        stands = [row for row in standing if row.duty == clause.id] if isinstance(clause, Standing) else []
        by_lamp = [(lamp, count, query_of(replace(filters, lamp=lamp))) for lamp, count in counted.items()]
        yield Meant(clause.id, pack.label(clause.id), clause.quote, kind, str(getattr(clause, "who", "")) or who, meaning(clause), clause.note,
                    settings, by_lamp, query_of(filters), sum(counted.values()), _tally(stands))


def _tally(rows: list[StandingRow]) -> list[tuple[str, int]]:
    return [(status, sum(row.status == status for row in rows)) for status in ("in_place", "pending", "lacking", "invalid")] if rows else []


def _setting(parameter: Parameter, value: Value) -> Setting:
    unit = "" if isinstance(value, tuple) else parameter.unit
    return Setting(parameter.name, f"{_words(value)}{unit}", "、".join(POSTS.get(word, word) for word in parameter.choices) or parameter.range,
                   value != parameter.default, _words(parameter.default), parameter.settles)


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(POSTS.get(word, word) for word in value)
    return f"“{ASSESSMENT_GRADES[value]}”" if value in ASSESSMENT_GRADES else str(value)
