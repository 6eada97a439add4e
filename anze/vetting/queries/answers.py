"""The answer to an enquiry: of each subject what is on record, as of the day asked, in the order of the list. No ranking, no score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from anze.access.rights import Reach
from anze.duties.situation import situation
from anze.duties.sources import Scope, pending, settled
from anze.law.codes import POSTS
from anze.law.facts import Assessment, Interview, Tenure
from anze.law.findings import Finding, in_order
from anze.law.known import Known
from anze.law.national.lasting import PROMOTES, lasting
from anze.law.question import Question
from anze.law.rules.ban import bans
from anze.law.rules.count import counted_interviews
from anze.law.rules.veto import vetoes
from anze.people.models import Officer, Unit
from anze.vetting.codes import PURPOSES
from anze.vetting.queries.further import counted_standing, counted_tasks, standing_of, tasks_of, units_of
from anze.vetting.queries.measures import Decided, ends, in_force
from anze.vetting.queries.organ import heads_of, reach_of
from anze.vetting.queries.records import records
from anze.vetting.snapshots import FORMAT

Subject = Officer | Unit


@dataclass(frozen=True, slots=True)
class _Found:
    """What the law found of everyone, once for all subjects."""

    known: Known
    within: frozenset[str]
    interviews: Mapping[str, list[Interview]]
    vetoes: list[Finding]
    bans: list[Finding]
    pending: frozenset[str]
    tasks: Mapping[str, list[Finding]]
    standing: Mapping[str, list[Finding]]
    on: date
    decided: Decided


def answer(unit: Unit, purpose: str, reference: str, subjects: Sequence[Subject], asked: Question, today: date,
           on: date | None = None) -> dict[str, Any]:
    """Return the answer as plain values, as it was given `on` a day (today). `unit`: whose department asks. It hears nothing that is on
    record of units outside its reach, but how many posts were held there; what bars somebody from promotion it always hears. Whether a case is pending is
    told as of the day of the asking, whatever day is asked about: how a case stood earlier is nobody's to hear."""
    reach = reach_of(unit)
    officers = [one.code for one in subjects if isinstance(one, Officer)]
    groups = [one.code for one in subjects if isinstance(one, Unit)]
    of_officers, of_groups = records(asked, today, reach, officers, groups)
    found = _found(asked, today, reach, officers, on or today)
    years = dict(zip(officers, zip(of_officers.years, of_officers.reports, strict=True), strict=True))
    of_units = dict(zip(groups, zip(of_groups.years, of_groups.reports, strict=True), strict=True))
    said = [_person(found, one, *years[one.code]) if isinstance(one, Officer) else _group(found, one, *of_units[one.code]) for one in subjects]
    return {"format": FORMAT, "pack": found.known.pack.id, "by": heads_of(unit), "purpose": PURPOSES[purpose], "reference": reference,
            "as_of": asked.as_of.isoformat(), "known_at": asked.known_at.isoformat(), "on": (on or today).isoformat(), "subjects": said}


def _found(asked: Question, today: date, reach: Reach, officers: Sequence[str], on: date) -> _Found:
    known = situation(asked, today, Scope())
    within = units_of(reach)
    return _Found(known, within, counted_interviews(known), in_order("vetoes", vetoes(known)), in_order("bans", bans(known)),
                  pending(officers, on), tasks_of(known, officers, within), standing_of(known, officers, within), on,
                  settled(officers, min(asked.known_at, today)))


def _person(found: _Found, officer: Officer, years: Any, reports: Any) -> dict[str, Any]:
    held = sorted(found.known.index.tenures_of.get(officer.code, ()), key=lambda one: (one.start, one.unit, one.post))
    held = [one for one in held if one.start <= found.known.asked.as_of]
    seen = [one for one in held if one.unit in found.within]
    interviews = [one for one in found.interviews.get(officer.code, ()) if one.unit is None or one.unit in found.within]
    name = found.known.index.names.get(officer.code, officer.name)
    return {"kind": "officer", "key": f"o-{officer.code}", "code": officer.code, "name": name, "posts": _posts(found, held), "years": years,
            "reports": reports, "tasks": counted_tasks(found.tasks.get(officer.code, ())),
            "standing": counted_standing(found.standing.get(officer.code, ())), "interviews": _interviews(found, interviews), "vetoes": _vetoes(found, seen),
            "bans": [_ban(found, one) for one in found.bans if one["officer"] == officer.code],
            "measures": in_force(found.known, officer.code, found.decided), "ends": ends(found.known, officer.code),
            "pending": officer.code in found.pending, "pending_on": found.on.isoformat(),
            "assessments": _assessments(found, seen), "outside": len(held) - len(seen)}


