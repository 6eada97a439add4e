"""The shape of the leadership per unit, as the law finds it: 第四条第三款, 第八条, 第十二条, vacancies."""

from datetime import date, datetime

import pytest

from anze.law.question import Question
from anze.people.moment import SHANGHAI
from anze.register.actions import begin_tenure, correct_tenure, end_tenure, set_directors
from anze.register.queries.posts import posts_of, wanted_posts
from anze.register.queries.shape import checks, known_of
from tests.cast import Cast

NOW = datetime(2026, 6, 1, 9, tzinfo=SHANGHAI)
TODAY = Question(date(2026, 6, 1), date(2026, 6, 1))


def found(cast: Cast, unit: str, asked: Question = TODAY) -> dict[str, tuple[bool, str]]:
    return {one.check: (one.ok, one.why) for one in checks(asked, [cast.unit[unit]]).get(cast.unit[unit].code, [])}


def test_each_post_is_at_the_levels_of_the_table() -> None:  # rules.md, 1
    leading = ("party_head", "gov_head", "party_standing", "gov_executive_deputy", "gov_deputy")
    assert posts_of("city") == posts_of("county") == leading
    assert posts_of("town") == ("party_head", "gov_head", "safety_deputy", "other_leader")
    assert posts_of("department") == ("dept_head", "dept_safety_deputy", "dept_deputy")


def test_the_posts_that_must_be_held_are_those_of_the_articles() -> None:  # 第五、六、八、十、十一、十二条
    assert wanted_posts("county") == {"party_head", "gov_head", "gov_executive_deputy"}
    assert wanted_posts("town") == {"party_head", "gov_head", "safety_deputy"}
    assert wanted_posts("department") == frozenset()


def test_a_full_leadership_is_in_order_and_an_empty_post_is_not(cast: Cast) -> None:
    assert found(cast, "望埠")["vacancy"][0]
    ok, why = found(cast, "大站")["vacancy"]
    assert not ok and "党委主要负责人、政府主要负责人、乡镇分管安全生产的副职空缺" in why and "第十条" in why


def test_a_vacancy_begins_the_day_after_the_last_day_in_post(cast: Cast) -> None:
    tenure = cast.officer["戊某"].tenures.get()
    end_tenure(None, NOW, tenure, end=date(2026, 5, 30))
    assert found(cast, "望埠", Question(date(2026, 5, 30), date(2026, 6, 1)))["vacancy"][0]
    assert not found(cast, "望埠", Question(date(2026, 5, 31), date(2026, 6, 1)))["vacancy"][0]
    # the other clock: on 31 May nobody had entered it yet
    assert found(cast, "望埠", Question(date(2026, 5, 31), date(2026, 5, 31)))["vacancy"][0]


def test_the_executive_deputy_sits_on_the_standing_committee_too(cast: Cast) -> None:  # 第八条
    assert found(cast, "英德")["8"][0]
    end_tenure(None, NOW, cast.officer["丙某"].tenures.get(post="party_standing"), end=date(2026, 5, 31))
    ok, why = found(cast, "英德")["8"]
    assert not ok and "丙某" in why and "第八条" in why


def test_the_safety_deputy_is_a_member_of_the_party_committee(cast: Cast) -> None:  # 第十二条
    assert found(cast, "望埠")["12"][0]
    correct_tenure(None, NOW, cast.officer["己某"].tenures.get(), reason="x", party_committee_member=False)
    assert not found(cast, "望埠")["12"][0]


def test_the_head_of_government_directs_the_committee(cast: Cast) -> None:  # 第四条第三款
    assert not found(cast, "英德")["4.p3"][0]  # none on record
    set_directors(None, NOW, unit=cast.unit["英德"], directors=[cast.officer["乙某"]], start=date(2026, 6, 1))
    assert found(cast, "英德")["4.p3"][0]
    assert "4.p3" not in found(cast, "望埠")  # a town need not have one


def test_a_department_and_an_undetermined_subdistrict_are_not_checked(cast: Cast) -> None:
    assert found(cast, "应急局") == {}


def test_only_the_units_asked_are_read(cast: Cast) -> None:
    known = known_of(TODAY, [cast.unit["望埠"].pk])
    assert {unit.id for unit in known.facts.units} == {"wb"}
    assert {officer.id for officer in known.facts.officers} == {"p4", "p5", "p6"}


def test_the_answer_is_that_of_the_law_on_the_whole_register(cast: Cast) -> None:
    from anze.law.facts import Facts
    from anze.law.index import FactIndex
    from anze.law.known import Known
    from anze.law.rules.shape import structure
    from anze.people.facts import register_facts
    from anze.register.queries.posts import pack

    lists: dict[str, object] = dict(register_facts(TODAY.known_at))
    whole = sorted((one["unit"], one["check"], one["ok"], one["why"]) for one in structure(Known(pack(), FactIndex(Facts(**lists)), TODAY)))  # type: ignore[arg-type]
    mine = checks(TODAY, list(cast.unit.values()))
    assert sorted((one.unit, one.check, one.ok, one.why) for some in mine.values() for one in some) == whole
    assert whole


def test_the_page_of_what_is_wrong_counts_what_it_lists(cast: Cast) -> None:
    office = cast.client("英德安委办")
    answer = office.get("/shape/")
    tally = {check: number for check, _, number in answer.context["tally"]}
    for check, number in tally.items():
        assert office.get(f"/shape/?check={check}").context["page"].paginator.count == number
    assert answer.context["page"].paginator.count == sum(tally.values())
    assert "第四条第三款" in answer.content.decode()


@pytest.mark.parametrize("query", ["", "?state=all", "?under=yd&check=vacancy"])
def test_it_goes_out_as_a_workbook(cast: Cast, query: str) -> None:
    answer = cast.client("英德安委办").get(f"/shape/excel/{query}")
    assert answer.status_code == 200 and answer.content.startswith(b"PK")


def test_a_zone_treated_as_a_county_is_checked_as_one(cast: Cast) -> None:  # 第二条第二款
    from anze.register.actions import add_unit

    cast.unit["高新区"] = add_unit(None, NOW, code="gx", name="高新区", level="zone", parent=cast.unit["清远"])
    assert not found(cast, "高新区")["vacancy"][0]
    begin_tenure(None, NOW, officer=cast.officer["癸某"], unit=cast.unit["高新区"], post="gov_executive_deputy", start=date(2026, 6, 1))
    assert not found(cast, "高新区")["8"][0]
