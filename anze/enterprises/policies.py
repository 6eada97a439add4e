"""What the house has settled about registers of production units. The regulation names no number here; these are the office's own habits."""

from typing import Final

LAPSES_SOON: Final = 60  # a delegation is 即将到期 so many days before its last
DAILY: Final = 7         # in its last days the digest tells it every working day, before that once a week