def _group(found: _Found, unit: Unit, years: Any, reports: Any) -> dict[str, Any]:
    whole = [Tenure(officer="", unit=unit.code, post="party_head", start=date.min)]  # a unit is always its own
    of_unit = {one.id: one for rows in found.interviews.values() for one in rows if one.unit == unit.code}
    name = f"{found.known.tree.name(unit.code)}领导班子"
    return {"kind": "group", "key": f"g-{unit.code}", "code": unit.code, "name": name, "years": years, "reports": reports,
            "interviews": _interviews(found, sorted(of_unit.values(), key=lambda one: (one.date, one.id))), "vetoes": _vetoes(found, whole),
            "assessments": _assessments(found, whole)}


def _posts(found: _Found, held: Sequence[Tenure]) -> list[dict[str, Any]]:
    return [{"unit": found.known.tree.name(one.unit), "post": POSTS[one.post], "start": one.start.isoformat(), "end": one.end and one.end.isoformat(),
             "now": one.holds_on(found.known.asked.as_of), "within": one.unit in found.within} for one in held]


def _interviews(found: _Found, interviews: Sequence[Interview]) -> list[dict[str, Any]]:
    tree = found.known.tree
    return [{"on": one.date.isoformat(), "unit": tree.name(one.unit) if one.unit else "", "by": tree.name(one.by) if one.by in tree.units else "上级"}
            for one in interviews]


def _vetoes(found: _Found, held: Sequence[Tenure]) -> list[dict[str, Any]]:
    """Return the vetoes on the units of posts held in their year. What the law says of them names other people: it is not passed on."""
    return [{"rule": one["rule"], "unit": found.known.tree.name(one["unit"]), "year": one["year"], "on": one["on"],
             "held": any(_at(post, one["unit"]) and post.holds_on(date.fromisoformat(one["on"])) for post in held)}
            for one in found.vetoes if any(_at(post, one["unit"]) and _in_year(post, one["year"]) for post in held)]


def _ban(found: _Found, one: Finding) -> dict[str, Any]:
    """Return a ban: what it rests on but for the case, the year without awards, until when there is no promotion (None: a person decides), its `own` end where
    several run together, with whether that is over, and how it stands by itself (`state`, `said`, `cite`, `note`) in the words that all pages share."""
    until, own, as_of, on = one["no_promotion_until"], one["effect_until"], found.known.asked.as_of, date.fromisoformat(one["date"])
    decided = found.decided.get((one["officer"], one["measure"], on, one["accident"]))
    how = lasting(one["measure"], on, date.fromisoformat(own) if own else None, as_of, who=PROMOTES, lifted=decided.lifted if decided else None,
                  stopped=decided.stopped if decided else None)
    return {"state": how.state, "said": how.said, "cite": how.cite, "note": how.note,
            "measure": one["measure"], "on": one["date"], "award_year": one["no_award_year"], "until": until,
            "running": until is None or date.fromisoformat(until) >= as_of, "own": own, "over": own is not None and date.fromisoformat(own) < as_of}


def _assessments(found: _Found, held: Sequence[Tenure]) -> list[dict[str, Any]]:
    def counts(one: Assessment) -> bool:
        return found.known.on_record(one.confirmed_on) and any(_at(post, one.unit) and _in_year(post, one.year) for post in held)

    chosen = sorted((one for one in found.known.facts.assessments if counts(one)), key=lambda one: (one.year, one.unit))
    return [{"unit": found.known.tree.name(one.unit), "year": one.year, "grade": one.grade,
             "confirmed_on": one.confirmed_on and one.confirmed_on.isoformat()} for one in chosen]


def _at(post: Tenure, unit: str) -> bool:
    return post.unit == unit


def _in_year(post: Tenure, year: int) -> bool:
    return post.start.year <= year and (post.end is None or post.end.year >= year)
