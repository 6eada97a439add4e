"""Invented officers and their tenures: who holds which seat, who follows whom, who is missing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from anze.project.demo.city import Row, duty_level
from anze.project.demo.dice import FIRST_DAY, day_between, stream

SURNAMES: Final = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张孔曹严金魏姜邹章苏潘范彭鲁"
SEATS: Final = {
    "city": {"party_head": 1, "gov_head": 1, "gov_executive_deputy": 1, "party_standing": 8, "gov_deputy": 6},
    "county": {"party_head": 1, "gov_head": 1, "gov_executive_deputy": 1, "party_standing": 7, "gov_deputy": 5},
    "town": {"party_head": 1, "gov_head": 1, "safety_deputy": 1, "other_leader": 6},
    "department": {"dept_head": 1, "dept_safety_deputy": 1, "dept_deputy": 3},
}
CHANGE_RATE: Final = 0.16   # of the seats in a year
NOT_ON_COMMITTEE: Final = {"441823"}  # 第八条 broken: an executive deputy who is no member of the standing committee
VACANT: Final = {("441826", "gov_executive_deputy", 0): date(2026, 5, 20), ("441825106", "safety_deputy", 0): date(2026, 4, 10),
                 ("441881108", "gov_head", 0): date(2026, 3, 31), ("441882", "gov_head", 0): date(2026, 4, 15)}
ACTED_FOR: Final = {("441882", "gov_head", 0): ("441882", "gov_executive_deputy")}

Seat = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Holding:
    """One tenure: `officer` in `post` of `unit` from `first` to `last` (None: still there), both included."""

    officer: str
    unit: str
    post: str
    first: date
    last: date | None = None
    member: bool | None = None

    def holds(self, day: date) -> bool:
        """Whether the tenure covers `day`."""
        return self.first <= day and (self.last is None or day <= self.last)


def _seats(units: list[Row]) -> list[Seat]:
    return [(str(unit["id"]), post, number) for unit in units
            for post, count in SEATS[duty_level(unit)].items() for number in range(count)]


def _changes(seat: Seat, seed: int, last_year: int) -> Iterator[tuple[date, Seat, int]]:
    """The days on which the seat's holder leaves, with the days until a successor comes."""
    before = FIRST_DAY
    for year in range(FIRST_DAY.year, last_year + 1):
        dice = stream(seed, "change", *map(str, seat), str(year))
        day = day_between(dice, date(year, 1, 10), date(year, 12, 20))
        gap = dice.choice((1, 1, 1, 1, 1, 1, 12, 35, 80))
        if dice.random() < CHANGE_RATE and (day - before).days > 150:
            before = day
            yield day, seat, gap


class _Careers:
    """Seats filled in the order of time: a successor is a leaver of another seat, or new."""

    def __init__(self, seed: int) -> None:
        self.seed, self.count = seed, 0
        self.seats: dict[Seat, list[Holding]] = {}
        self.free: list[str] = []

    def newcomer(self) -> str:
        self.count += 1
        return f"p{self.count:04d}"

    def begin(self, seat: Seat) -> None:
        first = day_between(stream(self.seed, "begin", *map(str, seat)), date(2021, 3, 1), date(2023, 11, 30))
        self.seats[seat] = [Holding(self.newcomer(), seat[0], seat[1], first)]

    def change(self, day: date, seat: Seat, gap: int) -> None:
        dice = stream(self.seed, "follow", *map(str, seat), day.isoformat())
        leaver = replace(self.seats[seat][-1], last=day)
        self.seats[seat][-1] = leaver
        moves = bool(self.free) and dice.random() < 0.5
        officer = self.free.pop(0) if moves else self.newcomer()
        if dice.random() < 0.5:
            self.free.append(leaver.officer)
        self.seats[seat].append(Holding(officer, seat[0], seat[1], day + timedelta(days=gap)))


def _vacate(seats: dict[Seat, list[Holding]]) -> None:
    for seat, day in VACANT.items():
        kept = [holding for holding in seats[seat] if holding.first <= day]
        kept[-1] = replace(kept[-1], last=min(kept[-1].last or day, day))
        seats[seat] = kept
    for seat, (unit, post) in ACTED_FOR.items():
        start = VACANT[seat] + timedelta(days=1)
        deputy = next((h for h in seats[unit, post, 0] if h.holds(start)), None)
        if deputy:
            seats[seat].append(replace(deputy, post=seat[1], first=start))


def _concurrent(holding: Holding, seed: int) -> Iterator[Holding]:
    """The tenure, and the seat on the standing committee that goes with an executive deputy's (第八条)."""
    if holding.post == "safety_deputy":
        yield replace(holding, member=stream(seed, "member", holding.unit, holding.officer).random() > 0.03)
        return
    yield holding
    if holding.post == "gov_executive_deputy" and holding.unit not in NOT_ON_COMMITTEE:
        yield replace(holding, post="party_standing")


def city_holdings(units: list[Row], seed: int, last_year: int) -> list[Holding]:
    """All tenures to the end of `last_year`, in the order of their seats."""
    careers = _Careers(seed)
    seats = _seats(units)
    for seat in seats:
        careers.begin(seat)
    for change in sorted(change for seat in seats for change in _changes(seat, seed, last_year)):
        careers.change(*change)
    _vacate(careers.seats)
    return [both for seat in seats for holding in careers.seats[seat] for both in _concurrent(holding, seed)]


def holder(holdings: list[Holding], unit: str, post: str, day: date) -> str | None:
    """Who holds `post` of `unit` on `day`; None if nobody does."""
    return next((h.officer for h in holdings if h.unit == unit and h.post == post and h.holds(day)), None)


def officer_rows(holdings: list[Holding], seed: int) -> list[Row]:
    """Rows of `officers`: names that nobody bears, 张某0001."""
    return [{"id": officer, "name": f"{stream(seed, 'name', officer).choice(SURNAMES)}某{officer[1:]}"}
            for officer in sorted({holding.officer for holding in holdings})]


def tenure_rows(holdings: list[Holding]) -> list[Row]:
    """Rows of `tenures`."""
    return [{"officer": h.officer, "unit": h.unit, "post": h.post, "from": h.first, "to": h.last,
             "party_committee_member": h.member} for h in holdings]

