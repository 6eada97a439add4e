"""What an accident had fired before it was written off the statistics (统计核销): it no longer stands, and is marked as withdrawn."""

from collections.abc import Iterable, Iterator

from anze.law.findings import Finding, in_words
from anze.law.known import Known
from anze.law.rules.event import event_triggers
from anze.law.rules.veto import vetoes
from anze.law.rules.window import window_triggers


def withdrawn(known: Known, standing: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the triggers and vetoes that would stand but for a write-off, with the accidents written off; `standing` are
    those that do."""
    off = {one.accident.id: one.accident.written_off_on for one in known.accidents if one.written_off}
    if not off:
        return
    kept = {_identity(finding) for finding in standing}
    before = known.before_write_offs()
    vetoed = list(vetoes(before))
    for found in (*window_triggers(before), *event_triggers(before, vetoed), *vetoed):
        gone = sorted(set(found["accidents"]) & off.keys())
        if gone and _identity(found) not in kept:
            days = "、".join(f"{accident}（{in_words(day)}核销）" for accident in gone if (day := off[accident]))
            yield {"rule": found["rule"], "unit": found["unit"], "on": found["on"], "accidents": found["accidents"], "written_off": gone,
                   "why": f"{found['why'].rstrip('。')}；因{days}，撤回。"}


def _identity(finding: Finding) -> tuple[str, str, str, tuple[str, ...]]:
    return finding["rule"], finding["unit"], finding["on"], tuple(finding["accidents"])
