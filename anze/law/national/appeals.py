"""Remedies against a decision: to whom, within what time, answered when (公务员法第九十五、九十六条, 监察法, 中国共产党问责条例).

None of them suspends the decision (不停止执行). The first day is not counted, a month ends on the corresponding day (民法典第二百零一、二百零二条);
where the last day for the person concerned is a day off, it moves to the day after (第二百零三条), which helps him; the authority's own limit does not move.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final, Literal

from anze.law.days import add_months
from anze.law.national.effects import measure_class
from anze.law.national.tables import HERE, in_force, read_versions

Scheme = Literal["supervision", "civil_service", "party_accountability", "party_discipline"]
Route = Literal["re_examination", "reconsideration", "appeal", "further_appeal"]
Hearer = Literal["decider", "above", "above_last", "civil_service", "party", "discipline"]
SCHEMES: Final = {"supervision": "监察机关的处理决定", "civil_service": "公务员的处分和人事处理", "party_accountability": "党组织的问责决定",
                  "party_discipline": "党纪处分"}
ROUTES: Final = {"re_examination": "复审", "reconsideration": "复核", "appeal": "申诉", "further_appeal": "再申诉"}
PERSONNEL: Final = frozenset({"降职", "免职"})  # 人事处理 that 公务员法第九十五条 names beside 处分
PARTY_BODIES: Final = frozenset({"party_committee", "discipline", "organisation"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """One step that a person may take. `days` or `months` to take it, neither where no rule at hand says; likewise for the answer.

    `to`: which body hears it in the words of the rule; `heard`: where it stands to the body that decided, so that it can be named; `kinds`: of which
    kinds (`bodies.toml`) a body has to be that hears it.
    `after`: the step that comes first; `instead_of`: one that may be left out. `undecided` says what the rules leave open, `who` decides it.
    `compared` says with which text the words were compared, empty where none could be read.
    """

    scheme: Scheme
    code: Route
    to: str
    heard: tuple[Hearer, ...]
    kinds: tuple[str, ...]
    counted_from: str
    days: int | None = None
    months: int | None = None
    decide_days: int | None = None
    decide_months: int | None = None
    longer_days: int = 0
    after: str = ""
    instead_of: str = ""
    source: str
    article: str
    compared: str = ""
    words: str
    undecided: str = ""
    who: str = ""

    @property
    def name(self) -> str:
        """What the step is called: 复审."""
        return ROUTES[self.code]

    @property
    def cite(self) -> str:
        """The articles as one cites them: of several instruments, each with its own."""
        sources, articles = self.source.split("、"), self.article.split("、")
        if len(sources) == len(articles):
            return "、".join(f"{source}{article}" for source, article in zip(sources, articles, strict=True))
        return f"{self.source}{self.article}"

    @property
    def asked(self) -> str:
        """How one says that it is taken: 申请复核, 提出申诉."""
        return f"{'提出' if self.name.endswith('申诉') else '申请'}{self.name}"

    @property
    def within(self) -> str:
        """The time in words: 30日内, 1个月内; empty where no rule gives one."""
        return f"{self.days}日内" if self.days else f"{self.months}个月内" if self.months else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealTable:
    """The remedies as they stand from `since`; those of the schemes that it `keeps` stand in the version before."""

    since: date
    instrument: str
    keeps: tuple[str, ...] = ()
    remedy: tuple[Remedy, ...]


@cache
def tables() -> tuple[AppealTable, ...]:
    """Every version, oldest first."""
    return read_versions(HERE / "appeals.toml", AppealTable)


def remedies(scheme: str, on: date) -> tuple[Remedy, ...]:
    """The steps of a scheme as on the day on which the decision was received. ValueError before 2020-07-01, KeyError for no scheme."""
    if scheme not in SCHEMES:
        raise KeyError(scheme)
    found = in_force(tables(), on)
    at = tables().index(found)
    while scheme in found.keeps:
        at -= 1
        found = tables()[at]
    return tuple(one for one in found.remedy if one.scheme == scheme)


def schemes_of(kind: str, by: str, on: date) -> tuple[Scheme, ...]:
    """The schemes under which a measure that a body (`authority.BODIES`) imposed may be contested; none where the text at hand names none.

    ValueError for an unknown measure. A 刑事责任 is contested before the courts, not here.
    """
    group = measure_class(kind, on)
    if group == "criminal":
        return ()
    if group == "party":
        return ("party_discipline",)
    if by == "supervision":
        return ("supervision",)
    if group == "government":
        return ("civil_service",)
    party: tuple[Scheme, ...] = ("party_accountability",) if by in PARTY_BODIES else ()
    return (*party, "civil_service") if kind in PERSONNEL else party


def file_until(remedy: Remedy, received: date, workday: Callable[[date], date] = lambda day: day) -> date | None:
    """The last day for taking the step; None where no rule gives one. `workday` gives a day itself, or the first one worked after it."""
    end = _end(received, remedy.days, remedy.months)
    return end and workday(end)


def decide_until(remedy: Remedy, taken_on: date, extended: int = 0) -> date | None:
    """The last day for the answer to a step taken (接到、受理) on a day, longer by what was approved and the rule allows; None where none is given."""
    end = _end(taken_on, remedy.decide_days, remedy.decide_months)
    return end and end + timedelta(days=min(extended, remedy.longer_days))


def _end(day: date, days: int | None, months: int | None) -> date | None:
    if days is not None:
        return day + timedelta(days=days)
    return None if months is None else add_months(day, months)
