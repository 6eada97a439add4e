"""Which clause answers for each paragraph and item of a regulation, and what is left without one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from anze.law.clauses import Clause
from anze.law.pack import Pack
from anze.law.provisions import article_of, base_id

UNITS: Final = ("paragraph", "item", "subitem")

# Kind of clause → (its name, who or what answers for it).
KIND_LABELS: Final[dict[str, tuple[str, str]]] = {
    "recurring": ("定期任务", "系统计算"),
    "standing": ("常设职责", "系统计算"),
    "shape": ("组织形态", "系统检查"),
    "window": ("约谈触发（起数）", "系统计算"),
    "event": ("约谈触发（事项）", "系统据登记触发"),
    "count": ("问责情形（计数）", "系统计数，有权机关认定"),
    "veto": ("一票否决", "系统计算"),
    "circumstance": ("从重、从轻情节", "人登记并附依据，有权机关认定"),
    "exemption": ("尽职免责检验", "系统检验，有权机关认定"),
    "ban": ("评优、晋升限制", "系统计算"),
    "cycle": ("年度流程", "系统跟踪"),
    "judgement": ("判断", "有权机关决定"),
    "duty": ("无数量的职责", "列入职责清单，可归集佐证，不计状态"),
    "declaratory": ("宣示、引出", "不计算"),
}


class Unit(Protocol):
    """A node of a statute's tree, as far as coverage looks at it."""

    @property
    def id(self) -> str:
        """Its id: 5.2."""

    @property
    def kind(self) -> str:
        """What it is: article, paragraph, item …"""


class Text(Protocol):
    """A parsed statute."""

    def walk(self) -> Iterator[Unit]:
        """Every node in the order of the text."""


@dataclass(frozen=True, slots=True)
class Row:
    """One 款 or 项: the kinds of its clauses, who answers for each, and the notes that say why it is read so."""

    id: str
    label: str
    kinds: tuple[str, ...]
    who: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every row in the order of the text; `gaps`: provisions without a clause; `strays`: clauses without a provision."""

    rows: tuple[Row, ...]
    gaps: tuple[str, ...]
    strays: tuple[str, ...]


def coverage(pack: Pack, statute: Text) -> Coverage:
    """Lay the clauses of a pack beside the provisions of a parsed statute."""
    clauses: dict[str, list[Clause]] = defaultdict(list)
    for clause in pack.clauses:
        clauses[base_id(clause.id)].append(clause)
    units = [node.id for node in statute.walk() if node.kind in UNITS and article_of(node.id)]
    rows = tuple(_row(pack, unit, clauses[unit]) for unit in units)
    known = set(units)
    return Coverage(rows, tuple(row.id for row in rows if not row.kinds),
                    tuple(sorted(clause.id for clause in pack.clauses if base_id(clause.id) not in known)))


def _row(pack: Pack, unit: str, clauses: Iterable[Clause]) -> Row:
    found = list(clauses)
    kinds = tuple(dict.fromkeys(clause.kind for clause in found))
    who = tuple(dict.fromkeys(str(getattr(clause, "who", "")) or KIND_LABELS[clause.kind][1] for clause in found))
    why = tuple(dict.fromkeys(clause.note for clause in found if clause.note))
    return Row(unit, pack.label(unit), kinds, who, why)


def coverage_markdown(found: Coverage, title: str) -> str:
    """The table in Markdown: provision, kinds of clause, who answers, why; gaps and strays at its head if there are any."""
    lines = [f"# {title}：条款覆盖表", "", f"共 {len(found.rows)} 款、项，未覆盖 {len(found.gaps)}。", ""]
    lines += [f"- 未覆盖：{gap}" for gap in found.gaps]
    lines += [f"- 条文中没有：{stray}" for stray in found.strays]
    if found.gaps or found.strays:
        lines.append("")
    lines += ["| 编号 | 条款 | 种类 | 由谁处理 | 说明 |", "| --- | --- | --- | --- | --- |"]
    for row in found.rows:
        kinds = "、".join(KIND_LABELS[kind][0] for kind in row.kinds) or "**未覆盖**"
        lines.append(f"| {row.id} | {row.label} | {kinds} | {'；'.join(row.who)} | {' '.join(row.why)} |")
    return "\n".join(lines) + "\n"
