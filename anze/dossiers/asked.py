"""What a pack is asked for: whose, of which day, as known on which day since."""

from dataclasses import dataclass
from datetime import date
from typing import Final

YEARS: Final = 5  # of duties shown behind the day, unless others are asked for
MOST_YEARS: Final = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """The person (code), the day (of the accident, or any), until when what became known since is told, the accident (its number), the years of duties
    shown behind the day. The same asked of the same ledger gives the same bytes."""

    officer_code: str
    day: date
    known_at: date
    accident_id: str | None = None
    years: int = YEARS
