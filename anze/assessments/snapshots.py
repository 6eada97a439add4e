"""A snapshot: everything a result rests on and the result itself, as canonical JSON. From it anybody works the result out again, byte for byte."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from anze.assessments.reckoning import Fact, Indicator, Scheme, reckon
from anze.law.codes import ASSESSMENT_GRADES

FORMAT: Final = 1


def canonical(value: Any) -> str:
    """Return plain values as JSON that is always the same: keys sorted, no spaces, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def results(said: Mapping[str, Any]) -> dict[str, Any]:
    """Work out the result of every unit from what a snapshot says of scheme, facts and vetoes. ValueError as `reckon`."""
    scheme = scheme_of(said["scheme"])
    return {unit: reckon(scheme, {name: fact_of(one) for name, one in facts.items()}, bool(said["vetoes"].get(unit))) for unit, facts in said["facts"].items()}


def recompute(text: str) -> str:
    """Return the results that a snapshot's facts give, as canonical JSON."""
    return canonical(results(json.loads(text)))


def holds(text: str, digest: str) -> bool:
    """Say whether a snapshot is the one of its digest, written canonically, and its results are what its facts give."""
    said = json.loads(text)
    return digest_of(text) == digest and canonical(said) == text and canonical(said["results"]) == recompute(text)


def scheme_of(said: Mapping[str, Any]) -> Scheme:
    """Return the scheme that a snapshot states."""
    indicators = tuple(Indicator(id=one["id"], kind=one["kind"], rule=one["rule"], weight=Decimal(one["weight"]), each=Decimal(one["each"]),
                                 target=Decimal(one["target"])) for one in said["indicators"])
    return Scheme(indicators=indicators, bonus_cap=Decimal(said["bonus_cap"]), deduction_cap=Decimal(said["deduction_cap"]),
                  limits=tuple((grade, Decimal(limit)) for grade, limit in said["limits"]), places=said["places"], vetoed_best=said["vetoed_best"])


def fact_of(said: Mapping[str, Any]) -> Fact:
    """Return a fact that a snapshot states."""
    given = said.get("given")
    return Fact(good=said.get("good", 0), whole=said.get("whole"), given=None if given is None else Decimal(given), absent=said.get("absent", ""),
                away=said.get("away", False))


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for everything in which what is on record differs from a snapshot: facts with their names, vetoes, then scores and grades."""
    names = {one["code"]: one["name"] for one in (*before["units"], *after["units"])}
    words = {one["id"]: one["name"] for one in (*before["scheme"]["indicators"], *after["scheme"]["indicators"])}
    for unit in sorted(before["facts"].keys() | after["facts"].keys()):
        old, new = before["facts"].get(unit, {}), after["facts"].get(unit, {})
        for one in sorted(old.keys() | new.keys()):
            if said := _changed(old.get(one), new.get(one)):
                yield f"{names[unit]}“{words.get(one, one)}”：{said}。"
        yield from _vetoes(names[unit], before["vetoes"].get(unit, []), after["vetoes"].get(unit, []))
    now = after.get("results", {})  # none as long as points are missing
    for unit in sorted(before["results"].keys() & now.keys()):
        yield from _result(names[unit], before["results"][unit], now[unit])


def worse(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for every unit whose result is worse than the one it was told: it must be told anew, and may object again."""
    names, grades = {one["code"]: one["name"] for one in after["units"]}, list(ASSESSMENT_GRADES)
    for unit, new in sorted(after.get("results", {}).items()):
        old = before["results"].get(unit, new)
        if new["vetoed"] and not old["vetoed"]:
            yield f"{names[unit]}：被“一票否决”，等次为“{ASSESSMENT_GRADES[new['grade']]}”，告知的结果没有。"
        elif grades.index(new["grade"]) > grades.index(old["grade"]):
            yield f"{names[unit]}：等次由告知的“{ASSESSMENT_GRADES[old['grade']]}”降为“{ASSESSMENT_GRADES[new['grade']]}”。"
        elif Decimal(new["total"]) < Decimal(old["total"]):
            yield f"{names[unit]}：总分由告知的 {old['total']} 降为 {new['total']}。"


def moved(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return the units (codes) of which a result or a veto is another than before."""
    return [unit for unit in sorted(after["results"]) if after["results"][unit] != before["results"].get(unit)
            or [one["accidents"] for one in after["vetoes"].get(unit, [])] != [one["accidents"] for one in before["vetoes"].get(unit, [])]]


def _changed(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> str:
    if old is None or new is None or _bare(old) == _bare(new):
        return "" if old is not None and new is not None else "指标有增减"
    gone, come = (_minus(one, other) for one, other in ((old, new), (new, old)))
    moved = [f"{verb}{'、'.join(labels)}" for verb, labels in (("少了", gone), ("多了", come)) if labels]
    return f"由{_figure(old)}变为{_figure(new)}" + (f"（{'；'.join(moved)}）" if moved else "")


def _bare(fact: Mapping[str, Any]) -> Any:
    """Return a fact without the words for its things: another wording is no other fact."""
    return {key: sorted(name for name, _ in value) if key in {"good_ones", "others"} else value for key, value in fact.items() if key != "note"}


def _minus(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """Return what counts in one fact and not in the other, at most five by their names."""
    keys = {(key, group) for group in ("good_ones", "others") for key, _ in other.get(group, ())}
    found = [label for group in ("good_ones", "others") for key, label in one.get(group, ()) if (key, group) not in keys]
    return found[:5] + ([f"等 {len(found)} 件"] if len(found) > 5 else [])


def _figure(fact: Mapping[str, Any]) -> str:
    if fact.get("absent"):
        return "不适用"
    if fact.get("away"):
        return "待评分"
    if fact.get("given") is not None:
        return f"{fact['given']} 分"
    return f"{fact['good']}" if fact.get("whole") is None else f"{fact['good']}/{fact['whole']}"


def _vetoes(name: str, old: list[Mapping[str, Any]], new: list[Mapping[str, Any]]) -> Iterator[str]:
    before, after = ({(one["rule"], *one["accidents"]): one for one in some} for some in (old, new))
    yield from (f"{name}：“一票否决”不再成立（{before[key]['why']}）" for key in sorted(before.keys() - after.keys()))
    yield from (f"{name}：成立新的“一票否决”（{after[key]['why']}）" for key in sorted(after.keys() - before.keys()))


def _result(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    if old["total"] != new["total"]:
        yield f"{name}：总分由 {old['total']} 变为 {new['total']}。"
    if old["grade"] != new["grade"]:
        yield f"{name}：等次由“{ASSESSMENT_GRADES[old['grade']]}”变为“{ASSESSMENT_GRADES[new['grade']]}”。"
