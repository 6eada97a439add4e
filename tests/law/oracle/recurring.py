"""Recurring duties (rules.md §2): the table, one instance at a time."""

from dataclasses import dataclass
from datetime import date, timedelta

from .periods import DUE_SOON, MIN_DAYS, days, periods
from .sums import growth_kept
from .world import CHAPTER_TWO_POSTS, Row, World

GRACE_DAYS = 7


@dataclass(frozen=True)
class Duty:
    """A line of the table: `where` holds levels or, for departments, functions."""

    id: str
    posts: tuple[str, ...]
    where: tuple[str, ...]
    act: str  # meeting, inspection, document, budget
    what: str  # the body of the meeting, the kind of the document
    period: str
    owner: str


UPPER, TOWN = ("city", "county"), ("town",)
HEAD, DEPUTIES = ("dept_head",), ("dept_deputy", "dept_safety_deputy")
DUTIES = (
    Duty("5.2", ("party_head",), UPPER, "meeting", "standing_committee", "quarter", "body"),
    Duty("5.7", ("party_head",), UPPER, "inspection", "", "month", "person"),
    Duty("6.2", ("gov_head",), UPPER, "meeting", "executive_meeting", "quarter", "body"),
    Duty("6.3", ("gov_head",), UPPER, "document", "task_list", "year", "body"),
    Duty("6.3.check", ("gov_head",), UPPER, "document", "task_list_check", "year", "body"),
    Duty("6.4", ("gov_head",), UPPER, "budget", "", "year", "body"),
    Duty("6.7", ("gov_head",), UPPER, "inspection", "", "month", "person"),
    Duty("7.p2", ("party_standing",), UPPER, "inspection", "", "month", "person"),
    Duty("8.7", ("gov_executive_deputy",), UPPER, "inspection", "", "month", "person"),
    Duty("9.4", ("gov_deputy",), UPPER, "document", "situation_analysis", "year", "person"),
    Duty("9.6", ("gov_deputy",), UPPER, "inspection", "", "month", "person"),
    Duty("10.2", ("party_head",), TOWN, "meeting", "party_committee", "month", "body"),
    Duty("10.7", ("party_head",), TOWN, "inspection", "", "month", "person"),
    Duty("11.2", ("gov_head",), TOWN, "meeting", "leadership_meeting", "month", "body"),
    Duty("11.3", ("gov_head",), TOWN, "document", "task_list", "year", "body"),
    Duty("11.3.check", ("gov_head",), TOWN, "document", "task_list_check", "year", "body"),
    Duty("11.7", ("gov_head",), TOWN, "inspection", "", "month", "person"),
    Duty("12.7", ("safety_deputy",), TOWN, "inspection", "", "month", "person"),
    Duty("12.p2", ("other_leader",), TOWN, "inspection", "", "month", "person"),
    Duty("14.1.meeting", HEAD, ("regulator",), "meeting", "dept_safety_meeting", "quarter", "body"),
    Duty("14.1.inspection", HEAD, ("regulator",), "inspection", "", "month", "person"),
    Duty("14.2.study", ("dept_safety_deputy",), ("regulator",), "meeting", "dept_study", "quarter", "person"),
    Duty("14.2.inspection", ("dept_safety_deputy",), ("regulator",), "inspection", "", "month", "person"),
    Duty("14.3", ("dept_deputy",), ("regulator",), "meeting", "dept_topic_meeting", "quarter", "person"),
    Duty("15.1.meeting", HEAD, ("industry",), "meeting", "dept_safety_meeting", "quarter", "body"),
    Duty("15.1.inspection", HEAD, ("industry",), "inspection", "", "month", "person"),
    Duty("15.2.meeting", DEPUTIES, ("industry",), "meeting", "dept_topic_meeting", "quarter", "person"),
    Duty("15.2.inspection", DEPUTIES, ("industry",), "inspection", "", "month", "person"),
    # "every leader of 第二章": the posts of 第五 to 第十二条 at their levels, no department
    Duty("22.p2", ("party_head", "gov_head", "party_standing", "gov_executive_deputy", "gov_deputy"), UPPER,
         "document", "duty_report", "year", "person"),
    Duty("22.p2", ("party_head", "gov_head", "safety_deputy", "other_leader"), TOWN,
         "document", "duty_report", "year", "person"),
)
assert {post for duty in DUTIES if duty.id == "22.p2" for post in duty.posts} == CHAPTER_TWO_POSTS


def binds(world: World, duty: Duty, unit: str) -> bool:
    """Whether the unit stands at the duty's level, or is a department of its function."""
    if world.units[unit]["level"] == "department":
        return world.units[unit].get("function") in duty.where
    return world.level(unit) in duty.where


