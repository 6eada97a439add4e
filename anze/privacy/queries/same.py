"""Whether a person has asked the same already and nobody has decided yet: asking twice would only be answered twice."""

from collections.abc import Iterable
from typing import Any

from anze.people.models import Officer
from anze.privacy.models import DataRequest


def same_undecided(officer: Officer, kind: str, *, about: str = "", wanted: str = "", items: Iterable[tuple[str, int | None]] = ()) -> DataRequest | None:
    """Return the request of the person that asks the same and is not decided yet; None where there is none.

    The same: of a correction the place and what it should say, spaces aside; of an erasure nothing that the other does not ask for too.
    """
    asked = set(items)
    requests: Any = DataRequest.objects.with_state()
    for one in requests.filter(officer=officer, kind=kind, state="filed").prefetch_related("items"):
        found: DataRequest = one
        if kind == "correct" and (_bare(found.about), _bare(found.wanted)) == (_bare(about), _bare(wanted)):
            return found
        if kind == "erase" and asked <= {(item.what, item.seq) for item in found.items.all()}:
            return found
    return None


def _bare(text: str) -> str:
    return "".join(text.split())
