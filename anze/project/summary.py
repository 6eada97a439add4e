"""Findings as an office would read them: what stands where, with the words that explain it."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from anze.law.codes import STATUSES
from anze.law.facts import Facts
from anze.law.tree import Tree

LAMPS = {"met": "🟢 完成", "backfilled": "🟡 补录", "pending": "⚪ 未到期", "due_soon": "🟠 临期", "missed": "🔴 逾期"}
COLUMN = 11  # of the table of lamps
MOST = 8  # lines shown of each kind


def summary(folder: Path, facts: Facts, counts: Mapping[str, int]) -> str:
    """Return the findings in `folder` in Chinese plain text: lamps by county, then what asks for attention, with its reasons."""
    tree = Tree(facts.units)
    blocks = [_lamps(folder, tree), _standing(folder), _structure(folder)]
    for title, name, keep in SECTIONS:
        blocks.append(_reasons(title, folder, name, keep))
    blocks.append("全部结果：" + "，".join(f"{name} {count:,}" for name, count in counts.items()))
    return "\n\n".join(block for block in blocks if block)


SECTIONS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("约谈触发（第二十一条）", "triggers", {}),
    ("因统计核销而撤回", "withdrawn", {}),
    ("预警：离触发还差多少", "outlook", {}),
    ("一票否决（第二十七条）", "vetoes", {}),
    ("问责线索：一年内约谈三次、迟报", "grounds", {"rule": ("25.3", "25.5")}),
    ("尽职免责检验（第三十条）", "exemptions", {}),
    ("须由人判断", "undecided", {}),
)


def _rows(folder: Path, name: str, columns: list[str] | None = None) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(folder / f"{name}.parquet", columns=columns).to_pylist()
    return rows


def _lamps(folder: Path, tree: Tree) -> str:
    """Return how the obligations of each county stand (its towns and departments included)."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for row in _rows(folder, "obligations", ["unit", "status", "due_soon"]):
        area = tree.county_of(row["unit"]) or tree.city_of(row["unit"]) or row["unit"]
        table[area]["due_soon" if row["due_soon"] else row["status"]] += 1
    lines = ["定期任务（含所辖乡镇和部门）", f"  {_space('', 22)}" + "".join(_space(head, COLUMN) + head for head in LAMPS.values())]
    for area in sorted(table):
        counts = (f"{table[area][lamp]:,}" for lamp in LAMPS)
        lines.append(f"  {tree.name(area)}{_space(tree.name(area), 22)}" + "".join(_space(count, COLUMN) + count for count in counts))
    return "\n".join(lines)


def _space(text: str, width: int) -> str:
    """Return what is missing from `text` to `width` columns; a Chinese character and a lamp are two wide."""
    return " " * max(1, width - sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text))


def _standing(folder: Path) -> str:
    found = Counter(row["status"] for row in _rows(folder, "standing", ["status"]))
    return "常设职责（挂点联系、责任清单）：" + "，".join(f"{STATUSES[status]} {found[status]:,}" for status in ("in_place", "pending", "lacking", "invalid"))


def _structure(folder: Path) -> str:
    wrong = [row["why"] for row in _rows(folder, "structure") if not row["ok"]]
    return _listed("班子结构不合要求（第四、八、十二条）", wrong)


def _reasons(title: str, folder: Path, name: str, keep: Mapping[str, Iterable[str]]) -> str:
    rows = [row for row in _rows(folder, name) if all(row[key] in wanted for key, wanted in keep.items())]
    return _listed(title, _together(rows))


def _together(rows: list[dict[str, Any]]) -> list[str]:
    """Return the sentences; what one accident brings upon many officers is said once, with their number."""
    by_accident: dict[Any, list[str]] = defaultdict(list)
    for number, row in enumerate(rows):
        by_accident[(row["rule"], row["accident"]) if row.get("accident") and "rule" in row else number].append(row["why"])
    return [reasons[0] if len(reasons) == 1 else f"{reasons[0].split('；')[0]}；当日该单位领导干部 {len(reasons)} 人列为线索，由人认定。"
            for reasons in by_accident.values()]


def _listed(title: str, reasons: list[str]) -> str:
    if not reasons:
        return ""
    more = [f"  …… 另有 {len(reasons) - MOST:,} 条"] if len(reasons) > MOST else []
    return "\n".join([f"{title}：{len(reasons):,} 条", *(f"  · {reason}" for reason in reasons[:MOST]), *more])
