"""The tests of full performance (第三十条) that a case keeps, as pages and papers read them: each stays, item by item, beside those made later."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from anze.access.rights import Rights
from anze.accountability.models import Concerned, Decision, Tested
from anze.accountability.queries.accidents import numbered
from anze.accountability.queries.called import called
from anze.duties.queries.filters import period_label
from anze.duties.queries.performing import duty_words, task_words
from anze.duties.sources import Told, told
from anze.duties.world import pack_in_force
from anze.law.provisions import provision_label

NAMED: Final = 5  # items that a sentence names; the page of the person lists all
FOUND: Final = {True: "符合全面履职的事实条件", False: "有未做到的事项"}
WHY_AGAIN: Final = "已经有批准的决定，再作检验要写明为什么，如复核、申诉提出了新的情况。"
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A test on a page: what it found, which decisions rest on it (as they are called), how it differs from the one made before it (empty: the first)."""

    row: Tested
    results: list[dict[str, Any]]
    decisions: list[str]
    differs: list[str]

    @property
    def found(self) -> str:
        """What it found, in short."""
        return FOUND[self.row.exempt]


def rested_on(decision: Decision) -> Tested | None:
    """Return the test on which a decision rests: the last one when it was drafted, whatever was made since; None for none."""
    return decision.concerned.tests.filter(at__lte=decision.drafted_at).select_related("by").order_by("-pk").first()


def decided_before(one: Concerned) -> bool:
    """Say whether a decision about a person was approved and not sent back: whoever tests once more then says why."""
    return one.decisions.filter(decided_at__isnull=False, returned_at=None).exists()


def shown_tests(one: Concerned, rights: Rights | None = None) -> list[Shown]:
    """Return every test of a person in the order in which they were made. Those made before names of tasks were kept have them as `rights` show them."""
    rest: dict[int, list[str]] = {}
    for decision in one.decisions.order_by("pk"):
        if (test := rested_on(decision)) and not decision.returned_at:
            rest.setdefault(test.pk, []).append(called(decision))
    found, before, rows = [], None, list(one.tests.select_related("by").order_by("pk"))
    nameless = sorted({item["task"] for row in rows for _, item in _items(row) if item["task"] and "name" not in item})
    named = told("tasks", nameless, rights) if nameless and rights else {}
    for row in rows:
        found.append(Shown(row, _results(row, before, named), rest.get(row.pk, []), _differs(row, before) if before else []))
        before = row
    return found


def _results(row: Tested, before: Tested | None, named: Mapping[str, Told]) -> list[dict[str, Any]]:
    """Return each clause's result for a page, its items called in words, those that stood otherwise before marked with how."""
    old = dict(_items(before)) if before else {}
    return [{**result, "why": _named(numbered(result["why"]), named),
             "items": [{**item, "called": item_name(item, named), "was": _was(item, old.get(_key(result["rule"], item)), known=before is not None)}
                       for item in result["items"]]} for result in json.loads(row.result)]


def _named(why: str, named: Mapping[str, Told]) -> str:
    for code, one in named.items():
        why = why.replace(f"上级部署“{code}”", task_words(one))
    return why


def _was(item: dict[str, Any], old: dict[str, Any] | None, *, known: bool) -> str:
    if not known:
        return ""
    if old is None:
        return "上次没有此项"
    return f"上次：{old['words']}" if old["status"] != item["status"] else ""


def _differs(row: Tested, before: Tested) -> list[str]:
    """Return in a sentence each how a test differs from the one before it."""
    old, new = lacks(before), lacks(row)
    come, gone = [words for key, words in new.items() if key not in old], [words for key, words in old.items() if key not in new]
    said = [*([f"结论由“{FOUND[before.exempt]}”变为“{FOUND[row.exempt]}”"] if before.exempt != row.exempt else []),
            *([f"新的不符合：{'；'.join(come)}"] if come else []), *([f"不再不符合：{'；'.join(gone)}"] if gone else [])]
    return said or ["结果相同"]


def lacks(test: Tested) -> dict[Key, str]:
    """Return the items that a test found lacking, each in words."""
    return {key: item_words(item) for key, item in _items(test) if item["fails"]}


def lacking_words(test: Tested) -> str:
    """Return in part of a sentence what a test found lacking, the first few by name; empty for nothing."""
    named = list(lacks(test).values())
    return f"{'；'.join(named[:NAMED])}{f'；等 {len(named)} 项' if len(named) > NAMED else ''}"


def _items(test: Tested) -> Iterator[tuple[Key, dict[str, Any]]]:
    return ((_key(result["rule"], item), item) for result in json.loads(test.result) for item in result["items"])


def _key(rule: str, item: dict[str, Any]) -> Key:
    return rule, item["duty"], item["period"], item["unit"], item["task"]


def item_name(item: dict[str, Any], named: Mapping[str, Told] = MappingProxyType({})) -> str:
    """Return what an item is: a duty by its provision and its short words, a task by its name. Tests made before these were kept have the words of the
    rule pack in force, and the name of a task that is to be found now (`named`)."""
    if item["task"]:
        return str(item.get("name") or task_words(named.get(item["task"])))
    what = item.get("what") or duty_words(pack_in_force(), item["duty"])
    return f"{provision_label(item['duty'])}：{what}" if what else provision_label(item["duty"])


def item_words(item: dict[str, Any]) -> str:
    """Return an item in words: which period, which unit, what it is, until when and from whom, how it stands."""
    period = period_label(item["period"]) if item["period"] else ""
    head = "，".join(filter(None, (period, item["unit"])))
    about = "，".join(filter(None, (item.get("due", ""), item.get("set", "").replace("；", "，"), item["words"])))
    return f"{f'{head}，' if head else ''}{item_name(item)}（{about}）"
