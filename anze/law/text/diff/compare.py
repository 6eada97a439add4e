"""Two versions of a statute, article by article."""

from collections import Counter
from dataclasses import dataclass
from typing import Final, Literal

from anze.law.text.diff.edits import Edit, NumberChange, edits, number_changes
from anze.law.text.diff.match import Pairs, Placed, match, placed, stays_in_order
from anze.law.text.tree import Statute, words

ChangeKind = Literal["unchanged", "changed", "moved", "renumbered", "added", "removed"]
NAMES: Final[dict[str, str]] = {"unchanged": "未改", "changed": "修改", "moved": "移动", "renumbered": "条号变动",
                                "added": "新增", "removed": "删去"}


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one article.

    `changed`: its words differ (its number or place may, too: see the ids and `moved`); `moved`: the same words
    in another order or under another heading; `renumbered`: the same words in their order under another number.
    Ids, labels, headings (`under`) and words are "" on the side where the article does not stand.
    """

    kind: ChangeKind
    old_id: str
    new_id: str
    old_label: str
    new_label: str
    old_under: str
    new_under: str
    old_words: str
    new_words: str
    moved: bool
    edits: tuple[Edit, ...]
    numbers: tuple[NumberChange, ...]


def diff(old: Statute, new: Statute) -> list[Change]:
    """Every article of both versions, in the new one's order; removed ones where they stood in the old one."""
    before, after = placed(old), placed(new)
    pairs = match(before, after)
    in_order = stays_in_order(pairs)
    headings = _renamed(pairs)
    changes = {b.order: _change(a, b, a.order not in in_order or _other_heading(a, b, headings)) for a, b in pairs}
    changes |= {b.order: _one_sided("added", b) for b in after if b.order not in changes}
    listed = [changes[b.order] for b in after]
    gone = [a for a in before if all(a is not x for x, _ in pairs)]
    return _with_removed(listed, gone, before)


def _renamed(pairs: Pairs) -> dict[str, str]:
    """What each heading became: the one under which most of its articles stand now."""
    counts: dict[str, Counter[str]] = {}
    for a, b in pairs:
        counts.setdefault(a.under, Counter())[b.under] += 1
    return {old: new.most_common(1)[0][0] for old, new in counts.items()}


def _other_heading(a: Placed, b: Placed, headings: dict[str, str]) -> bool:
    """Whether an article stands under another heading, and not only because its heading was itself renamed."""
    return _bare(a.under) != _bare(b.under) and headings.get(a.under) != b.under


def _bare(under: str) -> str:
    """Headings without their numbers: a chapter inserted before them moves nothing."""
    return " ".join(part.partition("章")[2].partition("节")[2] or part.partition("章")[2] or part for part in under.split())


def _change(a: Placed, b: Placed, moved: bool) -> Change:
    same = a.words == b.words
    if not same:
        kind: ChangeKind = "changed"
    elif moved:
        kind = "moved"
    else:
        kind = "unchanged" if a.node.number == b.node.number else "renumbered"
    old, new = _own_words(a), _own_words(b)
    return Change(kind, a.node.id, b.node.id, a.node.label, b.node.label, a.under, b.under, old, new, moved,
                  () if same else tuple(edits(old, new)), () if same else tuple(number_changes(old, new)))


def _one_sided(kind: Literal["added", "removed"], x: Placed) -> Change:
    text, none = _own_words(x), ""
    if kind == "added":
        return Change(kind, none, x.node.id, none, x.node.label, none, x.under, none, text, False, (Edit("add", text),), ())
    return Change(kind, x.node.id, none, x.node.label, none, x.under, none, text, none, False, (Edit("remove", text),), ())


def _own_words(x: Placed) -> str:
    return "\n".join(words(child) for child in x.node.children)


def _with_removed(listed: list[Change], gone: list[Placed], before: list[Placed]) -> list[Change]:
    """Put each removed article behind the one it followed in the old version."""
    follows = {a.node.id: (before[a.order - 1].node.id if a.order else "") for a in gone}
    for a in gone:
        change = _one_sided("removed", a)
        spot = next((k + 1 for k, c in enumerate(listed) if c.old_id and c.old_id == follows[a.node.id]), 0)
        listed.insert(spot, change)
    return listed
