"""Facts, a pack and a day in; findings out. The same input gives the same bytes."""

from collections import defaultdict
from collections.abc import Callable, Iterator

import numpy as np

from anze.law.facts import Facts
from anze.law.findings import Finding, Findings, in_order
from anze.law.index import FactIndex
from anze.law.input.folder import Tables
from anze.law.known import Known
from anze.law.pack import Pack
from anze.law.question import Question
from anze.law.recurring.block import Block
from anze.law.recurring.calendar import day_of
from anze.law.recurring.columns import Acts, Roll, act_columns, roll
from anze.law.recurring.decide import MISSED, STATUS_NAMES
from anze.law.recurring.explain import explain
from anze.law.recurring.obligations import BLOCK, Recurrence
from anze.law.rules.accidents import accidents
from anze.law.rules.ban import bans, unsettled_bans
from anze.law.rules.circumstance import circumstances, repeated_in_term
from anze.law.rules.count import Missed, grounds, silent_reports
from anze.law.rules.cycle import cycle
from anze.law.rules.event import event_triggers, open_hazards
from anze.law.rules.exemption import exemptions
from anze.law.rules.shape import structure
from anze.law.rules.standing import standing
from anze.law.rules.veto import vetoes
from anze.law.rules.window import outlook, window_triggers
from anze.law.rules.withdrawn import withdrawn


def evaluate(pack: Pack, facts: Facts, asked: Question) -> Findings:
    """Return everything that the pack finds of the facts, as of `asked.as_of` and as known on `asked.known_at`."""
    return _collected(Evaluation(pack, facts, asked))


def evaluate_tables(pack: Pack, tables: Tables, asked: Question) -> Findings:
    """Return the same of facts that came from tables, all at once in memory."""
    return _collected(Evaluation(pack, tables.facts, asked, (tables.roll, tables.acts)))


def _collected(evaluation: "Evaluation") -> Findings:
    rows = [row for block in evaluation.obligation_blocks() for row in evaluation.obligation_rows(block)]
    findings = Findings(evaluation.known.pack, evaluation.known.asked, {"obligations": rows})
    for name, found in evaluation.others():
        findings.lists[name] = found
    return findings


class Evaluation:
    """One evaluation, list by list: obligations in blocks first, then the others (which need to know what was missed)."""

    def __init__(self, pack: Pack, facts: Facts, asked: Question, columns: tuple[Roll, Acts] | None = None) -> None:
        """`columns`: tenures and acts already as arrays, where the acts come from a table and are not in `facts`."""
        self.known = Known(pack, FactIndex(facts), asked)
        if columns is None:
            tenures = roll(self.known.tree, facts.officers, facts.tenures)
            columns = tenures, act_columns(facts.acts, tenures)
        self.recurrence = Recurrence(pack, *columns)
        self._missed: Missed = defaultdict(list)

    def obligation_blocks(self, block: int = BLOCK) -> Iterator[Block]:
        """Yield the obligations in blocks of about `block` instances, keeping in mind what was missed and by whom."""
        for found in self.recurrence.blocks(self.known.asked, block=block):
            self._remember_missed(found)
            yield found

    def _remember_missed(self, block: Block) -> None:
        roll_ = self.recurrence.roll
        at = np.repeat(np.arange(len(block)), np.diff(block.officer_at))
        missed = np.flatnonzero(block.status[at] == MISSED)
        periods = block.periods() if len(missed) else []
        for place in missed.tolist():
            row = int(at[place])
            after = day_of(int(block.last_day[row]) + 1).isoformat()
            self._missed[roll_.officers[block.officers[place]]].append((after, block.duty.id, roll_.units[block.unit[row]], periods[row].name))

    def obligation_rows(self, block: Block) -> Iterator[Finding]:
        """Yield the obligations of a block as findings."""
        return obligation_findings(self.recurrence, block, self.known.asked)

    def others(self) -> Iterator[tuple[str, list[Finding]]]:
        """Yield every other list, sorted, by its name."""
        known = self.known
        vetoed = in_order("vetoes", vetoes(known))
        fired = in_order("triggers", _all(window_triggers(known), event_triggers(known, vetoed)))
        lists: dict[str, Callable[[], Iterator[Finding]]] = {
            "standing": lambda: standing(known),
            "structure": lambda: structure(known),
            "accidents": lambda: accidents(known),
            "triggers": lambda: iter(fired),
            "withdrawn": lambda: withdrawn(known, [*fired, *vetoed]),
            "outlook": lambda: outlook(known),
            "grounds": lambda: _all(grounds(known, self._missed), circumstances(known)),
            "vetoes": lambda: iter(vetoed),
            "bans": lambda: bans(known),
            "exemptions": lambda: exemptions(known, self.recurrence),
            "cycle": lambda: cycle(known, vetoed),
            "undecided": lambda: _all(open_hazards(known), silent_reports(known), unsettled_bans(known), repeated_in_term(known)),
        }
        for name, find in lists.items():
            yield name, in_order(name, find())


def obligation_findings(source: Recurrence, block: Block, asked: Question) -> Iterator[Finding]:
    """Yield the obligations of a block of `source` as findings."""
    sentence, sentences = explain(source.pack, block, asked)
    ids = source.acts.ids
    for row, period in enumerate(block.periods()):
        officers = block.officers[block.officer_at[row]:block.officer_at[row + 1]]
        acts = block.acts[block.act_at[row]:block.act_at[row + 1]]
        yield {
            "duty": block.duty.id, "unit": source.roll.units[block.unit[row]], "officers": [source.roll.officers[code] for code in officers.tolist()],
            "period": period.name, "required": block.duty.at_least, "done": int(block.done[row]), "status": STATUS_NAMES[block.status[row]],
            "due_soon": bool(block.due_soon[row]), "vacant": bool(block.vacant[row]), "acts": ids.take(acts).tolist(),
            "why": sentences[sentence[row]],
        }


def _all(*parts: Iterator[Finding]) -> Iterator[Finding]:
    for part in parts:
        yield from part
