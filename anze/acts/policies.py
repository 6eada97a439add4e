"""Whether something may be done with an act or a problem as it stands now: tables and sentences, no rights."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from anze.acts.codes import WITHDRAW_MINUTES
from anze.acts.models import Act, Problem, ProblemStep
from anze.acts.told import Told
from anze.law.findings import in_words
from anze.people.models import Account, Tenure
from anze.people.moment import day_of

# Where a problem stands → the steps that may follow (排查出的问题闭环). It stands where its last step left it.
STEPS_FROM: Final[Mapping[str, tuple[str, ...]]] = {
    "open": ("rectified",),
    "rectified": ("rechecked", "returned"),
    "rechecked": ("closed", "returned"),
    "returned": ("rectified",),
    "closed": (),
}
STATES: Final[Mapping[str, str]] = {
    "open": "待整改", "rectified": "已报整改，待复查", "rechecked": "已复查，待办结", "returned": "退回整改", "closed": "已办结",
}
# Who mends may report; only the side that found the problem rechecks, closes and returns it: nobody closes his own.
BY_FINDER: Final = frozenset({"rechecked", "closed", "returned"})
NEEDS_NOTE: Final = frozenset({"rectified", "returned"})


def state_of(problem: Problem) -> str:
    """Return where a problem stands."""
    steps: list[ProblemStep] = list(problem.steps.all())
    return steps[-1].kind if steps else "open"


def lamp_of(problem: Problem, today: date) -> str:
    """Return the lamp of a problem: open, overdue, closed, withdrawn."""
    if hasattr(problem.act, "withdrawal"):
        return "withdrawn"
    if state_of(problem) == "closed":
        return "closed"
    return "overdue" if problem.deadline and problem.deadline < today else "open"


def taken_back(act: Act) -> str:
    """Say in one sentence why nothing more may be done with an act; empty where it stands."""
    if hasattr(act, "withdrawal"):
        return "这条记录已经撤回。"
    if any(not one.accepted for one in act.confirmations.all()):
        return "这条记录本人不认可，已不计入。"
    return ""


def reason_needed(act: Act, by: Account, now: datetime) -> bool:
    """Say whether a withdrawal must give a reason: not by who recorded it, within ten minutes."""
    return act.recorded_by_id != by.pk or now - act.recorded_at > timedelta(minutes=WITHDRAW_MINUTES)


def faults_of(told: Told, now: datetime) -> dict[str, str]:
    """Return what keeps an act from being recorded, a sentence a field with the remedy; empty where nothing does."""
    found = {}
    if told.date > day_of(now):
        found["date"] = "发生日期晚于今天。还没有发生的事不能登记，请改成实际发生的日期。"
    if told.unit.closed_on and told.date > told.unit.closed_on:
        found["unit"] = f"{told.unit.name}已于{in_words(told.unit.closed_on)}撤销。请选择接替的单位，或者改正日期。"
    people = [officer.pk for officer, _ in told.participants]
    if len(people) != len(set(people)):
        found["participants"] = "同一人只列一次：请去掉重复的勾选。"
    elif strangers := _not_in_office(told):
        found["participants"] = f"{'、'.join(strangers)}在发生当日不在{told.unit.name}任职。请核对日期，或者重新勾选参加人。"
    return found | _CONTENT[told.type](told)


def _not_in_office(told: Told) -> list[str]:
    """Return who took part without a post that day in a unit that acted; who only attended may come from one of their departments."""
    units = [told.unit, *told.joint_with]
    held = Tenure.objects.current().held_on(told.date)
    here = set(held.filter(unit__in=units).values_list("officer", flat=True))
    strangers = [(officer, part) for officer, part in told.participants if officer.pk not in here]
    from_beside = held.filter(unit__parent__in=units, unit__level="department").values_list("officer", flat=True)
    beside = set(from_beside) if any(part == "attend" for _, part in strangers) else set()
    return [officer.name for officer, part in strangers if not (part == "attend" and officer.pk in beside)]


def _meeting(told: Told) -> dict[str, str]:
    found = {}
    if not told.topics:
        found["topics"] = "请至少写一个议题。"
    chairs = [officer for officer, part in told.participants if part == "chair"]
    if len(chairs) != 1:
        found["chair"] = "请选择一位主持（召集）人。"
    return found


def _inspection(told: Told) -> dict[str, str]:
    found = {}
    if not told.participants:
        found["lead"] = "请勾选牵头（带队）的领导；只是参加的，勾在“参加”里。"
    if not told.place and told.visited is None:
        found["place"] = "请写明地点，或者选择所到单位。"
    if any(one.deadline and one.deadline < told.date for one in told.problems):
        found["problems"] = "整改期限早于排查日期，请改正。"
    return found


def _document(told: Told) -> dict[str, str]:
    return {} if told.kind else {"kind": "请选择文件种类。"}


def _budget(told: Told) -> dict[str, str]:
    return {} if told.year else {"year": "请写明预算年度。"}


_CONTENT: Final = {"meeting": _meeting, "inspection": _inspection, "document": _document, "budget": _budget}
