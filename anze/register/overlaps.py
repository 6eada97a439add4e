"""Which tenures overlap that may not: two holders of a post that only one may hold, or one person twice in the same post."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from anze.law.codes import SINGLE_HOLDER_POSTS

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Span(Generic[K]):
    """A tenure's span; `what` is whatever the caller knows it by. Officer and unit by anything that tells them apart."""

    what: K
    officer: Hashable
    unit: Hashable
    post: str
    start: date
    end: date | None


def overlaps(spans: Iterable[Span[K]]) -> Iterator[tuple[K, K]]:
    """Yield pairs (earlier, later) of tenures that overlap and may not; each later one once, against the one that lasts longest."""
    groups: dict[Hashable, list[Span[K]]] = defaultdict(list)
    for span in spans:
        groups[span.unit, span.post, None if span.post in SINGLE_HOLDER_POSTS else span.officer].append(span)
    for group in groups.values():
        if len(group) > 1:
            group.sort(key=lambda span: span.start)
            yield from _within(group)


def _within(group: list[Span[K]]) -> Iterator[tuple[K, K]]:
    longest = group[0]
    for span in group[1:]:
        if longest.end is None or span.start <= longest.end:
            yield longest.what, span.what
        if longest.end is not None and (span.end is None or span.end > longest.end):
            longest = span