def days_in_post(tenure: Row, first: date, last: date) -> int:
    """The tenure's days in the period; "an open tenure runs to the period's end"."""
    return sum(1 for day in days(first, last)
               if tenure["from"] <= day and (tenure.get("to") is None or day <= tenure["to"]))


def fits(duty: Duty, act: Row, unit: str) -> bool:
    """Whether the act is of the kind asked, by whomever and whenever."""
    if act["type"] != duty.act:
        return False
    if duty.act == "inspection":
        return str(act.get("role")) == "lead"  # "only with role: lead (牵头、带队), not attend"
    if duty.act == "meeting":
        return (act.get("body"), act.get("unit")) == (duty.what, unit) and "work_safety" in (act.get("topics") or [])
    if duty.act == "document":
        return str(act.get("kind")) == duty.what and (duty.owner == "person" or act.get("unit") == unit)
    return bool(act.get("unit") == unit) and growth_kept(act)


def inside(duty: Duty, act: Row, first: date, last: date) -> bool:
    """Whether the act belongs to the period: by its date, a budget by the year it is for."""
    if duty.act == "budget":
        return bool((act.get("year") or act["date"].year) == first.year)
    return bool(first <= act["date"] <= last)


def instance(world: World, duty: Duty, unit: str, officers: list[str], period: tuple[str, date, date],
             acts: list[Row]) -> Row:
    """The finding for one obligation, given the acts that count."""
    name, first, last = period
    grace = last + timedelta(days=GRACE_DAYS)
    in_time = [act for act in acts if (act.get("recorded_on") or act["date"]) <= grace]
    due_soon = False
    if in_time:
        status = "met"
    elif acts:
        status = "backfilled"
    elif world.as_of <= last:
        status = "pending"
        due_soon = (last - world.as_of).days <= DUE_SOON[duty.period]
    else:
        status = "missed"
    acts = sorted(acts, key=lambda act: (act["date"], act["id"]))
    return {"duty": duty.id, "unit": unit, "officers": officers, "period": name, "required": 1, "done": len(acts),
            "status": status, "due_soon": due_soon, "vacant": duty.owner == "body" and not officers,
            "acts": [act["id"] for act in acts], "_first": first, "_last": last}


def person_instances(world: World, duty: Duty, period: tuple[str, date, date]) -> list[Row]:
    """One for each tenure with `min_days` in the period."""
    _, first, last = period
    found = []
    for tenure in world.rows("tenures"):
        if tenure["post"] not in duty.posts or not binds(world, duty, tenure["unit"]):
            continue
        # "one that begins after as_of does not count yet"
        if tenure["from"] > world.as_of or days_in_post(tenure, first, last) < MIN_DAYS[duty.period]:
            continue
        # "An act counts if it is by that officer, dated inside both the period and the tenure"
        acts = [act for act in world.rows("acts")
                if world.visible(act) and fits(duty, act, tenure["unit"]) and act.get("officer") == tenure["officer"]
                and inside(duty, act, first, last) and world.in_force(tenure, act["date"])]
        found.append(instance(world, duty, tenure["unit"], [tenure["officer"]], period, acts))
    return found


def responsible(world: World, duty: Duty, unit: str, first: date, last: date) -> list[str]:
    """Those with `min_days` in the period; if none, whoever holds the post on its last day; else nobody."""
    holders = [tenure for tenure in world.rows("tenures")
               if tenure["unit"] == unit and tenure["post"] in duty.posts and tenure["from"] <= world.as_of]
    long_enough = [t for t in holders if days_in_post(t, first, last) >= MIN_DAYS[duty.period]]
    chosen = long_enough or [t for t in holders if world.in_force(t, last)]
    return sorted({tenure["officer"] for tenure in chosen})


def body_instances(world: World, duty: Duty, period: tuple[str, date, date]) -> list[Row]:
    """One for each unit, whoever holds the post."""
    _, first, last = period
    found = []
    for unit in world.units:
        if binds(world, duty, unit):
            acts = [act for act in world.rows("acts")
                    if world.visible(act) and fits(duty, act, unit) and inside(duty, act, first, last)]
            found.append(instance(world, duty, unit, responsible(world, duty, unit, first, last), period, acts))
    return found


def obligations(world: World) -> list[Row]:
    """Every instance of every recurring duty, in order of duty, unit, officers, period."""
    found: list[Row] = []
    for duty in DUTIES:
        for period in periods(duty.period, world.effective_from, world.as_of):
            found += (body_instances if duty.owner == "body" else person_instances)(world, duty, period)
    return sorted(found, key=lambda row: (row["duty"], row["unit"], row["officers"], row["_first"], row["acts"]))
