"""Acts as arrays when something changes: new ones among those that are there, some taken out, codes of another roll.

What comes out equals what `act_columns` would make of all the acts at once, but for the numbers of `words`.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np

from anze.law.recurring.calendar import Flags, Ints
from anze.law.recurring.columns import NONE, Acts, Roll


def joined(base: Acts, more: Acts) -> Acts:
    """Return the acts of both, in the order of date, then id. No act may stand in both."""
    if not len(more.ids):
        return base
    words = dict(base.words)
    renamed = np.array([words.setdefault(word, len(words)) for word in more.words] + [NONE], dtype=np.int32)  # NONE picks the last
    ids = np.concatenate((base.ids, more.ids))
    days = np.concatenate((base.date, more.date))
    order = np.array(sorted(range(len(ids)), key=lambda at: (days[at], ids[at])), dtype=np.intp) if len(more.ids) > len(base.ids) else _order(base, more)

    def both(first: Ints, second: Ints) -> Ints:
        mixed: Ints = np.concatenate((first, second))[order]
        return mixed

    spoken = base.topics.keys() | more.topics.keys()
    topics = {topic: np.concatenate((_said(base, topic), _said(more, topic)))[order] for topic in sorted(spoken)}
    return Acts(
        ids=ids[order], type=both(base.type, more.type), unit=both(base.unit, more.unit), officer=both(base.officer, more.officer),
        body=both(base.body, renamed[more.body]), document=both(base.document, renamed[more.document]), role=both(base.role, more.role),
        date=days[order], recorded=both(base.recorded, more.recorded), year=both(base.year, more.year),
        grows=np.concatenate((base.grows, more.grows))[order], words=words, topics=topics,
    )


def _order(base: Acts, more: Acts) -> np.ndarray:
    """Return the order of base followed by more, where more is small: each new act is put in its place among the old."""
    places = []
    for day, name in zip(more.date.tolist(), more.ids.tolist(), strict=True):
        low, high = np.searchsorted(base.date, day, "left"), np.searchsorted(base.date, day, "right")
        places.append(int(low + np.searchsorted(base.ids[low:high], name)))
    new = np.arange(len(base.ids), len(base.ids) + len(more.ids))
    return np.insert(np.arange(len(base.ids)), places, new)


def _said(acts: Acts, topic: str) -> Flags:
    return acts.topics.get(topic, np.zeros(len(acts.ids), dtype=np.bool_))


def without(acts: Acts, ids: Collection[str]) -> Acts:
    """Return the acts but those whose id is one of `ids`."""
    if not ids:
        return acts
    gone = frozenset(ids)  # np.isin would sort objects: a hundred times as slow
    kept = np.fromiter((name not in gone for name in acts.ids.tolist()), dtype=np.bool_, count=len(acts.ids))
    if kept.all():
        return acts
    return acts.taken(kept)


def recoded(acts: Acts, old: Roll, new: Roll) -> Acts:
    """Return the acts with the codes of another roll. A unit or officer that is not in it becomes NONE: the act counts for nobody."""
    if old.units == new.units and old.officers == new.officers:
        return acts
    unit, officer = _map(old.unit_codes, new.unit_codes), _map(old.officer_codes, new.officer_codes)
    return replace(acts, unit=unit[acts.unit], officer=officer[acts.officer])


def _map(old: Mapping[str, int], new: Mapping[str, int]) -> Ints:
    """Return new codes by old ones; NONE, as an index, picks the last place."""
    return np.array([new.get(name, NONE) for name in sorted(old, key=lambda name: old[name])] + [NONE], dtype=np.int32)
