"""The verbs of assessments (第二十条) and of what is made public of them (第二十四条), for the drill: what each is done to, and how it is done."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from anze.acts.actions.recording import record_act
from anze.assessments.actions import checking, deciding, drawing, drawing_up, freezing, importing, self_assessing
from anze.assessments.told import Points, Said
from anze.publication.actions import publishing
from anze.publication.models import Notice
from anze.publication.queries.notices import digest_of
from tests.apps.acts.telling import meeting
from tests.apps.assessments import telling
from tests.apps.assessments.telling import COUNTIES, HEAD, NOW, OFFICE, YINGDE
from tests.cast import Cast

LATER: Final = NOW + timedelta(days=20)
Verb = tuple[Callable[[Cast], Any], Callable[[Cast, Any], object]]


def _by(city: Cast, name: str = OFFICE) -> Any:
    return city.account[name]


def _points(city: Cast, given: int | None = 12) -> list[Points]:
    return [Points(city.unit["英德"], "z7", None if given is None else Decimal(given))]


def _first(found: Any) -> Any:
    return found.indicators.current().order_by("position").first()


def _recused(city: Cast) -> Any:
    return self_assessing.recuse(_by(city), NOW, telling.scoring(city), _by(city, HEAD), city.unit["英德"], reason="亲属任职")


def _absent(city: Cast) -> Any:
    found = telling.scoring(city)
    checking.not_applying(_by(city), NOW, found, city.unit["英德"], "z7", note="没有这项职能")
    return found


def _objected(city: Cast) -> Any:
    return self_assessing.raise_objection(_by(city, YINGDE), NOW, telling.drafted(city), city.unit["英德"], text="少计了 2 分")


def _met(city: Cast) -> Any:
    found = telling.frozen(city)
    return found, record_act(_by(city), NOW, meeting(city, "executive_meeting", "癸某", "清远", day=NOW.date()))


def _approved(city: Cast) -> Any:
    found = telling.frozen(city)
    telling.both_approve(city, found)
    return found


def _overtaken(city: Cast) -> Any:
    found = _approved(city)
    checking.score(_by(city), NOW, found, _points(city, 20), note="笔误")
    return found


def _lowered(city: Cast) -> Any:
    found = _approved(city)
    checking.score(_by(city), NOW, found, _points(city), note="笔误")
    return found


def _published(city: Cast) -> Any:
    found = telling.confirmed(city)
    deciding.publish(_by(city), NOW, found)
    return found


def _score_all(city: Cast, found: Any) -> None:
    importing.score_and_finish(_by(city), NOW, found, telling.all_points(city, found), telling.all_checked(found), note="", finish=True)


def _scored_but_open(city: Cast) -> Any:
    found = telling.scoring(city)
    checking.score(_by(city), NOW, found, telling.all_points(city, found), telling.all_checked(found))
    return found


ASSESSMENTS: Final[Mapping[str, Verb]] = {
    "draw a scheme up": (lambda city: None, lambda city, _: telling.opened(city)),
    "change a scheme": (telling.opened, lambda city, found: drawing_up.change_terms(
        _by(city), NOW, found, telling.terms(title="另一方案"), [city.unit[one] for one in COUNTIES[:1]])),
    "put an indicator": (telling.opened, lambda city, found: drawing_up.put_indicator(
        _by(city), NOW, found, drawing_up.told_of(_first(found)), _first(found))),
    "remove an indicator": (telling.opened, lambda city, found: drawing_up.remove_indicator(_by(city), NOW, found, _first(found))),
    "drop a scheme": (telling.opened, lambda city, found: drawing_up.drop(_by(city), NOW, found, note="重编")),
    "issue a scheme": (telling.opened, lambda city, found: drawing_up.issue(_by(city), NOW, found)),
    "draw data anew": (telling.issued, lambda city, found: drawing.redraw(_by(city), NOW, found, note="补录以后")),
    "self-assess": (telling.issued, lambda city, found: self_assessing.self_assess(
        _by(city, YINGDE), NOW, found, city.unit["英德"], [Said("z7", Decimal(18), "制度健全。")])),
    "go on without a self-assessment": (telling.issued, lambda city, found: self_assessing.without(
        _by(city), LATER, found, city.unit["清新"], note="催办两次")),
    "begin checking": (telling.self_assessed, lambda city, found: checking.begin(_by(city), NOW, found)),
    "stand back from scoring": (telling.scoring, lambda city, found: self_assessing.recuse(
        _by(city), NOW, found, _by(city, HEAD), city.unit["英德"], reason="亲属任职")),
    "end a recusal": (_recused, lambda city, one: self_assessing.end_recusal(_by(city), NOW, one, reason="登错")),
    "score": (telling.scoring, lambda city, found: checking.score(
        _by(city), NOW, found, telling.all_points(city, found), telling.all_checked(found))),
    "score and finish at once": (telling.scoring, _score_all),
    "leave an indicator out": (telling.scoring, lambda city, found: checking.not_applying(
        _by(city), NOW, found, city.unit["英德"], "z7", note="没有这项职能")),
    "count an indicator again": (_absent, lambda city, found: checking.applying_again(_by(city), NOW, found, city.unit["英德"], "z7", note="登错")),
    "finish scoring": (_scored_but_open, lambda city, found: checking.finish(_by(city), NOW, found)),
    "go back to scoring": (telling.scored, lambda city, found: checking.rescore(_by(city), NOW, found, note="漏了一项")),
    "send the draft result": (telling.scored, lambda city, found: freezing.draft(_by(city), NOW, found, until=LATER.date())),
    "object": (telling.drafted, lambda city, found: self_assessing.raise_objection(_by(city, YINGDE), NOW, found, city.unit["英德"], text="少计了 2 分")),
    "answer an objection": (_objected, lambda city, one: self_assessing.reply(_by(city), NOW, one, accepted=True, text="属实")),
    "freeze the result": (telling.drafted, lambda city, found: freezing.freeze(_by(city), LATER, found)),
    "send the draft result anew": (_lowered, lambda city, found: freezing.redraft(_by(city), NOW, found, note="笔误")),
    "approve by a meeting on record": (_met, lambda city, made: deciding.approve(
        _by(city), NOW, made[0], "executive_meeting", made[1], seen=telling.seen(made[0]), note="先开政府会")),
    "approve by a meeting told": (telling.frozen, lambda city, found: telling.anew(city, found, "executive_meeting", note="先开政府会")),
    "confirm the result": (_approved, lambda city, found: deciding.confirm(_by(city, HEAD), NOW, found)),
    "freeze the result anew": (_overtaken, lambda city, found: freezing.refreeze(_by(city), NOW, found, note="笔误")),
    "publish the result": (telling.confirmed, lambda city, found: deciding.publish(_by(city), NOW, found)),
    "take the published result back": (_published, lambda city, found: publishing.withdraw_result(
        _by(city, HEAD), NOW, found.uid, city.unit["清远"], reason="等次有误")),
}


def _notice(city: Cast) -> Notice:
    return publishing.prepare(_by(city), NOW, unit=city.unit["清远"], title="公告", text="内容。")


def _shown(city: Cast) -> Notice:
    made = _notice(city)
    return publishing.publish(_by(city, HEAD), NOW, made, seen=digest_of(made))


PUBLICATION: Final[Mapping[str, Verb]] = {
    "prepare a notice": (lambda city: None, lambda city, _: _notice(city)),
    "change a notice": (_notice, lambda city, one: publishing.change(_by(city), NOW, one, title="公告", text="另一内容。")),
    "publish a notice": (_notice, lambda city, one: publishing.publish(_by(city, HEAD), NOW, one, seen=digest_of(one))),
    "take a notice back": (_shown, lambda city, one: publishing.withdraw_notice(_by(city, HEAD), NOW, one, reason="有误")),
}
