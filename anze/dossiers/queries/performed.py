"""The full-performance test (第三十条), every item with its provision, how it stood, the acts, and who decides. No verdict."""

from collections.abc import Iterator

from anze.dossiers.queries.parts import CLOCKS, Lamp, Line, Link, Part, act_link, lamp_of, twin_words
from anze.dossiers.queries.standing import standing_reason
from anze.dossiers.queries.whole import Dossier
from anze.duties.queries.dutylists import Entry, duty_list
from anze.duties.queries.performing import assigned_words, due_words, duty_words, task_words
from anze.law.clauses import Standing
from anze.law.findings import in_words
from anze.law.provisions import base_id
from anze.law.rules.exemption import Item, Performance

ItemKey = tuple[str, str, str, str, int]


def performed_parts(found: Dossier) -> Iterator[Part]:
    """Yield the test of each clause, then the duties of the day that no record can prove."""
    for then, since in zip(found.then.performance, found.since.performance, strict=True):
        yield _part(found, then, since)
    yield _unmeasured(found)


def keyed(items: tuple[Item, ...]) -> dict[ItemKey, Item]:
    """Return items by what they are about, so that the same one is found on both sides."""
    made: dict[ItemKey, Item] = {}
    for item in items:
        about = item.duty or "", item.unit or "", item.period.name if item.period else "", item.task or ""
        made[*about, next(number for number in range(99) if (*about, number) not in made)] = item
    return made


def _part(found: Dossier, then: Performance, since: Performance) -> Part:
    before, after = keyed(then.items), keyed(since.items)
    span = (f"检验{in_words(then.since)}至{in_words(found.day)}前一日期满的定期任务、当日的常设职责、此前到期的上级部署；逐项列出，做到的也列。")
    told = (Line((told_why(found, then),), provision=then.clause.id, quote=then.clause.quote), Line((_beside(found, then, since),)), Line((span,)),
            Line((then.clause.note,)))
    lines = tuple(_line(found, key, before.get(key), after.get(key)) for key in dict.fromkeys((*before, *after)))
    return Part("全面履职检验", tuple(one for one in told if one.cells[0]), ("应当做的", "期间", *CLOCKS, "依据"), (6, 4, 3, 3, 10), lines,
                "没有可以检验的职责或者任务，不能据此认定全面履职。", "没有在案的履职", "performed", provision=then.clause.id, quote=then.clause.quote)


def told_why(found: Dossier, test: Performance) -> str:
    """Return the sentence of the test with tasks by their names; of one that the reader may not see no number either."""
    return test.told({item.task: task_name(found, item.task) for item in test.failing if item.task})


def task_name(found: Dossier, task: str) -> str:
    """Return a task of superiors by its name; in general words where the reader may not see it."""
    return task_words(found.named.get(("tasks", task)))


def _beside(found: Dossier, then: Performance, since: Performance) -> str:
    by = in_words(found.asked.known_at)
    counts = [(len(one.tested), len(one.failing)) for one in (then, since)]
    if counts[0] == counts[1] and [one.plain() for one in then.failing] == [one.plain() for one in since.failing]:
        return f"按截至{by}在案的记录重新逐项比较，结果相同：检验{counts[1][0]}项，不符合{counts[1][1]}项。"
    return f"按截至{by}在案的记录重新逐项比较：检验{counts[1][0]}项，不符合{counts[1][1]}项；与当日在案的不同之处见“后来知道的”。"


def _line(found: Dossier, key: ItemKey, then: Item | None, since: Item | None) -> Line:
    item = then or since
    assert item is not None
    pack, codes = found.since.known.pack, dict.fromkeys((*(then.acts if then else ()), *(since.acts if since else ())))
    links = [act_link(found, code, then.acts if then else (), _late(found, item, code)) for code in codes if code in found.acts]
    if item.task:
        what, when = task_name(found, item.task), _due(found, item.task)
        links = [Link(_assigned(found, item.task), "tasks", item.task)]
    else:
        what, when = f"{pack.label(item.duty or '')}：{_what(found, item)}", item.period.label if item.period else "当日"
    clause = next((clause for clause in pack.of(Standing) if clause.id == item.duty), None)
    why = [Link(standing_reason(side, clause, item.unit)) for side, one in ((found.then, then), (found.since, since)) if clause and one and item.unit]
    quote = next((clause.quote for clause in pack.clauses if clause.id == item.duty), "")
    return Line((what, f"{when}{twin_words(key[4])}", _lamp(then), _lamp(since)), tuple(links or dict.fromkeys(why)), item.duty or "", quote)


def _due(found: Dossier, task: str) -> str:
    return next(due_words(one.due) for pair in found.task_pairs for one in pair if one and one.id == task)


def _assigned(found: Dossier, task: str) -> str:
    side = found.then if task in found.then.tasks else found.since
    known = found.background(side, "tasks", task)
    return assigned_words(known) or "办理情况"


def _lamp(item: Item | None) -> Lamp:
    return lamp_of(item.status if item else None)


def _late(found: Dossier, item: Item, code: str) -> list[str]:
    return [code] if any(code in one.late for pair in found.rows for one in pair if one and one.duty.id == item.duty and one.period == item.period) else []


def _what(found: Dossier, item: Item) -> str:
    unit = found.since.known.tree.name(item.unit) if item.unit in found.since.known.tree.units else ""
    return f"{unit}，{duty_words(found.since.known.pack, item.duty or '')}"


def _unmeasured(found: Dossier) -> Part:
    """The duties of the posts held that day which have no number: they can only be looked into by people."""
    entries: dict[tuple[str, str], Entry] = {}
    tree, pack = found.then.known.tree, found.then.known.pack
    for one in found.then.held:
        unit = tree.units[one.unit]
        entries |= {(base_id(entry.id), entry.quote): entry for entry in duty_list(pack, one.post, tree.level(one.unit) or "", unit.function).entries
                    if entry.kind == "duty"}
    lines = tuple(Line((f"{one.label}：{one.quote}",), provision=one.id) for one in entries.values())
    lead = "下列职责没有数量要求，系统不能用记录检验，不作“做到”或者“没有做到”的判断，由有权机关查实。"
    none = "当日在任的职务没有这类职责，或者当日没有在任的职务。"
    return Part("要由人查实的职责", (Line((lead,)),) if lines else (), lines=lines, empty=none, code="unmeasured")
