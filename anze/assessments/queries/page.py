"""What the pages of an assessment show: each unit's line, each indicator of a unit with its names, how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from anze.access.rights import Rights
from anze.assessments.models import Assessment, Given, Sample, SelfReport
from anze.assessments.policies import BOUND, STATES, WAY
from anze.assessments.queries.composing import composed, drawn_now
from anze.assessments.queries.covering import covered_units
from anze.assessments.queries.entitled import seen_units
from anze.assessments.queries.lists import shown_snapshot
from anze.assessments.queries.standing import result_of
from anze.assessments.queries.wording import fact_words, figure_label
from anze.duties.figures import figure
from anze.duties.naming import with_names
from anze.duties.sources import Told, told
from anze.people.models import Unit


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit on the page of an assessment: whether and when it assessed itself, its result as far as there is one, its vetoes. `public`: it is another's,
    and only what is public of it is there."""

    unit: Unit
    self_on: date | None
    late: bool
    result: Mapping[str, Any] | None
    vetoes: list[Mapping[str, Any]]
    public: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator of a unit: what counts with its names, the weight after scaling, the points, what the unit said, the sample; `put_aside`: that somebody
    said that it does not apply, which can be taken back. Of what the system has no data on nothing can."""

    said: Mapping[str, Any]
    words: str
    weight: str | None
    points: str | None
    applies: bool
    rescaled: bool
    good: list[Told]
    others: list[Told]
    report: SelfReport | None
    sample: Sample | None
    label: str
    put_aside: bool


def said_of(assessment: Any, known_at: date | None = None) -> dict[str, Any]:
    """Return what an assessment says: the snapshot that stands, or what would be frozen of what is stored now."""
    snapshot = shown_snapshot(assessment, assessment.state, known_at)
    return result_of(snapshot) if snapshot else composed(assessment, drawn_now(assessment))


def unit_lines(assessment: Any, said: Mapping[str, Any], rights: Rights, side: bool) -> list[UnitLine]:
    """Return the lines of the units that the account sees; before the draft results are for the assessing side alone. Once they are published, of the
    other units their grades, as on the public page."""
    steps = {one.unit_id: one for one in assessment.steps.filter(kind__in=("self_assess", "without"))}
    shown = side or assessment.state in {"drafted", *BOUND}
    found = []
    seen = seen_units(rights, assessment)
    for unit in covered_units(assessment) if assessment.state == "published" else seen:
        if unit not in seen:
            grade = said["results"][unit.code]["grade"]
            found.append(UnitLine(unit, None, False, {"grade": grade, "by_score": grade}, said["vetoes"].get(unit.code, []), public=True))
            continue
        step = steps.get(unit.pk)
        found.append(UnitLine(unit, step.on if step else None, step is not None and step.kind == "without",
                              said.get("results", {}).get(unit.code) if shown else None, said["vetoes"].get(unit.code, []) if shown else []))
    return found


def indicator_lines(assessment: Assessment, said: Mapping[str, Any], unit: Unit, shown: bool) -> list[Line]:
    """Return the indicators of a unit, each with its names and their pages; points only where they are `shown`."""
    reports = {one.indicator.key: one for one in SelfReport.objects.current().filter(assessment=assessment, unit=unit).select_related("indicator")}
    samples = {one.indicator.key: one for one in Sample.objects.current().filter(assessment=assessment, unit=unit).select_related("indicator")}
    aside = set(Given.objects.current().filter(assessment=assessment, unit=unit, absent=True).values_list("indicator__key", flat=True))
    where, result = addresses(assessment, unit), said.get("results", {}).get(unit.code, {}).get("indicators", {}) if shown else {}
    found = []
    for one in said["scheme"]["indicators"]:
        fact, line = said["facts"][unit.code][one["id"]], result.get(one["id"], {})
        names = [[Told(label, where.get((one["figure"], key), "")) for key, label in fact.get(group, ())] for group in ("good_ones", "others")]
        weight = line.get("weight")
        rescaled = one["kind"] == "score" and weight is not None and Decimal(weight) != Decimal(one["weight"])
        found.append(Line(one, fact_words(fact, _word(one["figure"])), weight, line.get("points"), not fact.get("absent"), rescaled, names[0], names[1],
                          reports.get(one["id"]), samples.get(one["id"]), figure_label(one["figure"]) if one["figure"] else "", one["id"] in aside))
    return found


def addresses(assessment: Assessment, unit: Unit) -> dict[tuple[str, str], str]:
    """Return where the names of a unit's figures lead, by figure and key."""
    return addresses_in(drawn_now(assessment)["figures"], unit)


def addresses_in(figures: Mapping[str, Any], unit: Unit) -> dict[tuple[str, str], str]:
    """Return the same of figures that were read before."""
    return {(name, key): more[0] for name, units in figures.items() for group in ("good_ones", "others")
            for key, _, *more in units.get(unit.code, {}).get(group, ()) if more and more[0]}


def _word(name: str) -> str:
    try:
        return figure(name).word if name else ""
    except LookupError:
        return ""


def veto_lines(said: Mapping[str, Any], unit: Unit, rights: Rights) -> tuple[list[tuple[Mapping[str, Any], list[Told]]], list[Told]]:
    """Return a unit's vetoes with their accidents, and the accidents for which the responsibility lies elsewhere."""
    vetoes, cleared = said["vetoes"].get(unit.code, []), said["cleared"].get(unit.code, [])
    names = told("accidents", [*cleared, *(code for one in vetoes for code in one["accidents"])], rights)
    called = {code: names.get(code, Told(code)) for code in (*cleared, *(code for one in vetoes for code in one["accidents"]))}
    said_so: list[tuple[Mapping[str, Any], list[Told]]] = [
        ({**one, "why": with_names(one["why"], lambda code: called.get(code, Told(code)).label)}, [called[code] for code in one["accidents"]])
        for one in vetoes]
    return said_so, [called[code] for code in cleared]


def vetoed_of(said: Mapping[str, Any]) -> date | None:
    """Return as of which day the vetoes are told: not that of the figures (第二十七条 is about the year); None before anything was drawn."""
    day = said.get("vetoes_as_of", said["as_of"])
    return date.fromisoformat(day) if day else None


def way_of(state: str) -> list[tuple[str, str]]:
    """Return the states of the straight way, each with done, here, or ahead."""
    if state not in WAY:
        return []
    here = WAY.index(state)
    return [(STATES[name].label, "done" if place < here or state == "published" else "here" if place == here else "ahead") for place, name in enumerate(WAY)]
