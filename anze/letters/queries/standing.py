"""How a letter stands, as rows say it: nowhere stored."""

from typing import Any

from anze.letters.models import Letter, Signing


def state_of(letter: Any) -> str:
    """Return the state of a letter that was read `with_signed`."""
    if letter.voided_at:
        return "voided"
    if letter.replaced_at:
        return "replaced"
    return ("issued", "half", "signed")[min(letter.signed, 2)]


def signings_of(letter: Letter) -> dict[str, Signing]:
    """Return who has signed, by party."""
    return {one.party: one for one in letter.signings.current().select_related("officer", "recorded_by", "scan")}
