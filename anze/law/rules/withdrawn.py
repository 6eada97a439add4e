"""What an accident had fired before it was written off the statistics (统计核销): it no longer stands, and is marked as withdrawn."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from anze.law.findings import Finding, in_words
from anze.law.known import Known
from anze.law.question import Question
from anze.law.rules.event import event_triggers
from anze.law.rules.veto import vetoes
from anze.law.rules.window import window_triggers

Identity = tuple[str, str, str, tuple[str, ...]]


def withdrawn(known: Known, standing: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the triggers and vetoes that stood on the day before a write-off and do not now, with the accidents written
    off; `standing` are those that do."""
    gone: dict[date, set[str]] = {}
    for one in known.accidents:
        if one.written_off and one.accident.written_off_on is not None:
            gone.setdefault(one.accident.written_off_on, set()).add(one.accident.id)
    told = {_identity(finding) for finding in standing}
    for day, accidents in sorted(gone.items()):
        for found in _on_the_eve(known, day):
            ended = sorted(accidents.intersection(found["accidents"]))
            if ended and _identity(found) not in told:
                told.add(_identity(found))
                why = f"{found['why'].rstrip('。')}；因{'、'.join(ended)}于{in_words(day)}核销，撤回。"
                yield {"rule": found["rule"], "unit": found["unit"], "on": found["on"], "accidents": found["accidents"], "written_off": ended, "why": why}


def _on_the_eve(known: Known, day: date) -> list[Finding]:
    """Return the triggers and vetoes as they stood, and were known, on the day before."""
    eve = day - timedelta(days=1)
    then = known.on(Question(min(known.asked.as_of, eve), min(known.asked.known_at, eve)))
    vetoed = list(vetoes(then))
    return [*window_triggers(then), *event_triggers(then, vetoed), *vetoed]


def _identity(finding: Finding) -> Identity:
    return finding["rule"], finding["unit"], finding["on"], tuple(finding["accidents"])
