"""The smallest questions: one officer, and one explanation."""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from anze.law.facts import Act, Officer, Tenure, Unit
from anze.law.pack import load_pack
from anze.law.question import Question
from anze.law.recurring.columns import act_columns, roll
from anze.law.recurring.explain import explain
from anze.law.recurring.obligations import Recurrence
from anze.law.tree import Tree
from bench.duties import AS_OF, EFFECTIVE_FROM, KNOWN_AT
from bench.kernel import columns, judged, keys
from bench.world import parts

ONE = 1


def milliseconds(call: Callable[[], object], rounds: int = 200) -> float:
    """Return the median time of a call."""
    taken = []
    for _ in range(rounds):
        begin = time.perf_counter()
        call()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken) * 1e3


def one_officer() -> dict[str, float]:
    """Return how long the 96 instances of one officer take, keyed and raw."""
    roll, acts = columns(next(parts(ONE)))
    keyed = list(keys(roll, acts, AS_OF))
    return {"keyed": milliseconds(lambda: [judged(one, AS_OF, KNOWN_AT) for one in keyed]),
            "raw": milliseconds(lambda: [judged(one, AS_OF, KNOWN_AT) for one in keys(roll, acts, AS_OF)])}


def one_explanation() -> float:
    """Return how long the sentence of one obligation takes: a county's Party head, the first month."""
    pack = replace(load_pack("qingyuan-draft"), effective_from=EFFECTIVE_FROM)
    tree = Tree([Unit(id="city", level="city"), Unit(id="county", level="county", parent="city")])
    people = [Officer(id="p1", name="甲")]
    held = roll(tree, people, [Tenure(officer="p1", unit="county", post="party_head", start=EFFECTIVE_FROM)])
    done = act_columns([Act(id="i1", type="inspection", officer="p1", role="lead", date=EFFECTIVE_FROM)], held)
    asked = Question(date(2026, 1, 31), date(2026, 1, 31))
    block = next(block for block in Recurrence(pack, held, done).blocks(asked) if len(block) == 1)
    return milliseconds(lambda: explain(pack, block, asked))
