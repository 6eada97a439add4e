"""Which body hears a review or appeal, as the law's route says, and by the name of the body that decided: it is chosen, not typed."""

from datetime import date

from anze.accountability.models import Decision, Remedy
from anze.accountability.queries.naming import RANKS, fit_of, kinds_named, taken_apart
from anze.law.national.appeals import Remedy as Step
from anze.law.national.appeals import remedies
from anze.law.national.authority import tables
from anze.law.national.bodies import kinds_of_bodies


def hearers(row: Remedy) -> list[str]:
    """Return the bodies that may hear a review or appeal, by name; none where the name of the body that decided does not tell its place."""
    body = row.decision.body.strip()
    unit = taken_apart(body).unit
    area = unit.name if unit else ""
    last = row.decision.remedies.exclude(outcome="").order_by("-pk").first()
    names = {"decider": body, "above": _above(body, row.decision.by), "above_last": _above(last.outcome_body if last else body, row.decision.by),
             "civil_service": area and f"{area}委组织部", "party": area and f"{area}委", "discipline": area and f"{area}纪委"}
    return [name for name in dict.fromkeys(names[which] for step in _steps(row) for which in step.heard) if name]


def said_by_law(row: Remedy) -> str:
    """Return to whom the law says it goes, in its words."""
    return next((step.to for step in _steps(row)), "")


def kind_deciding(decision: Decision, body: str) -> str:
    """Return as which kind of body one alters a decision: the kind that decided where it is one by its name, else the first that its name tells."""
    named = [kind.code for kind in kinds_named(body, decision.decided_on or date.max) if kind.decides]
    return decision.by if decision.by in named else next(iter(named), decision.by)


def _steps(row: Remedy) -> list[Step]:
    """Return the steps of the law that are taken by this name, the direct one and the one after another: their bodies are the same."""
    return [step for step in remedies(row.scheme, row.on) if step.code == row.kind]


def _above(body: str, by: str) -> str:
    """Return the body of the same kind one level up; empty where the name does not tell."""
    got = taken_apart(body)
    if got.unit is None:
        return ""
    if got.level == "city":
        province = next(each for each in tables()[-1].manager if each.level == "province")
        return next((name for code, name in province.names if code == by), "")
    above = got.unit.parent
    while above is not None and RANKS.get(above.treated_as if above.level == "zone" else above.level, 9) >= RANKS[got.level]:
        above = above.parent
    return f"{above.name}{got.rest}" if above else ""


def ill_named(row: Remedy, body: str) -> str:
    """Say what is wrong with a body that is none of those the route names; empty where it can be one: of a kind that hears it (`appeals.toml`), not below
    the body that decided, and of its place or one above."""
    body = body.strip()
    return _of_no_such_kind(row, body) or _misplaced(row, body) if body else "请写明受理机关。"


def _of_no_such_kind(row: Remedy, body: str) -> str:
    known = kinds_of_bodies(row.on)
    kinds = [known[kind] for kind in dict.fromkeys(kind for step in _steps(row) for kind in step.kinds)]
    here, there = taken_apart(row.decision.body), taken_apart(body)
    sample = "".join(f"，如“{here.unit.name if here.unit else '清远市'}{kind.names[0]}”" for kind in kinds[:1])
    fits = any(fit_of(body, kind) for kind in kinds)
    if (fits and not there.level) or (not fits and not there.whole and body.endswith(tuple(name for kind in kinds for name in kind.names))):
        return f"看不出{body}是哪一级的机关。请写全称{sample}。"
    return "" if fits or not kinds else f"“{body}”不像能受理这一步的机关的名称：由{said_by_law(row)}受理。请核对文书，写全称{sample}。"


def _misplaced(row: Remedy, body: str) -> str:
    decider = row.decision.body.strip()
    here, there = taken_apart(decider), taken_apart(body)
    if here.level and RANKS[there.level] > RANKS[here.level]:
        return f"{body}比作出决定的{decider}低一级，不能受理。请核对文书。"
    if here.unit and there.unit and not here.unit.path.startswith(there.unit.path):
        return f"{body}不是作出决定的{decider}本级或者上级的机关，不能受理。请核对文书。"
    same = (there.unit, there.level) == (here.unit, here.level)
    if all(step.heard == ("decider",) for step in _steps(row)) and here.whole and not same:
        return f"这一步由{said_by_law(row)}受理，{body}不是{decider}。请核对文书。"
    if all(step.heard == ("above",) for step in _steps(row)) and same:
        return f"这一步由{said_by_law(row)}受理，不是作出决定的{decider}。请核对文书。"
    return ""
