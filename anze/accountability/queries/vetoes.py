"""One-vote vetoes (第二十七条) on leading groups: those that stand, with their accidents and exceptions, and those that stood once and are gone, with why.

Nobody records or lifts a veto: the law finds it in accidents and decided measures, and it goes with them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from anze.access.rights import Rights
from anze.accountability.facts import law_measures, struck_measures
from anze.duties.situation import situation
from anze.duties.sources import Told, told
from anze.duties.world import kept_memory
from anze.law.clauses import Veto
from anze.law.findings import Finding, in_order, in_words
from anze.law.known import Known
from anze.law.provisions import provision_label
from anze.law.question import Question
from anze.law.rules.veto import vetoes
from anze.law.rules.withdrawn import withdrawn
from anze.people.models import Unit
from anze.people.moment import day_of
from anze.record.marks import mark

_kept: Final = kept_memory(12)
OUT_OF_SIGHT: Final = Told("所辖范围以外的一起事故")


@dataclass(frozen=True, slots=True)
class Vetoed:
    """A veto as the law finds it: of which unit and year, under which provision, since when, over which accidents; `gone` says why it stands no more,
    `cleared` which accidents do not count because the responsibility lies elsewhere."""

    rule: str
    unit: str
    year: int
    on: date
    why: str
    accidents: tuple[str, ...]
    gone: str = ""
    cleared: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()  # the provisions by one of which a leader's measure vetoes; empty where accidents do


@dataclass(frozen=True, slots=True)
class Row:
    """A veto as this reader may see it, with its provisions and the names of its accidents."""

    found: Vetoed
    unit: Unit
    why: str
    accidents: tuple[Told, ...]
    cleared: tuple[Told, ...]
    rules: tuple[str, ...]

    @property
    def rule_label(self) -> str:
        """The provisions in words."""
        return "、".join(provision_label(rule) for rule in self.rules)

    @property
    def effect(self) -> str:
        """What follows from it (第二十七条第二款)."""
        return f"取消{self.found.year}年度安全生产相关考核评优和评选先进资格"


def everything(asked: Question, today: date) -> tuple[Vetoed, ...]:
    """Return every veto of the city, standing and gone, by both clocks; worked out once for one state of the ledger."""
    at = mark()
    return _kept.get((at, asked, today), lambda: tuple(_everything(asked, today)))


def _everything(asked: Question, today: date) -> Iterator[Vetoed]:
    known = situation(asked, today)
    standing = in_order("vetoes", vetoes(known))
    cleared = _cleared(known)
    by_measures = tuple(clause.id for clause in known.pack.of(Veto) if clause.measures)
    yield from (_of(one, by_measures, cleared=cleared.get((one["unit"], one["year"]), ())) for one in standing)
    told_ = {_identity(one) for one in standing}
    for one, why in (*_written_off(known, standing), *_revoked(known, min(asked.known_at, today)), *_elsewhere(known)):
        if _identity(one) not in told_:
            told_.add(_identity(one))
            yield _of(one, by_measures, gone=why, cleared=cleared.get((one["unit"], one["year"]), ()))


def _identity(one: Finding) -> tuple[str, str, int]:
    return one["rule"], one["unit"], one["year"]


def _of(one: Finding, by_measures: tuple[str, ...], gone: str = "", cleared: tuple[str, ...] = ()) -> Vetoed:
    rules = by_measures if one["rule"] in by_measures else ()
    return Vetoed(one["rule"], one["unit"], one["year"], date.fromisoformat(one["on"]), one["why"], tuple(one["accidents"]), gone, cleared, rules)


def _written_off(known: Known, standing: list[Finding]) -> Iterator[tuple[Finding, str]]:
    """Yield what went because an accident was written off (统计核销)."""
    rules = {clause.id for clause in known.pack.of(Veto)}
    for one in withdrawn(known, standing):
        if one["rule"] in rules:
            why = one["why"].rstrip("。").rsplit("；", maxsplit=1)[-1]
            yield {**one, "year": date.fromisoformat(one["on"]).year}, f"{why}。"


def _revoked(known: Known, known_at: date) -> Iterator[tuple[Finding, str]]:
    """Yield what would stand, had no decision been altered or revoked."""
    rows = list(struck_measures(known_at).order_by("struck_at"))
    if not rows:
        return
    more = law_measures(struck_measures(known_at))
    before = Known(known.pack, known.index.with_lists({"measures": (*known.facts.measures, *more)}), known.asked)
    days = "、".join(dict.fromkeys(in_words(day_of(one.struck_at)) for one in rows if one.struck_at))
    for one in vetoes(before):
        yield one, f"所依据的问责决定已经撤销或者变更（{days}），不再成立。"


def _elsewhere(known: Known) -> Iterator[tuple[Finding, str]]:
    """Yield what would stand, had no approved report laid the responsibility elsewhere (第二十七条第三款)."""
    if any(one.accident.responsibility_outside for one in known.counting):
        plain = tuple(replace(one, responsibility_outside=()) for one in known.facts.accidents)
        for found in vetoes(Known(known.pack, known.index.with_lists({"accidents": plain}), known.asked)):
            yield found, "经批复的事故调查报告明确事故责任不在本地区，不适用。"


def _cleared(known: Known) -> dict[tuple[str, int], tuple[str, ...]]:
    found: dict[tuple[str, int], list[str]] = {}
    for one in known.counting:
        for unit in one.accident.responsibility_outside:
            found.setdefault((unit, one.accident.date.year), []).append(one.accident.id)
    return {key: tuple(codes) for key, codes in found.items()}


def years(asked: Question, today: date) -> list[int]:
    """Return the years of which there is anything, the newest first."""
    return sorted({one.year for one in everything(asked, today)}, reverse=True)


def vetoes_in(rights: Rights, asked: Question, today: date, *, year: int = 0, unit: Unit | None = None) -> list[Row]:
    """Return the vetoes in reach, of a year and a unit with what lies below it where given, the newest year first, then in the order of the tree."""
    reach = rights.reach("veto.view")
    chosen = [one for one in everything(asked, today) if year in {0, one.year}]
    units = {one.code: one for one in Unit.objects.filter(reach.of_units(), code__in={one.unit for one in chosen})}
    chosen = [one for one in chosen if one.unit in units and (unit is None or units[one.unit].path.startswith(unit.path))]
    names = told("accidents", sorted({code for one in chosen for code in (*one.accidents, *one.cleared)}), rights)
    persons = rights.reach("ban.view")
    plain = {code for code, one in units.items() if persons and persons.covers_unit(one)}
    rows = [_row(one, units[one.unit], names, (one.rule,)) for one in chosen if one.unit in plain or not one.rules]
    hidden = [one for one in chosen if one.unit not in plain and one.rules]
    rows += [_row(one, units[one.unit], names, one.rules) for one in _as_one(hidden, units)]
    return sorted(rows, key=lambda row: (-row.found.year, row.unit.path, row.found.rule, bool(row.found.gone)))


def _as_one(found: list[Vetoed], units: Mapping[str, Unit]) -> Iterator[Vetoed]:
    """Yield one veto for all that a unit's leaders received in a year, for whoever may not know of persons: under which of the paragraphs would tell
    which kind of measure it was."""
    groups: dict[tuple[str, int], list[Vetoed]] = {}
    for one in found:
        groups.setdefault((one.unit, one.year), []).append(one)
    for (unit, year), every in groups.items():
        group = [one for one in every if not one.gone] or every
        on, first = min(one.on for one in group), group[0]
        accidents = tuple(dict.fromkeys(code for one in group for code in one.accidents))
        cleared = tuple(dict.fromkeys(code for one in group for code in one.cleared))
        gone = "".join(dict.fromkeys(one.gone for one in group))
        rules, over = "、".join(map(provision_label, first.rules)), "、".join(f"{code}事故" for code in accidents)
        why = (f"{units[unit].name}有领导干部因{over}受到{rules}所列的措施或者处分，"
               f"{in_words(on)}起取消{year}年度评优资格。")
        yield replace(first, rule=first.rules[0], on=on, why=why, accidents=accidents, cleared=cleared, gone=gone)


def _row(one: Vetoed, unit: Unit, names: Mapping[str, Told], rules: tuple[str, ...]) -> Row:
    called: Any = lambda codes: tuple(names.get(code, OUT_OF_SIGHT) for code in codes)  # noqa: E731
    why = one.why.split("：", maxsplit=1)[-1]  # the provision stands beside it, not before it
    why = why.replace("上述规定", "、".join(map(provision_label, rules)))
    gone = one.gone
    for code in (*one.accidents, *one.cleared):
        label = names.get(code, OUT_OF_SIGHT).label
        why, gone = (text.replace(f"{code}事故", f"{label.removesuffix('事故')}事故").replace(code, label)  # the name of most ends in the word
                     for text in (why, gone))
    return Row(replace(one, gone=gone), unit, why, called(one.accidents), called(one.cleared), rules)
