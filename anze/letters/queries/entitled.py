"""Who may do what with a letter: each verb by its permission, on the unit of its side."""

from datetime import date
from typing import Any

from anze.access.rights import Rights
from anze.letters.models import Letter
from anze.letters.policies import VERBS, verbs_from
from anze.letters.queries.heads import parties_of
from anze.letters.queries.standing import signings_of, state_of

HIDDEN = frozenset({"generate", "enter", "unfile"})  # these have places of their own


def may(rights: Rights, letter: Letter, kind: str) -> bool:
    """Say whether the account may take a verb of the letter at all, whatever its state; who signs is asked of the register."""
    verb = VERBS[kind]
    reach = rights.reach(verb.permission)
    if verb.whose == "signer":
        return bool(reach)
    return reach.covers_unit(letter.superior) or (verb.whose == "either" and reach.covers_unit(letter.subordinate))


def verbs_open(rights: Rights, letter: Any, today: date) -> list[str]:
    """Return the verbs that this account may take now: only the head of a party that has not signed may sign, only whoever signed takes it back."""
    found = [kind for kind in verbs_from(state_of(letter)) if kind not in HIDDEN and may(rights, letter, kind)]
    signed = signings_of(letter)
    mine = [party for party in parties_of(rights.account.officer, letter, today) if party not in signed] if "sign" in found else []
    own = any(one.how == "page" and one.recorded_by_id == rights.account.pk for one in signed.values())
    hidden = (set() if mine else {"sign"}) | (set() if own else {"unsign"})
    if letter.number:
        hidden |= {"outcome", "replace", "file"}
    if all(goal["figure"] for goal in letter.numbers):
        hidden |= {"outcome"}
    return [kind for kind in found if kind not in hidden]
