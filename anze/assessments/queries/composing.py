"""An assessment put together from what is stored and drawn: scheme, facts with their names, vetoes, results. What a snapshot freezes."""

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from anze.assessments.models import Assessment, Draw, Given, Indicator, Sample, SelfReport
from anze.assessments.queries.covering import covered_units
from anze.assessments.queries.drawing import draw
from anze.assessments.queries.pack import pack_said, process_clause
from anze.assessments.queries.wording import rule_words, source_words
from anze.assessments.snapshots import FORMAT, results
from anze.duties.world import pack_in_force
from anze.law.rules.undivided import joined
from anze.record.models import Entry

NOTHING_COUNTED = "没有这方面的数据"
NOTHING_SAMPLED = "没有可以抽取的记录"
NOT_CLAIMED = "没有申报"
Said = dict[str, Any]


def drawn_now(assessment: Assessment) -> Said:
    """Return what was drawn last; nothing before anything was."""
    found = Draw.objects.current().filter(assessment=assessment).values_list("text", flat=True).first()
    said: Said = json.loads(found) if found else {"as_of": "", "figures": {}, "vetoes": {}, "cleared": {}}
    return said | {"vetoes": {unit: joined(pack_in_force(), some) for unit, some in said["vetoes"].items()}}


def fresh(assessment: Assessment, today: date) -> Said:
    """Return an assessment as it would be frozen today, with data drawn anew. Nothing is stored."""
    return composed(assessment, draw(assessment, today))


def composed(assessment: Assessment, drawn: Mapping[str, Any]) -> Said:
    """Return an assessment with what was drawn; without results as long as points are missing (`missing`)."""
    units, rows = covered_units(assessment), list(assessment.indicators.current())
    found: Said = {
        "format": FORMAT, "assessment": {"uid": assessment.uid, "year": assessment.year, "by": assessment.by.code, "group": assessment.group,
                                         "title": assessment.title},
        "scheme": _scheme(assessment, rows), "units": [{"code": one.code, "name": one.name} for one in units],
        "facts": _facts(assessment, [one.code for one in units], rows, drawn), "vetoes": {one.code: drawn["vetoes"].get(one.code, []) for one in units},
        "cleared": {one.code: drawn["cleared"].get(one.code, []) for one in units}, "as_of": drawn["as_of"],
        "vetoes_as_of": drawn.get("vetoes_as_of", drawn["as_of"]),  # what was drawn before vetoes had their own day told them of the scheme's
        "pack": pack_said(), "ledger": _head()}
    return found if missing(found) else found | {"results": results(found)}


def missing(said: Mapping[str, Any]) -> list[str]:
    """Return what keeps results from being worked out, a sentence each: points not given yet, a unit to which nothing applies."""
    scored = {one["id"] for one in said["scheme"]["indicators"] if one["kind"] == "score"}
    words = {one["id"]: one["name"] for one in said["scheme"]["indicators"]}
    names = {one["code"]: one["name"] for one in said["units"]}
    found = [f"{names[unit]}“{words[name]}”还没有核查评分。" for unit, facts in said["facts"].items() for name, fact in facts.items() if fact.get("away")]
    return found + [f"{names[unit]}没有一项适用的计分指标，算不出得分。请更正“不适用”，或者核对系统数据。" for unit, facts in said["facts"].items()
                    if all(facts[name].get("absent") for name in scored)]


def _head() -> Said:
    seq, digest = Entry.objects.order_by("-seq").values_list("seq", "digest").first() or (0, "")
    return {"seq": seq, "digest": digest}


def _scheme(assessment: Assessment, rows: list[Indicator]) -> Said:
    said = [{"id": one.key, "name": one.name, "kind": one.kind, "source": one.source, "figure": one.figure, "rule": one.rule, "weight": f"{one.weight:f}",
             "each": f"{one.each:f}", "target": f"{one.target:f}", "from": source_words(one), "words": rule_words(one)} for one in rows]
    return {"indicators": said, "bonus_cap": f"{assessment.bonus_cap:f}", "deduction_cap": f"{assessment.deduction_cap:f}", "places": assessment.places,
            "rounding": "half_up", "limits": [[grade, f"{limit:f}"] for grade, limit in assessment.limits], "vetoed_best": process_clause().vetoed_best}


def _facts(assessment: Assessment, units: list[str], rows: list[Indicator], drawn: Mapping[str, Any]) -> Said:
    given = {(one.unit.code, one.indicator.key): one for one in Given.objects.current().filter(assessment=assessment).select_related("unit", "indicator")}
    samples = {(one.unit.code, one.indicator.key): one for one in Sample.objects.current().filter(assessment=assessment).select_related("unit", "indicator")}
    claimed = set(SelfReport.objects.current().filter(assessment=assessment, claimed__gt=0).values_list("unit__code", "indicator__key"))
    checks: dict[int, dict[str, bool]] = defaultdict(dict)
    for sample in samples.values():
        checks[sample.pk].update(sample.checks.current().values_list("key", "passed"))
    found: Said = {}
    for unit in units:
        found[unit] = {}
        for one in rows:
            point, drawn_ones = given.get((unit, one.key)), samples.get((unit, one.key))
            if point is not None and point.absent:
                found[unit][one.key] = {"absent": point.note}
            elif one.source == "report":
                found[unit][one.key] = _given(point, one, (unit, one.key) in claimed)
            elif one.source == "sample":
                found[unit][one.key] = _sampled(drawn_ones, checks[drawn_ones.pk]) if drawn_ones else {"away": True, "undrawn": True}
            else:
                found[unit][one.key] = _counted(drawn["figures"].get(one.figure, {}).get(unit))
    return found


def _given(point: Given | None, indicator: Indicator, claimed: bool) -> Said:
    """Return the points that a person gave; a bonus that a unit did not apply for is none, without anybody saying so."""
    if point is not None:
        return {"given": f"{point.points:f}", "note": point.note}
    return {"away": True} if indicator.kind != "bonus" or claimed else {"given": "0.00", "note": NOT_CLAIMED}


def _counted(count: Mapping[str, Any] | None) -> Said:
    if count is None:
        return {"absent": NOTHING_COUNTED}
    names = {group: [[key, label] for key, label, *_ in count[group]] for group in ("good_ones", "others")}
    return {"good": count["good"], "whole": count["whole"], **names}


def _sampled(sample: Sample, checks: Mapping[str, bool]) -> Said:
    if not sample.items:
        return {"absent": NOTHING_SAMPLED}
    if any(key not in checks for key, _ in sample.items):
        return {"away": True}
    good = [[key, label] for key, label in sample.items if checks[key]]
    bad = [[key, label] for key, label in sample.items if not checks[key]]
    return {"good": len(good), "whole": len(sample.items), "good_ones": good, "others": bad}
