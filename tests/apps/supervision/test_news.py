"""What the digest tells of items under supervision, to whom; what the yearly assessment counts of them."""

from datetime import date

from anze.access.rights import rights_of
from anze.duties.actions.digests import make_digests
from anze.duties.figures import figure
from anze.duties.models import Message
from anze.law.question import Question
from anze.supervision.actions import planning, reviewing, undertaking
from anze.supervision.queries.dates import dates
from anze.supervision.queries.news import news
from tests.apps.accidents.telling import at
from tests.apps.supervision.telling import CITY, COUNTY, HEAD, accepted, assigned, hand_in, of_unit, reported
from tests.cast import Cast


def told(day: str) -> set[tuple[str, str]]:
    return {(one.unit or one.officer, one.text.split("：")[0]) for one in news(date.fromisoformat(day))}


def test_an_item_is_told_until_it_is_signed_for_and_again_when_it_turns_yellow_and_red(cast: Cast) -> None:
    one = of_unit(cast, assigned(cast))
    assert told("2026-03-05") == {("p2", "督办事项待签收"), ("yd", "督办事项待签收")}
    undertaking.sign(cast.account[COUNTY], at("2026-03-05"), one)
    assert told("2026-03-06") == set() and told("2026-03-16") == set()
    assert told("2026-03-17") == {("p2", "督办事项还有 3 天到期"), ("yd", "督办事项还有 3 天到期")}
    assert told("2026-03-20") == {("p2", "督办事项今天到期"), ("yd", "督办事项今天到期")}
    assert ("p2", "督办事项已逾期 3 天") in told("2026-03-23")
    assert told("2026-05-20") == set()  # older arrears stand on the list
    hand_in_late = undertaking.report(cast.account[COUNTY], at("2026-03-23"), one, on=date(2026, 3, 23), note="已办结")
    assert hand_in_late.on > one.due and told("2026-03-25") == set()


def test_the_other_side_is_told_what_was_done_on_the_last_working_day(cast: Cast) -> None:
    one = reported(cast, on="2026-03-13")  # a Friday
    assert told("2026-03-16") == {("qy", "督办事项已反馈，待复核")}
    reviewing.send_back(cast.account[CITY], at("2026-03-16", 10), one, note="没有台账")
    assert told("2026-03-17") >= {("p2", "督办事项退回补办"), ("yd", "督办事项退回补办")}
    undertaking.ask_extension(cast.account[COUNTY], at("2026-03-17", 10), one, due=date(2026, 4, 10), note="检测排期")
    assert ("qy", "督办事项申请延期到2026年4月10日") in told("2026-03-18")
    reviewing.grant(cast.account[HEAD], at("2026-03-18", 10), one, due=date(2026, 4, 10))
    assert ("p2", "督办事项延期到2026年4月10日") in told("2026-03-19")


def test_it_stands_in_the_message_of_the_day(cast: Cast) -> None:
    assigned(cast)
    make_digests(at("2026-03-17", 9))
    [line] = [line for line in Message.objects.get(account=cast.account["乙"]).lines if line["topic"] == "supervision"]
    assert line["provision"] == "17.p1" and line["address"].startswith("/supervision/db-2026-")


def test_nothing_is_told_of_what_was_withdrawn(cast: Cast) -> None:
    task = assigned(cast)
    planning.withdraw(cast.account[CITY], at("2026-03-10", 10), task, note="并入另一事项")
    assert told("2026-03-11") == {("p2", "督办事项不再承办"), ("yd", "督办事项不再承办")} and told("2026-03-19") == set()


def count(year: int, as_of: str, *units: str) -> dict[str, tuple[int, int | None]]:
    """Return of each unit how many items were done on time, and of how many."""
    day = date.fromisoformat(as_of)
    found = figure("supervision.on_time").count(units, year, Question(day, day), day)
    return {unit: (one.good, one.whole) for unit, one in found.items()}


def test_the_assessment_counts_what_superiors_assigned_and_was_due_in_the_year(cast: Cast) -> None:
    accepted(cast, on="2026-03-10")
    accepted(cast, on="2026-03-21")
    assigned(cast, main="望埠")
    assigned(cast, due=date(2027, 1, 10))
    hand_in(cast, of_unit(cast, assigned(cast, by=COUNTY, unit="英德", main="望埠"), "望埠"), "2026-03-10", "望埠安委办")
    units = ("yd", "wb", "qx")
    assert count(2026, "2026-03-19", *units) == {}
    assert count(2026, "2026-03-20", *units) == {"yd": (1, 1), "wb": (1, 1)}
    assert count(2026, "2026-06-01", *units) == {"yd": (1, 3), "wb": (1, 2)}  # the county's own items are the town's, not the county's
    assert count(2025, "2026-06-01", *units) == {}
    day = date(2026, 6, 1)
    found = figure("supervision.on_time").count(("yd",), 2026, Question(day, day), day)["yd"]
    assert [one.label.partition("（")[0] for one in found.good_ones] == ["英德市：完成液化气瓶专项清查"] and "逾期未完成" in found.others[-1].label
    assert all(one.address.startswith("/supervision/db-2026-") for one in (*found.good_ones, *found.others))


def test_deadlines_stand_in_the_calendar_of_whoever_sees_the_item(cast: Cast) -> None:
    late, withdrawn = assigned(cast), assigned(cast)
    planning.withdraw(cast.account[CITY], at("2026-03-10", 10), withdrawn, note="并入另一事项")
    asked = date(2026, 3, 1), date(2026, 3, 31), date(2026, 3, 23)
    [due] = dates(rights_of(cast.account["乙"]), *asked)
    assert (due.lamp, due.day, due.args) == ("missed", date(2026, 3, 20), (late.uid,))
    assert not list(dates(rights_of(cast.account["壬"]), *asked)) and not list(dates(rights_of(cast.account["乙"]), date(2026, 4, 1), *asked[1:]))
