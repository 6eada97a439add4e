"""Whether what an interview is held over still stands."""

from datetime import date

from anze.interviews.models import Interview
from anze.interviews.queries.triggers import around, now_of
from anze.law.question import Question


def lapsed_of(interview: Interview, today: date) -> list[str]:
    """Return of each trigger that an interview answers, and that stands no more by what is on record now, why it does not."""
    found = []
    for one in interview.answers.current().select_related("unit").order_by("pk"):
        now = now_of(one.key, one.said, around(one.unit.code, date.fromisoformat(one.said["on"]), Question(today, today), today))
        if now.state == "withdrawn":
            found.append(now.why)
    return found
