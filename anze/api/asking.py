"""What every endpoint may be asked: the two clocks and the page; and the page as it is answered."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Final, Generic, TypeVar

from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from anze.api.problems import fault, invalid
from anze.law.question import Question
from anze.people.models import Unit
from anze.people.moment import FIRST_DAY, SHANGHAI, day_of

PER_PAGE: Final = 50
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
Item = TypeVar("Item")


def _day(value: Any) -> Any:
    """Take a day written as 2026-11-25 and no other way: the library would read a number as seconds since 1970."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value) if DAY.fullmatch(value) else date.fromisoformat("")
        except ValueError:
            raise ValueError("日期写得不对，请写成 2026-11-25 这样。") from None
    return value


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[datetime, AfterValidator(lambda at: at.astimezone(SHANGHAI))]
SEEN: Final = "^[^\\x00]*$"  # no null byte, which no database can look for
Text = Annotated[str, Field(max_length=80, pattern=SEEN)]
Code = Annotated[str, Field(max_length=60, pattern=SEEN, description="编号")]
Year = Annotated[str, Field(pattern=r"^[0-9]{4}$", description="年份，如 2026")]


class Clocks(Schema):
    """The two clocks of the pages: today where they are not given."""

    as_of: Day | None = Field(None, description="截至日：问哪一天的情形；不写是今天")
    known_at: Day | None = Field(None, description="已知日：以哪一天在案的记录为准；不写是今天")


class Paged(Clocks):
    """A list by pages of 50."""

    page: int = Field(1, ge=1, le=100_000, description="第几页，每页 50 条")


class Page(Schema, Generic[Item]):
    """A page of a list; past the last page `items` is empty."""

    as_of: date = Field(description="截至日")
    known_at: date = Field(description="已知日")
    page: int = Field(description="第几页")
    pages: int = Field(description="共几页")
    count: int = Field(description="共几条")
    items: list[Item]


def question(request: Any, given: Clocks) -> Question:
    """Return the question by the two clocks. Raises Problem for a day that is still to come, or before the first: a program is told, not put right."""
    today = day_of(request.now)
    wrong = [fault("query", name, f"要在 {FIRST_DAY} 和今天（{today}）之间，请改。")
             for name in ("as_of", "known_at") if (day := getattr(given, name)) is not None and not FIRST_DAY <= day <= today]
    if wrong:
        raise invalid(wrong)
    return Question(given.as_of or today, given.known_at or today)


def wanted(given: Schema) -> dict[str, str]:
    """Return the filters as the address of a page would have them."""
    return {name: value for name, value in given.model_dump().items() if isinstance(value, str) and value}


def no_such_unit(code: str | None) -> bool:
    """Say whether a filter names a unit that is none: nothing fits it, as nothing fits one out of reach."""
    return bool(code) and not Unit.objects.filter(code=code).exists()


def paged(asked: Question, number: int, rows: Any, line: Callable[[Any], Item], ready: Callable[[Any], Sequence[Any]] = list, *,
          count: int | None = None) -> dict[str, Any]:
    """Return a page of `rows` (what can be sliced and counted); `ready` makes of its slice what `line` is given one by one."""
    total = count if count is not None else len(rows) if isinstance(rows, Sequence) else rows.count()
    low = (number - 1) * PER_PAGE
    some = ready(rows[low:low + PER_PAGE]) if low < total else []
    return {"as_of": asked.as_of, "known_at": asked.known_at, "page": number, "pages": -(-total // PER_PAGE), "count": total,
            "items": [line(one) for one in some]}
