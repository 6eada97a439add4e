"""Whether the body that is to decide may impose what was chosen: by the kind of measure and by who manages the cadre (第三十三条, 干部管理权限)."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from anze.accountability.codes import MANAGED
from anze.accountability.models import Concerned
from anze.accountability.queries.law import competence
from anze.accountability.queries.naming import RANKS, fit_of, kinds_named, taken_apart
from anze.law.national.authority import BODIES
from anze.law.national.bodies import Body, kinds_of_bodies
from anze.law.national.effects import CLASS_LABELS, measure_class
from anze.people.models import Tenure, Unit

COURTS: Final = "judicial"  # of no place or level that the management of cadres names


def mixed(kinds: Iterable[str], on: date) -> list[str]:
    """Return in a sentence why measures do not go into one decision: Party, government and organisational measures each have one of their own."""
    sorts: dict[str, list[str]] = {}
    for kind in kinds:
        sorts.setdefault(CLASS_LABELS[measure_class(kind, on)], []).append(kind)
    if len(sorts) < 2:
        return []
    told = "，".join(f"{label}（{'、'.join(some)}）" for label, some in sorts.items())
    return [f"一份决定只写一类措施，这里有{told}。请先选其中一类，批准以后再为另一类拟定一份决定，最后一并送达。"]


def unfit(one: Concerned, by: str, body: str, kinds: Iterable[str], on: date) -> list[str]:
    """Return in a sentence each why a body may not impose measures on the person, with who may: what it is called, where it is, what its kind may."""
    return [*misnamed(one, by, body, on), *powerless(one, by, body, kinds, on)]


def misnamed(one: Concerned, by: str, body: str, on: date) -> list[str]:
    """Return in a sentence that a body is not of the kind it is put down as, by its name, or not one of a place whose cadre the person is."""
    kind = kinds_of_bodies(on)[by]
    if not fit_of(body, kind):
        others = [other.label for other in kinds_named(body, on) if other.decides]
        remedy = f"这是{'或者'.join(others)}的名称：决定机关的类别请改选，或者改写决定机关。" if others else "请写作出决定的机关的全称，或者改选类别。"
        return [f"“{body}”不是{kind.label}的名称，{kind.label}写成“{_sample(one, kind)}”的样子。{remedy}"]
    place = taken_apart(body).unit
    if by == COURTS or place is None or any(unit.path.startswith(place.path) for unit in _posted(one, on)):
        return []
    return [f"{body}管不到{one.officer.name}：他的职务在{'、'.join(dict.fromkeys(unit.name for unit in _posted(one, on)))}，不在{place.name}。"
            "请改写为管理该干部的地方或者上级的机关（第三十三条，干部管理权限）。"]


def _posted(one: Concerned, on: date) -> list[Unit]:
    """Return where the person held the post he answers for, and where he is in post now: those who moved on are managed there (第三十一条)."""
    return [one.tenure.unit, *(row.unit for row in Tenure.objects.current().held_on(on).filter(officer=one.officer).select_related("unit"))]


def _sample(one: Concerned, kind: Body) -> str:
    """Return how a body of a kind is called at the level that manages the person."""
    above = one.tenure.unit
    while above.parent is not None and above.level not in {"city", "county"}:
        above = above.parent
    while above.parent is not None and one.managed_by == "city":
        above = above.parent
    return f"{'省' if one.managed_by == 'province' else above.name}{kind.names[0]}"


def powerless(one: Concerned, by: str, body: str, kinds: Iterable[str], on: date) -> list[str]:
    """Return in a sentence each which measures are not a kind of body's to impose, or not those of a body so low."""
    found, level = [], taken_apart(body).level
    for kind in kinds:
        fit = competence(kind, one, on)
        who = "、".join(each.name for each in fit.decides)
        if by not in {each.code for each in fit.decides}:
            only = f"{BODIES[by]}只能提出建议。" if by in {each.code for each in fit.proposes} else ""
            found.append(f"{kind}不能由{BODIES[by]}决定，由{who}决定（{fit.source}）。{only}请改写决定机关，或者另选措施。")
        elif by != COURTS and one.managed_by and level and RANKS[level] > RANKS[one.managed_by]:
            found.append(f"{one.officer.name}由{MANAGED[one.managed_by]}，{body}是下一级的机关，不能给予{kind}，由{who}决定。请改写决定机关。")
    return found


def left_open(one: Concerned, by: str, body: str, kinds: Iterable[str], on: date) -> list[str]:
    """Return in a sentence each what the rules leave open about a body's power to impose measures: whoever drafts has to say on what ground it decides."""
    kinds, level, named = list(kinds), taken_apart(body).level, kinds_of_bodies(on)[by]
    found = [f"{kind}：{each.why}。由哪个机关决定，要先经{each.who}定下来。" for kind in kinds for each in competence(kind, one, on).undecided]
    if kinds and fit_of(body, named) == "by_leave":
        found.append(f"{named.asked}。")
    if kinds and by != COURTS and not level:
        found.append(f"看不出{body}是哪一级的机关。请写全称，或者写明依据。")
    elif kinds and by != COURTS and one.managed_by and RANKS[level] < RANKS[one.managed_by]:
        found.append(f"{one.officer.name}由{MANAGED[one.managed_by]}，{body}是上一级的机关。提级办理的，要有依据。")
    return list(dict.fromkeys(found))
