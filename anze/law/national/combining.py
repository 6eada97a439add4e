"""Several measures against one person: which effect is the longest, what the rules say of adding them up, what a person decides.

政务处分法第十五条: the heaviest of different sanctions is carried out, of equal ones a term between one and the sum, at most 48 months;
纪律处分条例（2023年）第二十一条: within the effect of a Party sanction the rest of it and the new one are added up, but within the term of 留党察看 itself
the member ought to be expelled (第十二条); across schemes the longest counts. All of this is about several acts: what was given for one act, with
its ground (同一事实并处), is neither raised nor added up on one day, and the longest counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final, Literal

from anze.law.days import add_months
from anze.law.national.effects import CLASS_LABELS, effect_months, measure_class, measures
from anze.law.national.tables import HERE, in_force, read_versions

DECIDES: Final = {"government": "作出决定的监察机关", "party": "批准或者决定处分的党组织", "organisational": "有干部管理权限的党委",
                  "criminal": "司法机关"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeRule:
    """How sanctions of one scheme meet: given at once, of different kinds or of the same; one within the effect of another. Empty: the text is silent.

    `within_term`: one within the term of 留党察看 itself. `one_act`: why several for one act are not put together so, in a sentence.
    `compared`: with which text the words were compared, empty where none could be read.
    `order` names the kinds from the lightest to the heaviest; `cap_months` is the most that a term may come to.
    """

    group: str
    kinds_differ: Literal["", "heaviest", "raise"] = ""
    kinds_same: Literal["", "sum", "raise"] = ""
    during: Literal["", "sum"] = ""
    within_term: Literal["", "expel"] = ""
    one_act: str
    cap_months: int | None = None
    source: str
    compared: str = ""
    words: str
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """What holds between schemes: the longest effect counts."""

    source: str
    compared: str = ""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CombinedTable:
    """The rules as they stand from `since`."""

    since: date
    instrument: str
    scheme: tuple[SchemeRule, ...]
    across: Across


@dataclass(frozen=True, slots=True)
class Received:
    """A measure as it was given: `months` is the term of 留党察看. `beside`: it stands beside another of its scheme for the same fact, and somebody wrote on
    what ground (同一事实并处). `about`: the accident for which it was given, empty where there is none."""

    kind: str
    on: date
    months: int | None = None
    beside: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What the rules say of some measures of one scheme: between how many months the term lies, until when it lasts, in a sentence.

    Where `until` is None a person sets the term, or no rule does: `undecided` says what, `who` decides.
    """

    group: str
    kinds: tuple[str, ...]
    least: int | None
    most: int | None
    until: date | None
    why: str
    undecided: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Combination:
    """Several measures together. `longest`: the last day of the longest single effect, and `of` which measure; `cap`: the months that no term passes.

    `until`: the last day of everything that the rules add up by themselves, or None where a person has something to decide first.
    """

    longest: date | None
    of: Received | None
    cap: int | None
    until: date | None
    parts: tuple[Part, ...]
    why: str

    @property
    def undecided(self) -> tuple[Part, ...]:
        """The parts on which a person decides."""
        return tuple(part for part in self.parts if part.undecided)


@cache
def tables() -> tuple[CombinedTable, ...]:
    """Every version, oldest first."""
    return read_versions(HERE / "combined.toml", CombinedTable)


def effect_end(one: Received) -> date | None:
    """The last day of one measure's effect (民法典第二百零二条); None where no rule gives a period. ValueError before 2020-07-01."""
    months = effect_months(one.kind, one.months, one.on)
    return None if months is None else add_months(one.on, months)


def combined(given: Iterable[Received]) -> Combination:
    """Return how measures of one person count together. ValueError for a kind or a day that the tables do not know."""
    every = sorted(given, key=lambda one: (one.on, one.kind, one.months or 0, one.beside, one.about))
    by_group: dict[str, list[Received]] = defaultdict(list)
    for one in every:
        by_group[measure_class(one.kind, one.on)].append(one)
    parts = tuple(part for group, some in sorted(by_group.items()) for part in _parts(group, some))
    ends = [(end, one) for one in every if (end := effect_end(one)) is not None]
    longest, of = max(ends, key=lambda pair: (pair[0], pair[1].on), default=(None, None))
    caps = [rule.cap_months for one in every for rule in _rules(one.on) if rule.group == measure_class(one.kind, one.on) and rule.cap_months]
    fixed = [part.until for part in parts if part.until is not None]
    until = None if any(part.undecided for part in parts) else max(fixed, default=None)
    across = f"几种处理并存的，按影响期最长的执行（{in_force(tables(), every[-1].on).across.source}）。" if len(by_group) > 1 else ""
    return Combination(longest, of, max(caps, default=None), until, parts, "".join(part.why for part in parts) + across)


def _rules(on: date) -> tuple[SchemeRule, ...]:
    return in_force(tables(), on).scheme


def _rule(group: str, on: date) -> SchemeRule | None:
    return next((rule for rule in _rules(on) if rule.group == group), None)


def _parts(group: str, some: Sequence[Received]) -> Iterator[Part]:
    """Yield what holds of the measures of one scheme, day by day: those given at once, then whether they fell within an earlier effect."""
    days: dict[date, list[Received]] = defaultdict(list)
    for one in some:
        days[one.on].append(one)
    running: date | None = None
    probation: tuple[date, Received] | None = None
    for on, given in days.items():
        rule = _rule(group, on)
        part = _single(group, given[0]) if len(given) == 1 else _together(group, rule, given)
        if probation and on <= probation[0] and _expels(rule, part) and not _one_act([probation[1], *given]):
            part = _within_probation(part, probation[0])
        elif running is not None and on <= running and part.most is not None:
            part = _during(group, rule, part, running)
        terms = [(end, one) for one in given if (end := _term_end(one)) is not None]
        probation = max([*terms, *([probation] if probation else [])], key=lambda pair: pair[0], default=None)
        running = max((day for day in (running, part.until or _latest(on, part)) if day is not None), default=None)
        yield part


