"""What was worked out once and is kept in the process: by keys that name the state of the ledger that it rests on."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, TypeVar

from anze.record.marks import mark

T = TypeVar("T")


class Memory:
    """What was worked out from facts that do not change, by key: the `size` last used are kept. Threads may share it."""

    def __init__(self, size: int) -> None:
        self._size, self._lock = size, Lock()
        self._kept: OrderedDict[Hashable, tuple[Lock, list[Any]]] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under `key`, or what `make` makes: once, while other threads that ask for the same wait.

        `make` may ask for other keys, but for none that rests on this one.
        """
        with self._lock:
            making, kept = self._kept.setdefault(key, (Lock(), []))
            self._kept.move_to_end(key)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        if not kept:
            with making:
                if not kept:
                    kept.append(make())
        found: T = kept[0]
        return found

    def clear(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._kept.clear()


_memories: list[Memory] = []


def kept_memory(size: int) -> Memory:
    """Return a memory for a module of its own, by keys that name the ledger's head; `forget_kept` empties it too."""
    found = Memory(size)
    _memories.append(found)
    return found


def forget_kept() -> None:
    """Forget what every module keeps: for tests, and after the database was replaced."""
    for memory in _memories:
        memory.clear()


_of_register: Final = kept_memory(4_000)


def by_register(key: Hashable, read: Callable[[], T]) -> T:
    """Return what `read` reads of the register, of accounts and of what else no act changes: anew only after something of these was written.

    What is returned is shared: nobody changes it.
    """
    return _of_register.get((key, mark()), read)
