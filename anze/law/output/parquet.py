"""Findings as Parquet tables: one a list, with the columns and the values that a case prints. All or nothing is written."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from anze.law.evaluate import Evaluation
from anze.law.findings import Finding, heading
from anze.law.input.tables import Progress
from anze.law.recurring.block import Block
from anze.law.recurring.decide import STATUS_NAMES
from anze.law.recurring.explain import explain

WHAT_IF: Final = "what_if.json"
TEXT, WHOLE, FLAG, TEXTS = pa.string(), pa.int64(), pa.bool_(), pa.list_(pa.string())
SCHEMAS: Final[dict[str, pa.Schema]] = {name: pa.schema(list(columns.items())) for name, columns in {
    "obligations": {"duty": TEXT, "unit": TEXT, "officers": TEXTS, "period": TEXT, "required": WHOLE, "done": WHOLE, "status": TEXT,
                    "due_soon": FLAG, "vacant": FLAG, "acts": TEXTS, "why": TEXT},
    "standing": {"duty": TEXT, "unit": TEXT, "officer": TEXT, "status": TEXT, "why": TEXT},
    "structure": {"check": TEXT, "unit": TEXT, "ok": FLAG, "officer": TEXT, "vacant": TEXTS, "why": TEXT},
    "accidents": {"id": TEXT, "grade": TEXT, "measure": TEXT, "late_reports": pa.list_(pa.struct([("to", TEXT), ("minutes", WHOLE)])),
                  "unit": TEXT, "date": TEXT, "written_off": FLAG, "why": TEXT},
    "triggers": {"rule": TEXT, "unit": TEXT, "on": TEXT, "accidents": TEXTS, "repeat_of": TEXT, "why": TEXT, "hazard": TEXT, "interviewees": TEXTS},
    "withdrawn": {"rule": TEXT, "unit": TEXT, "on": TEXT, "accidents": TEXTS, "written_off": TEXTS, "why": TEXT},
    "outlook": {"rule": TEXT, "unit": TEXT, "needs": WHOLE, "until": TEXT, "nature": TEXT, "why": TEXT},
    "grounds": {"rule": TEXT, "unit": TEXT, "officer": TEXT, "on": TEXT, "interviews": TEXTS, "accident": TEXT, "effect": TEXT,
                "missed": pa.list_(pa.struct([("duty", TEXT), ("unit", TEXT), ("period", TEXT)])), "why": TEXT, "who": TEXT},
    "vetoes": {"rule": TEXT, "unit": TEXT, "year": WHOLE, "on": TEXT, "accidents": TEXTS, "why": TEXT},
    "bans": {"officer": TEXT, "measure": TEXT, "no_promotion_until": TEXT, "no_award_year": WHOLE, "effect_until": TEXT, "date": TEXT,
             "accident": TEXT, "why": TEXT, "who": TEXT},
    "exemptions": {"accident": TEXT, "officer": TEXT, "exempt": FLAG,
                   "failing": pa.list_(pa.struct([("duty", TEXT), ("period", TEXT), ("status", TEXT), ("unit", TEXT), ("task", TEXT)])),
                   "why": TEXT, "who": TEXT},
    "cycle": {"rule": TEXT, "superior": TEXT, "subordinate": TEXT, "side": TEXT, "year": WHOLE, "status": TEXT, "by": TEXT, "visited": WHOLE,
              "all": WHOLE, "cycle_from": TEXT, "unit": TEXT, "officer": TEXT, "task": TEXT, "due": TEXT, "why": TEXT},
    "undecided": {"rule": TEXT, "unit": TEXT, "hazard": TEXT, "officer": TEXT, "accident": TEXT, "why": TEXT, "who": TEXT},
}.items()}


def write_findings(evaluation: Evaluation, folder: Path, progress: Progress = lambda what, count: None, block: int = 250_000,
                   changed: Mapping[str, Any] | None = None) -> dict[str, int]:
    """Write every list of findings into `folder` as `<list>.parquet`; return how many findings each has.

    `changed` is what a what-if changes, for `what_if.json`. All is made beside the folder and moved into it when
    complete; the `what_if.json` of an earlier question does not stay.
    """
    counts = {}
    with _aside(folder) as made:
        counts["obligations"] = _obligations(evaluation, made / "obligations.parquet", progress, block)
        for name, found in evaluation.others():
            _rows(name, found, made / f"{name}.parquet")
            counts[name] = len(found)
            progress(f"写出 {name}", len(found))
        _account(evaluation, counts, made / "evaluation.json")
        if changed is not None:
            (made / WHAT_IF).write_text(json.dumps(changed, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return counts


def _account(evaluation: Evaluation, counts: dict[str, int], path: Path) -> None:
    """Write by which pack, parameters and days the tables beside it were found."""
    pack = evaluation.known.pack
    account = {**heading(pack, evaluation.known.asked), "effective_from": pack.effective_from.isoformat(),
               "parameters": pack.values, "counts": counts}
    path.write_text(json.dumps(account, ensure_ascii=False, indent=1) + "\n", "utf-8")


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """Give a folder to write in; move its files to `folder` if all goes well, and leave nothing behind if not."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield made
        folder.mkdir(exist_ok=True)
        (folder / WHAT_IF).unlink(missing_ok=True)
        for file in sorted(made.iterdir()):
            file.replace(folder / file.name)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _obligations(evaluation: Evaluation, path: Path, progress: Progress, block: int) -> int:
    roll, acts = evaluation.recurrence.roll, evaluation.recurrence.acts
    units, officers = pa.array(roll.units, TEXT), pa.array(roll.officers, TEXT)
    ids = acts.ids if isinstance(acts.ids, pa.Array) else pa.array(acts.ids.tolist(), TEXT)
    count = 0
    with pq.ParquetWriter(path, SCHEMAS["obligations"], compression="zstd") as writer:
        for found in evaluation.obligation_blocks(block):
            writer.write_batch(_batch(evaluation, found, units, officers, ids))
            count += len(found)
            progress("评估定期任务", count)
    return count


