"""What is to be erased, as who decides on it and who carries it out see it: nobody erases what he has not read."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from anze.people.models import Account, Officer, Unit
from anze.people.moment import SHANGHAI
from anze.privacy.codes import DUTY_TYPES
from anze.privacy.models import Item
from anze.privacy.queries.about import entries_with
from anze.privacy.queries.lawful import register_alone
from anze.privacy.queries.wording import named, worded
from anze.record.models import Entry
from anze.record.queries.entries import Difference, Line, lines


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is asked to be erased: of an entry of the ledger what it is (`line`) and what it says, in words (`changes`), whether it is of the
    record of duties (`duty`), and whether names, tenures and appointments are all it says (`kept`: it may only be refused); of the account in a
    sentence what goes."""

    item: Item
    line: Line | None = None
    changes: Sequence[Difference] = ()
    duty: bool = False
    kept: bool = False
    sentence: str = ""

    @property
    def summary(self) -> str:
        """What the entry is: its verb, its object, its moment, its unit."""
        if self.line is None:
            return ""
        entry = self.line.entry
        at = entry.at.astimezone(SHANGHAI)
        about = "，".join(filter(None, (self.line.object_label, self.line.unit_name)))
        return f"{entry.verb}（{about}），{at.year}年{at.month}月{at.day}日 {at:%H:%M}"


def told_of(items: Sequence[Item]) -> list[Told]:
    """Return the items of a request with what they are."""
    entries = Entry.objects.filter(seq__in=[one.seq for one in items if one.seq is not None]).select_related("sealed").order_by("seq")
    read = {one.entry.seq: one for one in lines(entries)}
    texts = {seq: _text(one.entry) for seq, one in read.items()}
    names = _names({leaf for text in texts.values() for leaf in _leaves(text)})
    return [_entry(item, read[item.seq], texts[item.seq], names) if item.seq in read else Told(item, sentence=_on_account(item)) for item in items]


def _entry(item: Item, line: Line, text: Mapping[str, Any], names: Mapping[str, str]) -> Told:
    before, after = text.get("before") or {}, text.get("after") or {}
    changes = [Difference(named(key), worded(_with(names, before.get(key))), worded(_with(names, after.get(key))))
               for key in dict.fromkeys((*before, *after)) if before.get(key) != after.get(key)]
    return Told(item, line, changes, duty=line.entry.object_type in DUTY_TYPES, kept=register_alone(line.entry))


def _text(entry: Entry) -> dict[str, Any]:
    sealed = getattr(entry, "sealed", None)
    found: dict[str, Any] = {} if sealed is None or sealed.erased_at is not None else json.loads(sealed.text)
    return found


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        yield from _leaves(one)


def _names(said: set[str]) -> dict[str, str]:
    """Return the names of the units and officers whose codes are among some texts."""
    short = {one for one in said if len(one) <= 40}
    return {code: name for model in (Unit, Officer) for code, name in model.objects.filter(code__in=short).values_list("code", "name")}


def _with(names: Mapping[str, str], value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _with(names, one) for key, one in value.items()}
    return [_with(names, one) for one in value] if isinstance(value, list) else names.get(value, value) if isinstance(value, str) else value


def _on_account(item: Item) -> str:
    if item.what not in {"email", "robot"}:
        return ""
    account = Account.objects.filter(officer=item.request.officer).first()
    said = getattr(account, item.what, "")
    if account is None or not said:
        return "账号上现在没有填。"
    return f"账号上现在填有；账本里写有它的 {len(entries_with(account, said))} 条，内容整条一并擦去。"
