"""Assessments told in tests in one breath: 清远市 assesses 英德市 and 清新区 for 2026, in January 2027."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from anze.assessments.actions import checking, deciding, drawing_up, freezing, self_assessing
from anze.assessments.actions.checking import Found
from anze.assessments.models import Approval, Assessment, Sample
from anze.assessments.queries.standing import newest
from anze.assessments.told import Points, Said, Terms
from tests.apps.accidents.telling import at
from tests.cast import Cast

NOW = at("2027-01-10")
EARLY = at("2027-01-08")  # when a draft is sent that is frozen at NOW: its days for objections are over the evening before
EXPIRED = at("2027-01-12")  # when the days for objections to a draft sent at NOW are over
OFFICE, HEAD, YINGDE, QINGXIN = "市安委办", "市安委办主任", "英德安委办", "清新安委办"
COUNTIES = ("英德", "清新")


def terms(**more: Any) -> Terms:
    """Return the usual terms."""
    plain: dict[str, Any] = {"title": "2026年度安全生产责任制考核方案", "as_of": date(2026, 12, 31), "self_due": date(2027, 1, 20)}
    return Terms(**(plain | more))


def opened(cast: Cast, holder: str = "清远", group: str = "below", units: tuple[str, ...] = COUNTIES, by: str = OFFICE, *,
           now: datetime = NOW, **more: Any) -> Assessment:
    """Draw a scheme up."""
    return drawing_up.open_scheme(cast.account[by], now, cast.unit[holder], 2026, group, terms(**more), [cast.unit[one] for one in units])


def issued(cast: Cast, *, now: datetime = NOW, **more: Any) -> Assessment:
    """And issue it."""
    found = opened(cast, now=now, **more)
    drawing_up.issue(cast.account[OFFICE], now, found)
    return found


def self_assessed(cast: Cast, *, now: datetime = NOW, **more: Any) -> Assessment:
    """And both counties assess themselves."""
    found = issued(cast, now=now, **more)
    for name, unit in ((YINGDE, "英德"), (QINGXIN, "清新")):
        self_assessing.self_assess(cast.account[name], now, found, cast.unit[unit], [Said("z7", Decimal(18), "制度健全。")])
    return found


def scoring(cast: Cast, *, now: datetime = NOW, **more: Any) -> Assessment:
    """And checking begins."""
    found = self_assessed(cast, now=now, **more)
    checking.begin(cast.account[OFFICE], now, found)
    return found


def all_points(cast: Cast, found: Assessment, points: str = "18") -> list[Points]:
    """Return points for everything that a person scores."""
    return [Points(cast.unit[unit], key, Decimal(given)) for unit in COUNTIES for key, given in (("z7", points), ("z13", "0"))]


def all_checked(found: Assessment, passed: bool = True) -> list[Found]:
    """Return that every sampled record holds."""
    return [Found(one, key, passed, "" if passed else "查无此事") for one in Sample.objects.current().filter(assessment=found) for key, _ in one.items]


def scored(cast: Cast, points: str = "18", *, now: datetime = NOW, **more: Any) -> Assessment:
    """And everything is scored."""
    found = scoring(cast, now=now, **more)
    checking.score(cast.account[OFFICE], now, found, all_points(cast, found, points), all_checked(found))
    checking.finish(cast.account[OFFICE], now, found)
    return found


def drafted(cast: Cast, *, now: datetime = NOW, **more: Any) -> Assessment:
    """And the draft sent, with until the next day for objections."""
    found = scored(cast, now=now, **more)
    freezing.draft(cast.account[OFFICE], now, found, until=now.date() + timedelta(days=1))
    return found


def frozen(cast: Cast, **more: Any) -> Assessment:
    """And frozen, once the days for objections are over."""
    found = drafted(cast, now=EARLY, **more)
    freezing.freeze(cast.account[OFFICE], NOW, found)
    return found


def seen(found: Assessment) -> str:
    """Return the digest of the result that stands."""
    snapshot = newest(found)
    return snapshot.digest if snapshot else ""


def anew(cast: Cast, found: Assessment, body: str, now: Any = NOW, note: str = "") -> Approval:
    """A meeting that is recorded in the same breath approves what stands."""
    return deciding.approve_anew(cast.account[OFFICE], now, found, body, on=now.date(), chair=cast.officer["癸某"], seen=seen(found), note=note)


def both_approve(cast: Cast, found: Assessment, now: Any = NOW, note: str = "") -> None:
    """Both meetings approve, the Party committee's first; 清远市 has no secretary on record: the mayor's deputy chaired."""
    for body, words in (("standing_committee", "受市委委托主持。"), ("executive_meeting", note)):
        anew(cast, found, body, now, note=words)


def confirmed(cast: Cast, **more: Any) -> Assessment:
    """And both meetings approve, and the head of the office confirms."""
    found = frozen(cast, **more)
    both_approve(cast, found)
    deciding.confirm(cast.account[HEAD], NOW, found)
    return found


def state_of(found: Assessment) -> str:
    """Return where an assessment stands."""
    return str(Assessment.objects.with_state().get(pk=found.pk).state)
