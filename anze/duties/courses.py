"""What every process does with its table of states and verbs: what may follow, why not, the ways between them, their diagram and table in the docs.

The tables themselves are the processes' own (`policies.py`).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

Way = tuple[str, str, str]  # from a state (empty: from nothing), to a state, by a verb


class State(Protocol):
    """Where something stands, as far as its table is drawn."""

    @property
    def label(self) -> str:
        """Its word."""


class Verb(Protocol):
    """What may be done, and from which states."""

    @property
    def label(self) -> str:
        """Its word."""

    @property
    def start(self) -> tuple[str, ...]:
        """The states in which it may be done."""


class Moving(Verb, Protocol):
    """A verb that leads to one state, or leaves things where they stand (empty)."""

    @property
    def to(self) -> str:
        """The state it leads to."""


class Entitled(Moving, Protocol):
    """A verb with the permission it takes and whether it can be undone."""

    @property
    def permission(self) -> str:
        """The permission it takes."""

    @property
    def final(self) -> bool:
        """Whether it cannot be undone."""


def verbs_from(verbs: Mapping[str, Verb], state: str) -> tuple[str, ...]:
    """Return the verbs that may follow in a state."""
    return tuple(kind for kind, verb in verbs.items() if state in verb.start)


def refusal(about: str, states: Mapping[str, State], verbs: Mapping[str, Verb], kind: str, state: str, *, along: Iterable[str] = ()) -> str:
    """Say in one sentence why a verb may not be taken in a state; empty where it may. `about`: 这次约谈. `along`: verbs that nobody takes by
    themselves, and so are not offered."""
    if state in verbs[kind].start:
        return ""
    passed = frozenset(along)
    allowed = "、".join(verbs[one].label for one in verbs_from(verbs, state) if one not in passed) or "没有后续步骤"
    return f"{about}现在是“{states[state].label}”，不能{verbs[kind].label}。现在可以：{allowed}。请刷新页面后再办。"


def edges(verbs: Mapping[str, Moving]) -> Iterator[Way]:
    """Yield every way from a state (empty: from nothing) to a state, with the verb."""
    for kind, verb in verbs.items():
        for start in verb.start or ("",):
            yield start, verb.to or start, kind


def diagram(states: Mapping[str, State], verbs: Mapping[str, Verb], ways: Iterable[Way], ends: Iterable[str]) -> str:
    """Return a table as a Mermaid state diagram; `ends` are the states after which nothing comes."""
    lines = ["stateDiagram-v2"]
    lines += [f"    {name}: {state.label}" for name, state in states.items()]
    lines += [f"    {start or '[*]'} --> {to}: {verbs[kind].label}" for start, to, kind in ways if start != to]
    lines += [f"    {name} --> [*]" for name in ends]
    return "\n".join(lines) + "\n"


def table(states: Mapping[str, State], verbs: Mapping[str, Entitled], sides: Mapping[str, str]) -> str:
    """Return the verbs as rows of a table in Markdown; `sides` says of each verb (by kind) who takes it."""
    cells = [(verb.label, "、".join(states[state].label for state in verb.start) or "（没有）", states[verb.to].label if verb.to else "（不变）",
              sides[kind], f"`{verb.permission}`", "是" if verb.final else "") for kind, verb in verbs.items()]
    return "".join(f"| {' | '.join(row)} |\n" for row in cells)
