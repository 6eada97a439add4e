"""Whether a case can be closed: what of it is still to be done, person by person."""

from anze.accountability.models import Case, Concerned
from anze.accountability.policies import PERSON

LATER = ("served", "reviewing", "appealing")  # what follows on a service goes on under each person's name after the case is closed


def unfinished(case: Case) -> list[str]:
    """Return in a sentence each what keeps a case from being closed: who is pending, or that nobody is on it; empty where it can be."""
    people = [one for one in Concerned.objects.with_state().filter(case=case).select_related("officer").order_by("pk") if _state(one) != "dropped"]
    if not people:
        return ["还没有列明有关人员。查不出有责任的人，也要列明查过谁，并作不予追究的决定。"]
    return [f"{one.officer.name}还在“{PERSON.states[_state(one)].label}”，办完以后才能结案。" for one in people
            if not PERSON.states[_state(one)].ended and _state(one) not in LATER]


def _state(one: Concerned) -> str:
    return str(one.state)  # type: ignore[attr-defined]
