"""How long a measure keeps an officer from promotion, and which kind of measure it is (政务处分法第八条、纪律处分条例等)."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Literal

from anze.law.national.tables import HERE, in_force, read_versions

MeasureClass = Literal["party", "government", "organisational", "criminal"]
CLASS_LABELS: Final = {"party": "党纪处分", "government": "政务处分", "organisational": "组织处理与问责方式",
                       "criminal": "刑事责任"}
TERMS: Final = (12, 24)  # 留党察看一年、二年


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure and its effect in months: None where the rules fix no period; `source` and `article` name the rule, `note` says it.

    `words` are the rule's own; `compared` says with which text they were compared, empty where none could be read: a person compares before use.
    """

    kind: str
    group: MeasureClass
    no_promotion_months: int | None = None
    no_post_months: int | None = None
    plus_term: bool = False
    source: str
    article: str = ""
    words: str = ""
    compared: str = ""
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How the effect of some kinds of measure comes to its end once its period is over (`way`, see the table), and what is `said` then.

    `stopped`: what keeps one that ends by itself from doing so, which a person puts on record; `words` and `compared` as of a measure.
    """

    way: Literal["itself", "period", "unread", "decision"]
    kinds: tuple[str, ...]
    said: str
    source: str
    article: str = ""
    words: str = ""
    compared: str = ""
    stopped: str = ""
    note: str

    @property
    def cite(self) -> str:
        """The provision, as it is printed beside what is said; empty where none could be read."""
        return f"{self.source}{self.article}" if self.compared else ""

    @property
    def by_time(self) -> bool:
        """Say whether it ends with its period and nobody decides anything."""
        return self.way in {"itself", "period"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectTable:
    """The measures as they stand from `since`, and how they end."""

    since: date
    instrument: str
    measure: tuple[Measure, ...]
    ending: tuple[Ending, ...] = ()


@cache
def tables() -> tuple[EffectTable, ...]:
    """Every version, oldest first."""
    return read_versions(HERE / "effects.toml", EffectTable)


@cache
def measures(on: date) -> dict[str, Measure]:
    """Every measure by its kind, as on a day. ValueError before 2020-07-01."""
    return {measure.kind: measure for measure in in_force(tables(), on).measure}


def ending(kind: str, on: date) -> Ending | None:
    """How a measure that was given on a day ends; by the first rules for one from before them. None where the rules leave it to whoever may find it over."""
    return next((one for one in in_force(tables(), max(on, tables()[0].since)).ending if kind in one.kinds), None)


KINDS: Final = tuple(measure.kind for measure in tables()[-1].measure)


def measure_class(kind: str, on: date) -> MeasureClass:
    """Whether a measure is of the Party, the government, the organisation or criminal law. ValueError if unknown."""
    return _measure(kind, on).group


def effect_months(kind: str, months_of_term: int | None, on: date) -> int | None:
    """Months without promotion from the decision on; None where no period is fixed by law.

    留党察看 needs its own term (12 or 24 months), which comes first. ValueError for an unknown kind, a day without rules,
    or a term that is missing or wrong.
    """
    measure = _measure(kind, on)
    if not measure.plus_term:
        return measure.no_promotion_months
    if months_of_term not in TERMS:
        given = "没有写" if months_of_term is None else f"写成了 {months_of_term}"
        raise ValueError(f"{kind}的期限{given}。办法：写 12（一年）或 24（二年）")
    return months_of_term + (measure.no_promotion_months or 0)


def _measure(kind: str, on: date) -> Measure:
    known = measures(on)
    if kind not in known:
        raise ValueError(f"没有“{kind}”这种问责措施。办法：改成{'、'.join(known)}之一")
    return known[kind]
