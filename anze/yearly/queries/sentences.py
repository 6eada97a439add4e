"""What a duty report is made of: sentences with what they rest on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Basis:
    """What a sentence rests on: how it is called, the list it is in (`acts`, `tasks`, …) and its id there."""

    label: str
    list: str
    id: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the provision it speaks of, what it rests on."""

    text: str
    provision: str = ""
    bases: tuple[Basis, ...] = ()
