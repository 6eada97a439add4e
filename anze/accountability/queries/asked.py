"""Why a decision needs a written ground for the body that makes it, in one sentence (第三十三条)."""

from collections.abc import Iterable
from datetime import date

from anze.accountability.models import Concerned
from anze.accountability.queries.authority import left_open
from anze.accountability.queries.law import competence
from anze.law.national.authority import Open


def own_questions(kind: str, one: Concerned, on: date) -> tuple[list[str], list[Open]]:
    """Return what is open of one kind of measure, whoever manages the cadre: the bodies of which any may decide, and what else the text leaves open."""
    found = competence(kind, one, on)
    several = [body.name for body in found.decides] if len(found.decides) > 1 else []
    return several, list(found.undecided[bool(several) + (not one.managed_by):])


def ground_asked(one: Concerned, by: str, body: str, kinds: Iterable[str], on: date) -> str:
    """Return in one sentence that a ground has to be written and why; empty where nothing is open."""
    kinds = list(kinds)
    if not (opened := left_open(one, by, body, kinds, on)):
        return ""
    reasons = [] if one.managed_by or not kinds else [f"没有登记{one.officer.name}归哪一级党委管理"]
    several: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    for kind in kinds:
        bodies, rest = own_questions(kind, one, on)
        if bodies:
            several.setdefault("、".join(bodies), []).append(kind)
        for each in rest:
            others.setdefault(each.why, []).append(kind)
    reasons += [f"{'、'.join(some)}可以由{bodies}决定，由哪一家，有干部管理权限的党委定" for bodies, some in several.items()]
    reasons += [f"{'、'.join(some)}：{why}" for why, some in others.items()]
    reasons += [words.rstrip("。") for words in opened if not words.startswith(tuple(f"{kind}：" for kind in kinds))]
    return f"由{body}决定的，请写明依据（批准的文号、指定管辖或者提级办理的决定）：{'；'.join(reasons)}。"