def _expels(rule: SchemeRule | None, part: Part) -> bool:
    return rule is not None and rule.within_term == "expel" and "开除党籍" not in part.kinds


def _term_end(one: Received) -> date | None:
    """Return the last day of a sanction's own term, as 留党察看 has one; None for any other."""
    return add_months(one.on, one.months) if one.months is not None and measures(one.on)[one.kind].plus_term else None


def _within_probation(part: Part, probation: date) -> Part:
    """Return a part that fell within the term of 留党察看: nothing is added up, since the member ought to be expelled (纪律处分条例第十二条第二款)."""
    named = "、".join(part.kinds)
    return replace(part, least=None, most=None, until=None,
                   why=f"留党察看期间（至{probation.year}年{probation.month}月{probation.day}日）又受{named}：留党察看期间又发现其他应当受到党纪处分的违纪行为的，应当开除党籍"
                       "（中国共产党纪律处分条例），不与原来的影响期相加。",
                   undecided=f"留党察看期间又受{named}的，应当开除党籍，须由人决定", who=DECIDES["party"])


def _latest(on: date, part: Part) -> date | None:
    return None if part.most is None else add_months(on, part.most)


def _single(group: str, one: Received) -> Part:
    months, end = effect_months(one.kind, one.months, one.on), effect_end(one)
    if months is None:
        return Part(group, (one.kind,), None, None, None, f"{one.kind}：{measures(one.on)[one.kind].note}", f"{one.kind}没有可依的期限", DECIDES[group])
    return Part(group, (one.kind,), months, months, end, f"{one.kind}的影响期{months}个月。")


def _together(group: str, rule: SchemeRule | None, given: Sequence[Received]) -> Part:
    kinds = tuple(one.kind for one in given)
    named, who = "、".join(kinds), DECIDES[group]
    if rule is None:  # 组织处理: each runs, the longest counts
        return _side_by_side(group, given, f"同日受{named}，各自计算，以最长的为准。")
    if _one_act(given):
        return _side_by_side(group, given, f"同一事实受{named}，已写明并处的依据，不按几个行为合并处理：{rule.one_act}。影响期以最长的为准。")
    if rule.kinds_differ == "raise":
        return Part(group, kinds, None, None, None, f"同日受{named}：应当合并处理，按最高的处分加重一档（{rule.source}）。",
                    "合并处理以后是哪一种处分，须由人决定", who)
    heaviest = max(given, key=lambda one: rule.order.index(one.kind))
    same = [one for one in given if one.kind == heaviest.kind]
    if len(same) == 1:
        alone = _single(group, heaviest)
        why = f"同日受{named}：执行其中最重的{heaviest.kind}（{rule.source}）。{alone.why}"
        return Part(group, kinds, alone.least, alone.most, alone.until, why, alone.undecided, alone.who)
    return _several_equal(group, rule, kinds, heaviest, len(same))


def _one_act(given: Sequence[Received]) -> bool:
    """Say whether measures were all given for one act: each but the first was marked so, and none is about another accident."""
    return sum(not one.beside for one in given) <= 1 and len({one.about for one in given}) == 1


def _side_by_side(group: str, given: Sequence[Received], why: str) -> Part:
    """Return measures of which each runs by itself and the longest counts."""
    singles = [_single(group, one) for one in given]
    longest = max(singles, key=lambda part: part.most or 0)
    open_ = next((part.undecided for part in singles if part.undecided), "")
    return Part(group, tuple(one.kind for one in given), longest.least, longest.most, None if open_ else longest.until, why, open_,
                DECIDES[group] if open_ else "")


def _several_equal(group: str, rule: SchemeRule, kinds: tuple[str, ...], one: Received, times: int) -> Part:
    months = effect_months(one.kind, one.months, one.on)
    if months is None:
        return replace(_single(group, one), kinds=kinds)
    total = months * times
    most = min(total, rule.cap_months) if rule.cap_months else total
    capped = f"，合计{total}个月，最长不超过{rule.cap_months}个月" if most < total else ""
    return Part(group, kinds, months, most, None, f"{times}个{one.kind}：在{months}个月以上、{most}个月以下确定期限{capped}（{rule.source}）。",
                f"期限在{months}至{most}个月之间确定", DECIDES[group])


def _during(group: str, rule: SchemeRule | None, part: Part, running: date) -> Part:
    """Return a part that fell within an earlier effect of the same scheme, which runs until `running`."""
    named = "、".join(part.kinds)
    if rule is None:
        return part  # 组织处理: the longest counts
    if rule.during == "sum" and part.until is not None and part.most is not None:
        return Part(group, part.kinds, part.least, part.most, add_months(running, part.most),
                    f"{part.why}在原来的影响期内又受{named}：原来没有执行完的影响期加上新的{part.most}个月（{rule.source}）。")
    return Part(group, part.kinds, part.least, part.most, None, f"{part.why}在原来的{CLASS_LABELS[group]}期间内又受{named}。",
                part.undecided or f"{CLASS_LABELS[group]}期间内又受{named}的，期限怎样合并，手头的规定没有写", DECIDES[group])
