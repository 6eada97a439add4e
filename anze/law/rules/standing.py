"""Standing duties: contact points (挂点联系) and duty lists, checked for every tenure in post (第五至十三条)."""

from collections.abc import Iterator

from anze.law.clauses import Standing
from anze.law.facts import Contact, Tenure
from anze.law.findings import Finding, in_words
from anze.law.index import in_force
from anze.law.known import Known

Verdict = tuple[str, str]  # a status and the sentence that gives the reason


def standing(known: Known, officers: frozenset[str] | None = None) -> Iterator[Finding]:
    """Yield each standing duty of each tenure in post at `as_of` (of `officers` only, if given) with its status."""
    clauses = known.pack.of(Standing)
    tenures = known.facts.tenures if officers is None else [t for officer in officers for t in known.index.tenures_of.get(officer, ())]
    for tenure in tenures:
        if not tenure.holds_on(known.asked.as_of):
            continue
        level = known.tree.level(tenure.unit)
        for clause in clauses:
            if tenure.post in clause.posts and level in clause.levels:
                status, why = _verdict(known, clause, tenure)
                yield {"duty": clause.id, "unit": tenure.unit, "officer": tenure.officer, "status": status, "why": why}


def _verdict(known: Known, clause: Standing, tenure: Tenure) -> Verdict:
    cite = f"{known.pack.label(clause.id)}：{known.person(tenure.officer)}应{clause.what}"
    settle = known.pack.int("settle_days")
    days = (known.asked.as_of - tenure.start).days
    if days < settle:
        return "pending", f"{cite}；{in_words(tenure.start)}任职，至{in_words(known.asked.as_of)}满{days}日，未满{settle}日，尚在落实期内。"
    status, reason = _duty_list(known, tenure) if clause.needs == "duty_list" else _contact(known, clause.needs, tenure)
    return status, f"{cite}；{reason}。"


def _duty_list(known: Known, tenure: Tenure) -> Verdict:
    """Look at the department's list in force; of several the one that began last."""
    lists = [found for found in known.index.duty_lists_at.get(tenure.unit, ())
             if in_force(found, known.asked.as_of) and known.on_record(found.start, found.recorded_on)]
    if not lists:
        return "lacking", "当日没有有效的安全生产责任清单"
    body = lists[-1].safety_body
    return ("in_place", f"责任清单有效，明确的工作机构为{body}") if body else ("lacking", "责任清单未明确安全生产工作机构")


def _contact(known: Known, target: str, tenure: Tenure) -> Verdict:
    day = known.asked.as_of
    points = [contact for contact in known.index.contacts_of.get(tenure.officer, ())
              if contact.target == target and in_force(contact, day) and known.on_record(contact.start, contact.recorded_on)]
    if not points:
        return "lacking", "当日没有在案的挂点联系"
    wrong = ""
    for point in points:
        fault = _fault(known, target, tenure, point)
        if not fault:
            return "in_place", f"已联系{point.sector if target == 'sector' else known.tree.name(point.unit)}"
        wrong = wrong or fault
    return "invalid", wrong


def _fault(known: Known, target: str, tenure: Tenure, point: Contact) -> str:
    """Return what is wrong with a contact point, or nothing."""
    if target == "sector":
        return ""
    assert point.unit is not None  # a case without it is refused
    name = known.tree.name(point.unit)
    if not known.tree.inside(point.unit, tenure.unit):
        return f"所联系的{name}不在{known.tree.name(tenure.unit)}范围内"
    if target == "county":
        return "" if known.tree.place(point.unit) == "county" else f"所联系的{name}不是县（市、区）"
    listed = any(in_force(entry, known.asked.as_of) for entry in known.index.problem_town_at.get(point.unit, ()))
    return "" if listed else f"所联系的{name}当日不在安全生产问题突出镇名单上"
