"""Yearly assessments of the demo, by the site's own verbs on its last day: last year's of the counties is approved and published, this year's is under way."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from anze.acts.actions.recording import record_act
from anze.acts.told import Told as ToldAct
from anze.acts.told import ToldTopic
from anze.assessments.actions import checking, deciding, drawing_up, freezing, self_assessing
from anze.assessments.actions.checking import Found
from anze.assessments.models import Assessment, Sample
from anze.assessments.policies import OBJECTION_DAYS, SELF_DAYS
from anze.assessments.queries.covering import covered_units, may_cover
from anze.assessments.queries.pack import posts_for
from anze.assessments.queries.standing import newest
from anze.assessments.told import Points, Said, Terms
from anze.law.codes import APPROVALS
from anze.people.models import Unit
from anze.people.moment import day_of
from anze.project.demo.city import CITY
from anze.project.demo.dice import stream
from anze.project.loading.register import City

COUNTY: Final = "441881"  # whose own assessments, of towns and of departments, are being drawn up
HEAD: Final = f"office_head:{CITY}"
LATE: Final = 3  # of the counties that have not assessed themselves yet
SAID: Final = "责任清单、制度和演练记录齐全（演示）。"


def plan_assessments(city: City, now: datetime) -> list[Assessment]:
    """Note in the journal that last year's assessment was carried to its draft as long ago as there are days for objections, and that one county
    objected and was answered; return where it will be found once the journal is written."""
    early, made = now - timedelta(days=OBJECTION_DAYS + 1), list[Assessment]()
    city.journal.do(early, lambda: made.append(_to_draft(city, early)))
    city.journal.do(early + timedelta(days=2), lambda: _object(city, early + timedelta(days=2), made[0]))
    city.journal.do(early + timedelta(days=4), lambda: _answer(city, early + timedelta(days=4), made[0]))
    return made


def load_assessments(city: City, now: datetime, last: Assessment) -> None:
    """Have the assessments of the demo held, on the last day: what they count rests on everything that is on record by then. `last`: last year's, whose
    days for objections are over."""
    today, top = day_of(now), city.unit[CITY]
    freezing.freeze(city.account[CITY], now, last)
    _publish(city, now, last)
    this = _opened(city, now, top, today.year, "below", max(today.replace(day=1) - timedelta(days=1), date(today.year, 1, 1)), copied_from=last)
    drawing_up.issue(city.account[CITY], now, this)
    for unit in covered_units(this)[:-LATE]:
        _self_assess(city, now, this, unit)
    _opened(city, now, city.unit[COUNTY], today.year, "below", today, by=COUNTY)
    _opened(city, now, top, today.year, "departments", today)


def _opened(city: City, now: datetime, holder: Unit, year: int, group: str, as_of: date, *, by: str = CITY,
            copied_from: Assessment | None = None) -> Assessment:
    title = f"{year}年度{'' if group == 'below' else '部门'}安全生产责任制考核方案"
    terms = Terms(title=title, as_of=as_of, self_due=day_of(now) + timedelta(days=SELF_DAYS))
    return drawing_up.open_scheme(city.account[by], now, holder, year, group, terms, may_cover(holder, group, day_of(now)), copied_from)


def _to_draft(city: City, now: datetime) -> Assessment:
    """Carry last year's from the scheme to the draft."""
    office, year = city.account[CITY], day_of(now).year - 1
    found = _opened(city, now, city.unit[CITY], year, "below", date(year, 12, 31))
    units = covered_units(found)
    drawing_up.issue(office, now, found)
    for unit in units:
        _self_assess(city, now, found, unit)
    checking.begin(office, now, found)
    checks = [Found(one, key, True) for one in Sample.objects.current().filter(assessment=found) for key, _ in one.items]
    checking.score(office, now, found, [point for unit in units for point in _points(city, found, unit)], checks)
    checking.finish(office, now, found)
    freezing.draft(office, now, found, until=day_of(now) + timedelta(days=OBJECTION_DAYS))
    return found


def _object(city: City, now: datetime, found: Assessment) -> None:
    unit = covered_units(found)[0]
    self_assessing.raise_objection(_reporter(city, unit), now, found, unit, text="体系建设一项，补交了责任清单修订稿，请复核（演示）。")


def _answer(city: City, now: datetime, found: Assessment) -> None:
    self_assessing.reply(city.account[CITY], now, found.objections.get(), accepted=False, text="修订稿在考核年度以后印发，不计入（演示）。")


def _publish(city: City, now: datetime, found: Assessment) -> None:
    """Have both meetings approve it, the head of the office confirm it, and publish it. The meetings are on record like any other, each with this
    item among others on its agenda: that is no meeting for work safety (专题研究), so it does none of the quarter's."""
    office, today = city.account[CITY], day_of(now)
    for body in APPROVALS:
        chair = next((one for post in posts_for(body) if (one := city.in_post(CITY, post, today))), None)
        topic = ToldTopic(f"审定{found.year}年度安全生产责任制考核结果", "work_safety")
        meeting = record_act(office, now, ToldAct(type="meeting", unit=found.by, date=today, bodies=(body,), topics=(topic, ToldTopic("经济运行")),
                                                  participants=((chair, "chair"),) if chair else ()))
        snapshot = newest(found)
        deciding.approve(office, now, found, body, meeting, seen=snapshot.digest if snapshot else "", note="演示。")
    deciding.confirm(city.account[HEAD], now, found)
    deciding.publish(office, now, found)


def _reporter(city: City, unit: Unit) -> Any:
    return city.account.get(unit.code, city.account[CITY])


def _self_assess(city: City, now: datetime, found: Assessment, unit: Unit) -> None:
    said = [Said(one.key, one.weight if one.kind == "score" else Decimal(0), SAID) for one in found.indicators.current().filter(source="report")]
    self_assessing.self_assess(_reporter(city, unit), now, found, unit, said, note="本年度按照责任清单推进各项工作（演示）。")


def _points(city: City, found: Assessment, unit: Unit) -> list[Points]:
    dice = stream(city.clock.seed, "assessment", unit.code)
    return [Points(unit, one.key, one.weight - dice.randint(0, 3) if one.kind == "score" else Decimal(dice.randint(0, 1)))
            for one in found.indicators.current().filter(source="report")]
