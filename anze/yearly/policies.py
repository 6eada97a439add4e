"""How the year's pages decide what they show."""

from typing import Final

# What is due so many days from now is told as due soon.
SOON_DAYS: Final = 7
# From this month on the calendar that a phone fetches shows the coming year too.
NEXT_YEAR_FROM: Final = 10
# So many days back a phone's calendar keeps what is over.
KEPT_DAYS: Final = 60
