"""The day of the facts of a case as it is proposed, held against the accident that it is about (第二十五条第四项)."""

from datetime import date

from anze.accountability.queries.accidents import NEEDED, UNKNOWN, accident_day
from anze.accountability.queries.days import before_rules
from anze.documents.official import in_words
from anze.law.provisions import provision_label


def wrong_day(day: date, today: date) -> str:
    """Say that a day cannot be that of the facts: to come, or before the rules; empty where it can."""
    words = "晚于今天，请改正。" if day > today else before_rules(day)
    return f"事实发生日{words}" if words else ""


def day_faults(rule: str, day: date, accident: str, today: date) -> dict[str, str]:
    """Say what is wrong with the day of the facts and the accident: whoever held a post that day answers, so the two must not contradict each other."""
    if words := wrong_day(day, today):
        return {"day": words}
    if not accident:
        return {"accident": f"依照{provision_label(rule)}问责的，要写明事故编号。"} if rule in NEEDED else {}
    happened = accident_day(accident, today)
    if happened is None:
        return {"accident": UNKNOWN}
    exact = rule in NEEDED
    wrong = day != happened if exact else day < happened
    words = "要写这一天。" if exact else "不能更早；不是因这起事故问责的，不写事故编号。"
    return {"day": f"事故发生在{in_words(happened)}，事实发生日{words}"} if wrong else {}
