"""The two clocks of every question: how things stood on a day, by what was on record on a day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Question:
    """How things stood on `as_of`, by what was on record on `known_at`."""

    as_of: date
    known_at: date

    def of_today(self, today: date) -> bool:
        """Say whether both clocks stand at `today`: how things stand now, by all that is on record."""
        return self.as_of == self.known_at == today
