"""People of whom a pack may be asked: found by name, code or unit as of a day; those in post where an accident happened."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import F, Q, Value

from anze.access.rights import Rights
from anze.dossiers.queries.reach import within_reach
from anze.people.models import Officer, Tenure, Unit
from anze.people.spoken import spoken

SHOWN: Final = 60
WATCHING: Final = {"unit__function": "regulator", "post__in": ("dept_head", "dept_safety_deputy")}  # whom an accident's page lists of departments


@dataclass(frozen=True, slots=True)
class Found:
    """An officer and the posts held on the day."""

    officer: Officer
    posts: str


@dataclass(frozen=True, slots=True)
class InPost:
    """A unit, or the departments of a county, with those in post on the day of whom the account may ask."""

    called: str
    people: list[tuple[Officer, str]]


def search(rights: Rights, text: str, day: date) -> tuple[list[Found], int]:
    """Return the officers who fit by name, code or pinyin, or by the name of a unit in which they held a post on the day, the post behind it or not
    (英德市, 英德市政府主要负责人, 望埠镇镇长): at most `SHOWN`, and how many fit."""
    low = text.lower()
    held = Tenure.objects.current().held_on(day)
    of_unit = held.filter(Q(unit__name__contains=text) | Q(unit__code=text)).values("officer")
    named = Unit.objects.annotate(typed=Value(text)).filter(typed__startswith=F("name"))
    of_post = [one.officer_id for one in held.filter(unit__in=named).select_related("unit") if text in one.in_full or text in spoken(one)]
    fits = Q(name__contains=text) | Q(code=text) | Q(initials__startswith=low) | Q(pinyin__startswith=low) | Q(pk__in=of_unit) | Q(pk__in=of_post)
    rows = within_reach(rights, day).filter(fits).order_by("pinyin", "code")
    return [Found(one, posts_of(one, day)) for one in rows[:SHOWN]], rows.count()


def posts_of(officer: Officer, day: date) -> str:
    """Return the posts that an officer held on a day, in words."""
    rows = Tenure.objects.current().held_on(day).filter(officer=officer).select_related("unit").order_by("unit__path", "pk")
    return "、".join(dict.fromkeys(one.in_full for one in rows)) or "当日不在任"


def in_post(rights: Rights, unit: str, day: date) -> list[InPost]:
    """Return those in post on a day in a unit (code) and those above it, from below upwards, then the heads of the departments that watch over work safety in
    its county: of those of whom the account may ask."""
    here = Unit.objects.filter(code=unit).first()
    if here is None:
        return []
    keys = [int(part) for part in here.path.split("/") if part]
    above, departments = _held(rights, day, Q(unit__in=keys)), _held(rights, day, Q(unit__parent__in=keys, unit__parent__level="county", **WATCHING))
    units = {one.unit_id: one.unit for one in above}
    found = [InPost(units[key].name, _people([one for one in above if one.unit_id == key]))
             for key in sorted(units, key=lambda key: len(units[key].path), reverse=True)]
    return [*found, InPost("县（市、区）负有安全生产监管职责的部门", _people(departments, in_full=True))] if departments else found


def _held(rights: Rights, day: date, where: Q) -> list[Tenure]:
    rows = Tenure.objects.current().held_on(day).filter(where, officer__in=within_reach(rights, day).order_by().values("pk"))
    return list(rows.select_related("unit", "officer").order_by("unit__path", "pk"))


def _people(tenures: list[Tenure], *, in_full: bool = False) -> list[tuple[Officer, str]]:
    posts = dict[Officer, list[str]]()
    for one in tenures:
        posts.setdefault(one.officer, []).append(one.in_full if in_full else str(one))
    return [(officer, "、".join(named)) for officer, named in posts.items()]
