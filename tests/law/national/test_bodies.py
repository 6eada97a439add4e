"""第三十三条: the name of a body tells of which kind it is; on what each kind rests its measures."""

from datetime import date

import pytest

from anze.law.national.appeals import remedies, schemes_of
from anze.law.national.authority import BODIES, competent
from anze.law.national.bodies import basis_of, full_names, kinds_of_bodies, tables
from anze.law.national.effects import KINDS, measure_class

ON = date(2026, 7, 1)
KNOWN = kinds_of_bodies(ON)


def test_every_body_that_decides_is_told_by_its_name() -> None:
    assert {code: one.label for code, one in KNOWN.items() if one.decides} == BODIES


@pytest.mark.parametrize(("code", "rest", "fit"), [
    ("supervision", "监委", "own"), ("supervision", "监察委员会", "own"), ("supervision", "纪委监委", "own"), ("supervision", "纪委", ""),
    ("supervision", "应急管理局", ""), ("supervision", "委组织部", ""), ("discipline", "纪委", "own"), ("discipline", "监委", ""),
    ("discipline", "纪委监委派驻第一纪检监察组", "by_leave"), ("party_committee", "委", "own"), ("party_committee", "委员会", "own"),
    ("party_committee", "安全生产委员会", ""), ("party_committee", "卫健委", ""), ("party_committee", "应急管理局党组", "by_leave"),
    ("organisation", "委组织部", "own"), ("organisation", "人力资源和社会保障局", ""), ("safety", "应急管理局", "own"),
    ("safety", "安全生产委员会", ""), ("safety", "安委办", ""), ("judicial", "人民法院", "own"), ("judicial", "安委办", ""), ("judicial", "监委", ""),
])
def test_what_follows_the_place_tells_the_kind(code: str, rest: str, fit: str) -> None:
    assert KNOWN[code].fit(rest) == fit


@pytest.mark.parametrize(("name", "fit"), [("佛山市监委", "own"), ("佛山市卫健委", ""), ("某监委", ""), ("监委", ""), ("佛山市安委办", "")])
def test_a_name_whose_place_is_not_known_is_told_by_its_end(name: str, fit: str) -> None:
    assert KNOWN["supervision"].fit_anywhere(name) == fit
    assert KNOWN["party_committee"].fit_anywhere("佛山市安全生产委员会") == ""


@pytest.mark.parametrize("kind", KINDS)
def test_every_body_that_may_impose_a_measure_has_a_basis_and_a_remedy_or_says_that_none_is_written(kind: str) -> None:
    for body in competent(kind, "city", ON).decides:
        basis = basis_of(measure_class(kind, ON), body.code, ON)
        assert basis is not None, (kind, body.code)
        schemes = schemes_of(kind, body.code, ON)
        assert bool(schemes) != bool(basis.silence), (kind, body.code)
        assert all(remedies(scheme, ON) for scheme in schemes)


@pytest.mark.parametrize(("group", "by", "instrument"), [
    ("organisational", "discipline", "中国共产党问责条例"), ("organisational", "supervision", "中华人民共和国监察法"), ("organisational", "safety", ""),
    ("party", "party_committee", "中国共产党纪律处分条例"), ("government", "supervision", "中华人民共和国公职人员政务处分法"), ("criminal", "judicial", ""),
])
def test_a_party_rule_is_the_basis_of_party_bodies_only(group: str, by: str, instrument: str) -> None:
    found = basis_of(group, by, ON)
    assert found is not None and found.instrument == instrument


def test_a_body_that_may_not_impose_a_class_has_no_basis_for_it() -> None:
    assert basis_of("party", "supervision", ON) is None and basis_of("government", "discipline", ON) is None
    assert len(tables()) == 1


@pytest.mark.parametrize(("rest", "full"), [
    ("监委", ["英德市监察委员会"]), ("监察委员会", ["英德市监察委员会"]), ("纪委", ["中国共产党英德市纪律检查委员会"]), ("委", ["中国共产党英德市委员会"]),
    ("纪委监委", ["中国共产党英德市纪律检查委员会", "英德市监察委员会"]), ("委组织部", ["中国共产党英德市委员会组织部"]),
    ("应急管理局", []), ("委常委会", []), ("应急管理局党组", []), ("", []),
])
def test_the_head_of_a_paper_has_the_full_name_of_what_the_table_knows(rest: str, full: list[str]) -> None:
    assert list(full_names("英德市", rest, ON)) == full


def test_each_short_name_of_the_table_is_a_name_of_some_body_and_stands_once() -> None:
    short = [name for each in tables()[-1].full for name in each.short]
    assert len(short) == len(set(short)) and set(short) <= {name for one in KNOWN.values() for name in one.names}