def _batch(evaluation: Evaluation, block: Block, units: pa.Array, officers: pa.Array, ids: pa.Array) -> pa.RecordBatch:
    distinct, place = np.unique(np.stack([block.kind, block.period], axis=1), axis=0, return_inverse=True)
    names = {code: period.name for code, period in zip(place.reshape(-1).tolist(), block.periods(), strict=True)}
    sentence, sentences = explain(evaluation.recurrence.pack, block, evaluation.known.asked)
    size = len(block)
    columns: dict[str, Any] = {
        "duty": pa.array([block.duty.id], TEXT).take(pa.array(np.zeros(size, dtype=np.int32))),
        "unit": units.take(pa.array(block.unit)),
        "officers": pa.ListArray.from_arrays(pa.array(block.officer_at), officers.take(pa.array(block.officers))),
        "period": pa.array([names[code] for code in range(len(distinct))], TEXT).take(pa.array(place.reshape(-1))),
        "required": pa.array(np.full(size, block.duty.at_least, dtype=np.int64)),
        "done": pa.array(block.done.astype(np.int64)),
        "status": pa.array(STATUS_NAMES, TEXT).take(pa.array(block.status.astype(np.int32))),
        "due_soon": pa.array(block.due_soon), "vacant": pa.array(block.vacant),
        "acts": pa.ListArray.from_arrays(pa.array(block.act_at), ids.take(pa.array(block.acts))),
        "why": pa.array(sentences, TEXT).take(pa.array(sentence)),
    }
    return pa.RecordBatch.from_arrays(list(columns.values()), schema=SCHEMAS["obligations"])


def _rows(name: str, found: list[Finding], path: Path) -> None:
    schema = SCHEMAS[name]
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for low in range(0, len(found), 65_536):
            rows = [{key: finding.get(key) for key in schema.names} for finding in found[low:low + 65_536]]
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
