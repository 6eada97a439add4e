"""Officers as people write them: by name or by code; of one name, whoever held a post of the unit that day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from anze.interviews.told import Whom
from anze.people.models import Officer, Tenure, Unit


def named_officers(texts: Sequence[str], unit: Unit | None, day: date | None) -> tuple[list[Officer], list[str]]:
    """Return the officers who are named, each once, and a sentence for each text that names nobody, or several."""
    found: dict[int, Officer] = {}
    faults: list[str] = []
    for text in texts:
        one, fault = _named(text.strip(), unit, day)
        if one is not None:
            found[one.pk] = one
        else:
            faults.append(fault)
    return list(found.values()), faults


def _named(text: str, unit: Unit | None, day: date | None) -> tuple[Officer | None, str]:
    code = text.rstrip("）)").replace("(", "（").rpartition("（")[2].strip()
    by_code = Officer.objects.filter(code=code).first() or Officer.objects.filter(code=text).first()
    if by_code:
        return by_code, ""
    rows = list(Officer.objects.filter(name=text.partition("（")[0].strip())[:50])
    if len(rows) > 1 and unit and day:
        there = set(Tenure.objects.current().held_on(day).filter(unit__path__startswith=unit.path, officer__in=rows).values_list("officer", flat=True))
        rows = [one for one in rows if one.pk in there] or rows
    if not rows:
        return None, f"名册里没有“{text}”。请写名册里的姓名或人员编号。"
    if len(rows) > 1:
        return None, f"叫“{text}”的不止一个（{'、'.join(one.code for one in rows[:6])}）。请改写人员编号。"
    return rows[0], ""


def named_people(told: Mapping[str, Any], day: date) -> tuple[list[Whom], list[str]]:
    """Return whom an order names, and a sentence for each line that names nobody: officers of the register, of an enterprise people by name and post."""
    unit: Unit = told["unit"]
    if told["subject"] == "enterprise":
        parts = [line.split(maxsplit=1) for line in told["people"]]
        return [Whom(name=part[0][:40], title=part[1][:60] if len(part) > 1 else "", unit=None) for part in parts], []
    officers, faults = named_officers(told["people"], unit, day)
    posts: dict[int, Tenure] = {}
    for tenure in Tenure.objects.current().held_on(day).filter(unit=unit, officer__in=officers).order_by("pk"):
        posts.setdefault(tenure.officer_id, tenure)
    faults += [f"{one.name}（{one.code}）今天不在{unit.name}任职。请核对单位和人。" for one in officers if one.pk not in posts]
    return [Whom(officer=one, unit=unit, post=posts[one.pk].post, title=str(posts[one.pk])[:60]) for one in officers if one.pk in posts], faults
