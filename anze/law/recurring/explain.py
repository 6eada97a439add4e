"""A sentence for each obligation, made once for all rows that share it."""

import numpy as np
import numpy.typing as npt

from anze.law.findings import in_words
from anze.law.pack import Pack
from anze.law.question import Question
from anze.law.recurring.block import Block
from anze.law.recurring.calendar import day_of
from anze.law.recurring.decide import BACKFILLED, MET, PENDING


def explain(pack: Pack, block: Block, asked: Question) -> tuple[npt.NDArray[np.int64], list[str]]:
    """Return for each row the number of its sentence, and the sentences: provision, period, what counted, what follows."""
    table = np.stack([block.kind, block.period, block.last_day, block.done, block.status, block.vacant, block.due_soon], axis=1)
    distinct, first, place = np.unique(table, axis=0, return_index=True, return_inverse=True)
    periods = block.periods()
    sentences = []
    for row, example in zip(distinct.tolist(), first.tolist(), strict=True):
        _, _, last_day, done, status, vacant, soon = row
        duty = block.duty
        state = _state(pack, status, (day_of(last_day) - asked.as_of).days, soon=bool(soon))
        nobody = "；职务空缺，无人对此负责" if vacant else ""
        sentences.append(f"{pack.label(duty.id)}：{periods[example].label}应{duty.what}至少{duty.at_least}次，截至{in_words(asked.as_of)}"
                         f"（在案至{in_words(asked.known_at)}）计入{done}次，{state}{nobody}。")
    return place.reshape(-1), sentences


def _state(pack: Pack, status: int, left: int, *, soon: bool) -> str:
    if status == MET:
        return "完成"
    if status == BACKFILLED:
        return f"补录：够数的记录晚于期满后{pack.int('grace_days')}日"
    if status == PENDING:
        return f"未到期，还剩{left}日" + ("，临期" if soon else "")
    return "期满未完成"
