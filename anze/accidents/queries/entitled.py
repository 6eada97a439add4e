"""What an account may do with one accident."""

from anze.access.rights import Rights
from anze.accidents.models import Accident


def may_change(rights: Rights, accident: Accident) -> bool:
    """Say whether the account may update, correct and conclude this accident: the offices of the place and of those above it."""
    return accident.withdrawn_at is None and rights.may("accident.change", unit=accident.unit)
