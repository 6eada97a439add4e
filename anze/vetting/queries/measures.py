"""The measures of an officer that are in force, for an accident or for anything else, each with the end of its effect; several of them taken together,
scheme by scheme (第二十三条; 纪律处分条例第二十一条, 政务处分法第十五条)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from anze.duties.sources import Settled
from anze.law.facts import Measure
from anze.law.known import Known
from anze.law.national import combining
from anze.law.national.combining import DECIDES, Part, Received, combined
from anze.law.national.effects import CLASS_LABELS, measure_class, tables
from anze.law.national.lasting import Lasting, lasting
from anze.law.rules.ban import effect_end

ENCODED: Final = max(tables()[0].since, combining.tables()[0].since)  # the rules that held before are not encoded


Decided = Mapping[tuple[str, str, date, str | None], Settled]  # what was decided of how measures end


def in_force(known: Known, officer: str, decided: Decided) -> list[dict[str, Any]]:
    """Return the measures whose effect had begun and was not over on the day asked, by itself or added to an earlier one, in the order of days. `until`:
    the last day by itself, None where no rule gives one and `who` decides; such a measure is listed until a decision lifted it. `stopped`: why one whose last
    day is over has not ended by itself, where somebody put that on record."""
    return list(_in_force(known, officer, decided))


def standing(known: Known, one: Measure, decided: Decided, who: str) -> Lasting:
    """Return how a measure stands on the day asked, in the words that all pages share."""
    found = decided.get((one.officer, one.kind, one.date, one.accident))
    return lasting(one.kind, one.date, effect_end(one), known.asked.as_of, who=who, lifted=found.lifted if found else None,
                   stopped=found.stopped if found else None)


def ends(known: Known, officer: str) -> list[dict[str, Any]]:
    """Return where several measures count together the end of each scheme that is not over on the day asked, in the order of its name's code. `until`:
    the last day as the rules add up, None where `who` decides first; `why` in a sentence. Nothing for whoever has no more than one measure."""
    mine = [one for one in _of(known, officer) if one.date >= ENCODED]
    if len(mine) < 2:
        return []
    found = []
    for group, parts in _by_group(_parts(mine)).items():
        open_ = next((part for part in reversed(parts) if part.undecided), None)
        until = None if open_ else max((part.until for part in parts if part.until), default=None)
        if open_ or (until and until >= known.asked.as_of):
            found.append({"scheme": CLASS_LABELS[parts[0].group], "group": group, "until": until and until.isoformat(), "who": open_.who if open_ else "",
                          "why": open_.undecided if open_ else parts[-1].why})
    return found


def _of(known: Known, officer: str) -> list[Measure]:
    mine = [one for one in known.facts.measures if one.officer == officer and known.on_record(one.date)]
    return sorted(mine, key=lambda one: (one.date, one.kind, one.accident or "", one.months or 0))


def _parts(mine: list[Measure]) -> dict[tuple[str, date], Part]:
    """Return what the rules say of the measures of each scheme and day."""
    days = sorted({(str(measure_class(one.kind, one.date)), one.date) for one in mine})
    given = [Received(one.kind, one.date, one.months, one.beside, one.accident or "") for one in mine]
    return dict(zip(days, combined(given).parts, strict=True)) if given else {}


def _by_group(parts: dict[tuple[str, date], Part]) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for (group, _), part in parts.items():
        found.setdefault(group, []).append(part)
    return found


def _in_force(known: Known, officer: str, decided: Decided) -> Iterator[dict[str, Any]]:
    mine, as_of = _of(known, officer), known.asked.as_of
    parts = _parts([one for one in mine if one.date >= ENCODED])
    for one in mine:
        until = effect_end(one)
        part = parts.get((measure_class(one.kind, one.date), one.date)) if one.date >= ENCODED else None
        summed = part is not None and part.until is not None and part.until >= as_of
        how = standing(known, one, decided, _who(one))
        if summed or how.state in {"running", "open", "stopped"}:
            said = {"measure": one.kind, "on": one.date.isoformat(), "until": until and until.isoformat(), "who": "" if until else _who(one)}
            yield said | ({"stopped": how.note} if how.state == "stopped" else {})


def _who(one: Measure) -> str:
    """Return who decides how long a measure without a period takes effect; of one from before the rules that are encoded, as they say of its kind."""
    first: date = tables()[0].since
    return DECIDES[measure_class(one.kind, max(one.date, first))]
