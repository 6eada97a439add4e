"""Entries that only some may know of: each app says once, in its `apps.py`, of which kinds of object, and which of them an account may read.

Everybody else's pages, filters, exports and samples pass them over. The chain stays whole: that an entry of that number is there, and agrees,
a check still says; what it is about it does not.
"""

from collections.abc import Callable
from typing import Final

from django.db.models import Q

from anze.access.rights import Rights

_KINDS: Final[dict[str, Callable[[Rights], Q]]] = {}
NOBODY: Final = Q(pk__in=())


def keep_confidential(object_type: str, readable: Callable[[Rights], Q] = lambda rights: NOBODY) -> None:
    """Keep entries about a kind of object from all but those for whom `readable` finds them. The same kind again replaces it."""
    _KINDS[object_type] = readable


def confidential_types() -> frozenset[str]:
    """Return the kinds of object that are kept."""
    return frozenset(_KINDS)


def readable_to(rights: Rights) -> Q:
    """Return the filter for the entries that are not kept from an account."""
    found = ~Q(object_type__in=sorted(_KINDS))
    for kind, readable in sorted(_KINDS.items()):
        found |= Q(object_type=kind) & readable(rights)
    return found
