"""How a listing stands by its days: its deadline in force, whether it is overdue, what was published, decided and found, in time or late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from anze.hazards.models import Finding, Listing, ListingStep
from anze.hazards.policies import SOON_DAYS
from anze.hazards.queries.days import decide_by, last_to_ask, publish_by

DATING = ("list", "grant")  # what sets the deadline in force


@dataclass(frozen=True, slots=True)
class Term:
    """Something that is due by a day: what, by when, when it was done (None: not yet), where."""

    label: str
    due: date
    done: date | None
    where: str = ""

    def lamp(self, today: date) -> str:
        """Return the lamp: done in time, done late, late, soon, not due."""
        if self.done:
            return "met" if self.done <= self.due else "backfilled"
        return "missed" if self.due < today else "soon" if self.due <= today + timedelta(days=SOON_DAYS) else "pending"

    def words(self, today: date) -> str:
        """Return the lamp's word."""
        days = (self.due - today).days
        return {"met": "按时", "backfilled": "迟于期限", "missed": f"已超 {-days} 天", "soon": f"还有 {days} 天", "pending": "未到期"}[self.lamp(today)]


@dataclass(frozen=True, slots=True)
class Clocks:
    """The days of a listing as they follow from its steps up to a moment."""

    listed_on: date | None = None
    deadline: date | None = None
    first_deadline: date | None = None
    finished_on: date | None = None
    delisted_on: date | None = None
    asked: ListingStep | None = None
    decided_on: date | None = None
    published: dict[str, ListingStep] | None = None

    @property
    def late(self) -> bool:
        """Say whether it was finished after its deadline."""
        return bool(self.finished_on and self.deadline and self.finished_on > self.deadline)

    def overdue(self, today: date) -> bool:
        """Say whether the deadline passed without its being finished."""
        return self.deadline is not None and self.deadline < today and (self.finished_on is None or self.late)

    @property
    def terms(self) -> list[Term]:
        """What is due by working days: publication of the listing and of the closing, the decision on an extension."""
        found, published = [], self.published or {}
        for kind, day, label in (("publish_listing", self.listed_on, "公布挂牌"), ("publish_closing", self.delisted_on, "公布销号")):
            if day:
                step = published.get(kind)
                found.append(Term(label, publish_by(day), step.on if step else None, step.published_at if step else ""))
        if self.asked:
            found.append(Term("审批延期", decide_by(self.asked.on), self.decided_on))
        return found

    @property
    def ask_by(self) -> date | None:
        """The last day to ask for an extension."""
        return last_to_ask(self.deadline) if self.deadline else None


def clocks_of(steps: Iterable[ListingStep]) -> Clocks:
    """Return the days of a listing from its steps, first to last."""
    told: dict[str, Any] = {"published": {}}
    for step in steps:
        if step.kind in DATING:
            told["deadline"] = step.deadline
        if step.kind == "list":
            told |= {"listed_on": step.on, "first_deadline": step.deadline}
        elif step.kind == "accept":
            told["finished_on"] = step.finished_on
        elif step.kind == "delist":
            told["delisted_on"] = step.on
        elif step.kind == "ask":
            told |= {"asked": step, "decided_on": None}
        elif step.kind in {"publish_listing", "publish_closing"}:
            told["published"][step.kind] = step
        if step.kind in {"grant", "refuse"}:
            told["decided_on"] = step.on
    return Clocks(**told)


def clocks(listing: Listing, until: datetime | None = None, as_of: date | None = None) -> Clocks:
    """Return the days of a listing, as they were on record before a moment, by a day, where they are given; asks for its steps unless they were
    fetched."""
    return clocks_of(step for step in sorted(listing.steps.all(), key=lambda one: one.pk)
                     if (until is None or step.at < until) and (as_of is None or step.on <= as_of))


def finding_of(listing: Listing, until: datetime | None = None, as_of: date | None = None) -> Finding | None:
    """Return the finding that stands; that stood before a moment, by a day, where they are given."""
    if until is None:
        return next((one for one in listing.findings.all() if one.struck_at is None), None)
    return next((one for one in listing.findings.all() if one.recorded_at < until and (one.struck_at is None or one.struck_at >= until)
                 and (as_of is None or one.on <= as_of)), None)


def unfound(listing: Listing, today: date) -> bool:
    """Say whether it is overdue and nobody has found why."""
    return clocks(listing).overdue(today) and finding_of(listing) is None
