"""What is answered: counts that agree with the board, interviews, vetoes, bans with their end, pending cases yes or no; in the order of the list."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anze.duties.queries.filters import Filters, narrow
from anze.duties.queries.obligations import in_reach, table_of
from anze.law import facts as law
from anze.law.question import Question
from anze.register.actions import begin_tenure, end_tenure
from anze.vetting.models import Enquiry
from anze.vetting.queries.again import answered_again
from anze.vetting.queries.answers import answer
from anze.vetting.queries.organ import reach_of
from anze.vetting.queries.records import rows_behind
from anze.vetting.queries.wording import paragraphs, report_of
from anze.vetting.snapshots import canonical, digest_of
from tests.apps.vetting.telling import LONG_AGO, NOW, TODAY, asked, inspected
from tests.cast import Cast

pytestmark = pytest.mark.django_db
EVERYONE = ("甲某", "乙某", "丙某", "丁某", "戊某", "己某", "庚某", "辛某")


def said(enquiry: Enquiry, name: str) -> dict[str, Any]:
    return next(one for one in enquiry.said["subjects"] if one["name"] == name)


def of_year(one: dict[str, Any], year: int = 2026) -> dict[str, int]:
    return next(found for found in one["years"] if found["year"] == year)


def accident(**more: Any) -> law.Accident:
    plain: dict[str, Any] = {"id": "sg-1", "unit": "wb", "date": date(2026, 5, 1), "deaths": 3, "loss": Decimal(0)}
    return law.Accident(**(plain | more))


def test_the_order_is_that_of_the_list(cast: Cast) -> None:
    assert [one["name"] for one in asked(cast, "己某", "甲某", "丁某").said["subjects"]] == ["己某", "甲某", "丁某"]


def test_every_count_is_what_the_board_says_of_the_person(cast: Cast) -> None:
    inspected(cast, "甲某", "英德", "2026-04-10")
    inspected(cast, "甲某", "英德", "2026-05-12", "2026-06-10")
    found = asked(cast, *EVERYONE)
    table = table_of(Question(TODAY, TODAY), TODAY)
    for one in found.said["subjects"]:
        counts = narrow(in_reach(table, reach_of(cast.unit["英德"])), Filters(officer=one["code"], year="2026")).counts()
        mine = of_year(one)
        assert (mine["met"], mine["backfilled"], mine["missed"], mine["open"]) == (
            counts["met"], counts["backfilled"], counts["missed"], counts["soon"] + counts["pending"]), one["name"]
    assert (of_year(said(found, "甲某"))["met"], of_year(said(found, "甲某"))["backfilled"]) == (1, 1)


def test_every_number_opens_as_many_names(cast: Cast) -> None:
    inspected(cast, "丁某", "望埠", "2026-04-10")
    found = asked(cast, *EVERYONE, "望埠", purpose="award")
    for one in found.said["subjects"]:
        for year in one["years"]:
            for lamp in ("met", "backfilled", "missed", "open"):
                rows = rows_behind(found.asked, TODAY, reach_of(cast.unit["英德"]), one["code"], group=one["kind"] == "group", year=year["year"], lamp=lamp)
                assert len(rows) == year[lamp], (one["name"], lamp)


def test_as_of_and_known_at_are_kept_to(cast: Cast) -> None:
    inspected(cast, "甲某", "英德", "2026-04-10")
    inspected(cast, "甲某", "英德", "2026-03-20", "2026-06-01")
    assert of_year(said(asked(cast, "甲某", as_of=date(2026, 4, 30), known_at=date(2026, 4, 30)), "甲某"))["met"] == 1
    then = of_year(said(asked(cast, "甲某", as_of=date(2026, 3, 31), known_at=date(2026, 3, 31)), "甲某"))
    assert (then["met"], then["backfilled"]) == (0, 0)
    assert of_year(said(asked(cast, "甲某"), "甲某"))["backfilled"] == 1


def test_bans_say_until_when_and_run_on_their_last_day(cast: Cast, brought: Any) -> None:
    brought(accidents=(accident(),), measures=(law.Measure(officer="p4", kind="政务记过", date=date(2026, 6, 1), accident="sg-1"),))
    [ban] = said(asked(cast, "丁某"), "丁某")["bans"]
    assert (ban["measure"], ban["award_year"], ban["until"], ban["running"]) == ("政务记过", 2026, "2027-06-01", True)
    assert "受政务记过，取消2026年度评优评先资格，至2027年6月1日不得晋升职务、级别或者重用任职。" in " ".join(paragraphs(said(asked(cast, "丁某"), "丁某")))
    assert said(asked(cast, "甲某"), "甲某")["bans"] == []


@pytest.mark.parametrize(("as_of", "running"), [(date(2027, 6, 1), True), (date(2027, 6, 2), False)])
def test_a_ban_is_over_the_day_after_its_last(cast: Cast, brought: Any, as_of: date, running: bool) -> None:
    brought(accidents=(accident(),), measures=(law.Measure(officer="p4", kind="政务记过", date=date(2026, 6, 1), accident="sg-1"),))
    found = asked(cast, "丁某", as_of=as_of, known_at=as_of, now=NOW.replace(year=2028))
    assert said(found, "丁某")["bans"][0]["running"] is running


TWO = tuple(law.Measure(officer="p4", kind=kind, date=date(2026, 6, 1), accident="sg-1") for kind in ("政务警告", "党内警告"))


def test_of_several_bans_each_has_its_own_end_and_the_longest_is_said_once(cast: Cast, brought: Any) -> None:  # 第二十七条第一款
    brought(accidents=(accident(),), measures=TWO)
    one = said(asked(cast, "丁某"), "丁某")
    assert {ban["measure"]: (ban["own"], ban["until"]) for ban in one["bans"]} == {"政务警告": ("2026-12-01", "2027-06-01"), "党内警告": ("2027-06-01",) * 2}
    told = next(words for words in paragraphs(one) if words.startswith("限制期："))
    assert "受政务警告，取消2026年度评优评先资格，本项影响期至2026年12月1日；" in told
    assert told.endswith("几项影响期并行，以最长的为准，至2027年6月1日不得晋升职务、级别或者重用任职。") and told.count("以最长的为准") == 1


@pytest.mark.parametrize(("as_of", "over", "all_over"), [(date(2026, 12, 1), False, False), (date(2026, 12, 2), True, False), (date(2027, 6, 2), True, True)])
def test_what_is_over_of_several_bans_is_said_of_each(cast: Cast, brought: Any, as_of: date, *, over: bool, all_over: bool) -> None:
    brought(accidents=(accident(),), measures=TWO)
    made = asked(cast, "丁某", as_of=as_of, known_at=as_of, now=NOW.replace(year=2028))
    told = "".join(paragraphs(said(made, "丁某")))
    assert ("本项影响期至2026年12月1日，期满，自动解除（中华人民共和国公职人员政务处分法第二十六条）；" in told) is over
    assert ("重用任职（已满）。" in told) is all_over
    for address in (f"/vetting/{made.uid}/", f"/vetting/{made.uid}/o-p4/"):
        page = cast.client("组织部").get(address).content.decode()
        assert page.count("以最长的为准，至2027年6月1日") == 1 and ("限制期内" in page) is not all_over


def test_an_answer_given_before_bans_had_their_own_end_says_and_is_compared_as_it_was(cast: Cast, brought: Any) -> None:
    brought(accidents=(accident(),), measures=TWO)
    made = asked(cast, "丁某")
    [one] = made.said["subjects"]
    old = made.said | {"format": 5, "subjects": [one | {"bans": [{key: ban[key] for key in ban.keys() - {"own", "over"}} for ban in one["bans"]]}]}
    Enquiry.objects.filter(pk=made.pk).update(snapshot=canonical(old), digest=digest_of(canonical(old)))
    made = Enquiry.objects.get(pk=made.pk)
    assert answered_again(made, TODAY).same and "以最长的为准" not in "".join(paragraphs(said(made, "丁某")))
    assert cast.client("组织部").get(f"/vetting/{made.uid}/o-p4/").status_code == 200


def test_a_pending_case_is_yes_or_no_and_nothing_else(cast: Cast, brought: Any) -> None:
    brought(pending=frozenset({"p4"}))
    found = asked(cast, "甲某", "丁某")
    assert [one["pending"] for one in found.said["subjects"]] == [False, True]
    assert "在办案件：截至2026年6月15日有正在办理的问责案件。" in paragraphs(said(found, "丁某"))
    assert any("截至2026年6月15日没有正在办理的问责案件" in one for one in paragraphs(said(found, "甲某")))


def test_vetoes_of_his_unit_are_said_without_the_names_of_others(cast: Cast, brought: Any) -> None:
    brought(accidents=(accident(),), measures=(law.Measure(officer="p4", kind="政务记大过", date=date(2026, 6, 1), accident="sg-1"),))
    found = asked(cast, "戊某")  # of the same town; what 丁某 received vetoes their group
    one = said(found, "戊某")
    assert [(veto["rule"], veto["year"], veto["held"]) for veto in one["vetoes"]] == [("27.p3", 2026, True), ("27.p5", 2026, True)]
    assert "丁某" not in found.snapshot
    assert "记大过" not in found.snapshot
    assert one["bans"] == []


def test_a_veto_on_a_day_before_he_came_says_so_and_one_of_another_year_is_not_his(cast: Cast, brought: Any) -> None:
    end_tenure(None, LONG_AGO, cast.officer["戊某"].tenures.get(), end=date(2025, 12, 31))
    begin_tenure(None, LONG_AGO, officer=cast.officer["己某"], unit=cast.unit["大站"], post="gov_head", start=date(2026, 6, 2))
    brought(accidents=(accident(), accident(id="sg-2", unit="dz")))
    found = asked(cast, "戊某", "己某")
    assert said(found, "戊某")["vetoes"] == []
    assert [(veto["unit"], veto["held"]) for veto in said(found, "己某")["vetoes"]] == [("大站镇", False), ("望埠镇", True)]


def test_interviews_are_those_held_by_a_superior(cast: Cast, brought: Any) -> None:
    brought(interviews=(law.Interview(id="yt-1", unit="yd", officers=("p1",), date=date(2026, 5, 8), by="qy"),
                        law.Interview(id="yt-2", unit="yd", officers=("p1",), date=date.max, by="qy")))
    assert said(asked(cast, "甲某"), "甲某")["interviews"] == [{"on": "2026-05-08", "unit": "英德市", "by": "清远市"}]


def test_grades_are_those_of_the_years_in_post(cast: Cast, brought: Any) -> None:
    brought(assessments=(law.Assessment(unit="yd", year=2025, grade="good", confirmed_on=date(2026, 2, 1)),
                         law.Assessment(unit="yd", year=2024, grade="poor", confirmed_on=date(2025, 2, 1)),
                         law.Assessment(unit="yd", year=2026, grade="fair", confirmed_on=None)))
    assert [(one["year"], one["grade"]) for one in said(asked(cast, "甲某"), "甲某")["assessments"]] == [(2025, "good")]


def test_what_other_units_have_on_record_is_not_heard_but_that_there_is_such(cast: Cast, brought: Any) -> None:
    begin_tenure(None, LONG_AGO, officer=cast.officer["甲某"], unit=cast.unit["清新"], post="gov_deputy", start=date(2025, 4, 1), end=date(2026, 2, 1))
    brought(interviews=(law.Interview(id="yt-1", unit="qx", officers=("p1",), date=date(2025, 5, 8), by="qy"),),
            assessments=(law.Assessment(unit="qx", year=2025, grade="poor", confirmed_on=date(2026, 2, 1)),))
    one = said(asked(cast, "甲某"), "甲某")
    assert (one["interviews"], one["assessments"], one["outside"]) == ([], [], 1)
    assert paragraphs(one)[-1].startswith("说明：另有 1 段任职在查询范围以外")
    city = said(asked(cast, "甲某", unit="清远"), "甲某")
    assert (len(city["interviews"]), len(city["assessments"]), city["outside"]) == (1, 1, 0)


def test_a_leading_group_has_its_unit_s_record_and_no_case(cast: Cast, brought: Any) -> None:
    brought(accidents=(accident(),), assessments=(law.Assessment(unit="wb", year=2025, grade="good", confirmed_on=date(2026, 2, 1)),))
    [one] = asked(cast, "望埠", purpose="award").said["subjects"]
    assert (one["name"], [veto["rule"] for veto in one["vetoes"]], one["assessments"][0]["grade"]) == ("望埠镇领导班子", ["27.p3"], "good")
    assert not one.keys() & {"pending", "bans", "posts"}
    assert of_year(one)["missed"] > 0


def test_nothing_in_an_answer_compares_people(cast: Cast) -> None:
    """No score, no rank, no grade of a person (国办函〔2026〕12号): whatever an answer says of a person stands in this list."""
    [one] = asked(cast, "甲某").said["subjects"]
    assert one.keys() == {"kind", "key", "code", "name", "posts", "years", "reports", "tasks", "standing", "interviews", "vetoes", "bans",
                          "measures", "ends", "pending", "pending_on", "assessments", "outside"}


def test_several_reports_are_counted_without_spaces() -> None:
    assert report_of({"met": 2, "backfilled": 0, "missed": 1, "open": 0}) == "已述职2份、未述职1份"
    assert report_of({"met": 1, "backfilled": 0, "missed": 0, "open": 0}) == "已述职"


def test_as_many_queries_for_everyone_as_for_one(cast: Cast) -> None:
    """200 names in 10 seconds: nobody is asked about one by one."""
    with CaptureQueriesContext(connection) as one:
        answer(cast.unit["英德"], "appoint", "某号", [cast.officer["甲某"]], Question(TODAY, TODAY), TODAY)
    with CaptureQueriesContext(connection) as many:
        answer(cast.unit["英德"], "appoint", "某号", [cast.officer[name] for name in EVERYONE], Question(TODAY, TODAY), TODAY)
    assert len(many) <= len(one)
