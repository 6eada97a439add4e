"""What every process does with its table of states and verbs: what may follow, why not, the ways between them, their diagram and table in the docs.

The tables themselves are the processes' own (`policies.py`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

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


class Ending(State, Protocol):
    """A state that says whether anything is still to be done in it."""

    @property
    def ended(self) -> bool:
        """Whether nothing more is."""


class Decided(Entitled, Protocol):
    """A verb that says whether another than the proposer takes it."""

    @property
    def decides(self) -> bool:
        """Whether it is never taken by whoever proposed or asked."""


S = TypeVar("S", bound=Ending)
V = TypeVar("V", bound=Decided)


@dataclass(frozen=True, slots=True)
class Course(Generic[S, V]):
    """States and verbs of one kind of thing, and what it is called."""

    about: str
    states: Mapping[str, S]
    verbs: Mapping[str, V]

    @property
    def moving(self) -> tuple[str, ...]:
        """The verbs that change the state."""
        return tuple(kind for kind, verb in self.verbs.items() if verb.to)

    @property
    def open(self) -> tuple[str, ...]:
        """The states in which something is still to be done."""
        return tuple(name for name, state in self.states.items() if not state.ended)

    @property
    def deciding(self) -> tuple[str, ...]:
        """The verbs that another than the one who proposed or asked takes."""
        return tuple(kind for kind, verb in self.verbs.items() if verb.decides)

    @property
    def along(self) -> tuple[str, ...]:
        """The verbs that nobody takes by themselves."""
        return ()

    def verbs_from(self, state: str) -> tuple[str, ...]:
        """Return the verbs that may follow in a state."""
        return verbs_from(self.verbs, state)

    def refusal(self, kind: str, state: str) -> str:
        """Say in one sentence why a verb may not be taken in a state; empty where it may."""
        return refusal(self.about, self.states, self.verbs, kind, state, along=self.along)

    def edges(self) -> Iterator[Way]:
        """Yield every way from a state (empty: from nothing) to a state, with the verb."""
        return edges(self.verbs)

    def diagram(self) -> str:
        """Return the table as a Mermaid state diagram, as the page of its states in docs/reference shows it."""
        return diagram(self.states, self.verbs, self.edges(), [name for name, state in self.states.items() if state.ended])
