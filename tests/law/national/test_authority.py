"""第三十三条: which body may impose which measure, and what the text leaves open."""

from datetime import date

import pytest

from anze.law.clauses import Judgement
from anze.law.national.authority import BODIES, MANAGERS, competent, tables
from anze.law.national.effects import KINDS, measure_class
from anze.law.pack import load_pack

ON = date(2026, 7, 1)


def codes(kind: str, managed_by: str | None = "city") -> list[str]:
    return [body.code for body in competent(kind, managed_by, ON).decides]


@pytest.mark.parametrize("kind", KINDS)
def test_every_measure_has_a_body_that_may_impose_it(kind: str) -> None:
    found = competent(kind, "city", ON)
    assert found.decides and found.source and found.note
    assert not {one.code for one in found.decides} & {one.code for one in found.proposes}


def test_a_government_sanction_is_imposed_by_the_supervisory_body_alone() -> None:  # 政务处分法第二、三条
    for kind in (kind for kind in KINDS if measure_class(kind, ON) == "government"):
        assert codes(kind) == ["supervision"]


def test_a_party_sanction_is_none_of_the_supervisory_body_or_of_the_safety_authority() -> None:
    for kind in (kind for kind in KINDS if measure_class(kind, ON) == "party"):
        assert codes(kind) == ["party_committee", "discipline"]


@pytest.mark.parametrize(("kind", "said"), [("党内警告", "可以由同级纪委审查批准"), ("党内严重警告", "可以由同级纪委审查批准"),
                                           ("撤销党内职务", "须经同级纪委审查同意后报请"), ("开除党籍", "须经同级纪委审查同意后报请")])
def test_who_approves_a_party_sanction_depends_on_how_heavy_it_is_and_on_who_he_is(kind: str, said: str) -> None:
    found = competent(kind, "city", ON)  # 处分违纪党员批准权限和程序规定第六条
    assert said in found.note and "第六条" in found.source and any("本人的身份" in one.why for one in found.undecided)


@pytest.mark.parametrize("kind", ["通报", "诫勉", "免职"])
def test_the_regulation_on_accountability_says_in_its_article_12_who_decides(kind: str) -> None:
    assert "问责条例第十二条" in competent(kind, "city", ON).source


def test_every_power_but_that_of_the_courts_was_compared_with_a_text() -> None:  # decisions/0061
    assert {power.kinds for power in tables()[-1].power if not power.compared} == {("刑事责任",)}


def test_posts_are_a_matter_of_the_organisation_and_discipline_only_proposes() -> None:
    found = competent("免职", "county", ON)
    assert [one.name for one in found.decides] == ["县（市、区）党委", "县（市、区）党委组织部"]
    assert [one.code for one in found.proposes] == ["discipline", "supervision"]


@pytest.mark.parametrize(("managed_by", "name"), [("province", "省监委"), ("city", "市监委"), ("county", "县（市、区）监委")])
def test_the_level_follows_who_manages_the_cadre(managed_by: str, name: str) -> None:
    assert [one.name for one in competent("政务警告", managed_by, ON).decides] == [name]


def test_without_knowing_who_manages_the_cadre_no_level_is_named_and_it_is_said_who_decides() -> None:
    found = competent("政务警告", None, ON)
    assert [one.name for one in found.decides] == [BODIES["supervision"]]
    assert any("归哪一级党委管理" in one.why and "组织部门" in one.who for one in found.undecided)
    assert competent("政务警告", "city", ON).undecided == ()


def test_where_several_bodies_may_decide_none_is_chosen() -> None:
    assert len(codes("诫勉")) == 4
    assert any("由哪一个决定" in one.why for one in competent("诫勉", "city", ON).undecided)


def test_whether_the_safety_authority_circulates_in_its_own_name_is_left_open() -> None:
    assert "safety" in codes("通报")
    assert any("安全生产监管部门" in one.why and "以自己的名义" in one.why for one in competent("通报", "city", ON).undecided)


def test_an_unknown_measure_level_or_day_is_refused() -> None:
    with pytest.raises(ValueError, match="没有“批评”这种问责措施"):
        competent("批评", "city", ON)
    with pytest.raises(ValueError, match="不认识的管理层级“town”"):
        competent("诫勉", "town", ON)
    with pytest.raises(ValueError, match="2020-07-01 起施行"):
        competent("诫勉", "city", date(2020, 6, 30))
    assert set(MANAGERS) == {"province", "city", "county"}


WORDS = {"纪检监察机关": {"discipline", "supervision"}, "纪检机关": {"discipline"}, "监察机关": {"supervision"}, "组织人事部门": {"organisation"},
         "安全生产监管部门": {"safety"}}


def test_the_bodies_that_the_pack_names_are_among_those_of_the_table() -> None:
    bodies = {kind: body for clause in load_pack("qingyuan-draft").of(Judgement) for kind, body in (clause.bodies or {}).items()}
    assert set(bodies) == set(KINDS)
    for kind, said in bodies.items():
        found = competent(kind, "city", ON)
        table = {one.code for one in (*found.decides, *found.proposes)}
        assert all(table & meant for words, meant in WORDS.items() if words in said), kind
