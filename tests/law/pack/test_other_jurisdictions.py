"""Another jurisdiction is data alone: a folder of TOML that changes only what differs."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import pytest

from anze.law.clauses import Declaratory, Recurring, Window
from anze.law.days import Span
from anze.law.pack import Pack, load_pack
from anze.law.problems import Refused


class City(Protocol):
    def __call__(self, files: Mapping[str, str], head: str = "", name: str = "某市") -> Pack: ...


def clause_of(pack: Pack, provision: str) -> Any:
    return pack.clause(provision)


@pytest.fixture
def city(tmp_path: Path) -> City:
    """A writer of packs that inherit from the draft: the files, the pack."""

    def write(files: Mapping[str, str], head: str = "", name: str = "某市") -> Pack:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "pack.toml").write_text(f'id = "{name}"\ntitle = "某市规则"\ninherits = "qingyuan-draft"\n{head}',
                                          encoding="utf-8")
        for file, text in files.items():
            (folder / file).write_text(text, encoding="utf-8")
        return load_pack(folder)

    return write


def window(**changes: object) -> dict[str, str]:
    lines = "\n".join(f"{key} = {value}" for key, value in changes.items())
    return {"art-21.toml": f'article = 21\n[[clause]]\nid = "21.2.2"\nnote = "某市的规定"\n{lines}\n'}


def test_guangdong_owes_the_city_meetings_each_half_year_and_the_county_meetings_each_quarter() -> None:
    pack, draft = load_pack("guangdong-2022"), load_pack("qingyuan-draft")
    for duty in ("5.2", "6.2"):
        assert clause_of(pack, duty).period == {"city": "half_year", "county": "quarter"}
    changed = {clause.id for clause, before in zip(pack.clauses, draft.clauses, strict=True) if clause != before}
    assert changed == {"5.2", "6.2"}
    assert pack.values == draft.values and pack.title != draft.title and pack.inherits == "qingyuan-draft"


@pytest.mark.parametrize(("span", "expected"), [
    ("{ days = 45 }", Span("days", 45)), ("{ months = 3 }", Span("months", 3)), ("{ years = 1 }", Span("years", 1)),
    ('{ calendar = "quarter" }', Span("calendar", 1, "quarter")), ('{ calendar = "year" }', Span("calendar", 1, "year")),
])
def test_a_window_may_be_days_months_years_or_a_calendar_period(city: City, span: str, expected: Any) -> None:
    assert clause_of(city(window(span=span)), "21.2.2").span == expected


@pytest.mark.parametrize(("count", "span", "expected"), [(2, "{ months = 3 }", "3个月内"), (3, "{ months = 6 }", "6个月内"),
                                                         (1, "{ years = 1 }", "1年内")])
def test_two_in_three_months_three_in_six_and_one_in_a_year_are_expressible(city: City, count: int, span: str, expected: Any) -> None:
    clause = clause_of(city(window(span=span, at_least=count)), "21.2.2")
    assert (clause.at_least, clause.span.label) == (count, expected)


def test_a_parameter_that_no_clause_uses_any_more_is_not_offered(city: City) -> None:
    pack = city(window(span="{ months = 3 }"))
    assert "interview.considerable.window_days" not in pack.parameters
    with pytest.raises(Refused, match="没有参数"):
        pack.with_values({"interview.considerable.window_days": 60})


def test_grades_sectors_and_what_same_nature_compares_can_be_changed(city: City) -> None:
    clause = clause_of(city(window(grades='["considerable", "major"]', sector='"非煤矿山"', same='["nature", "unit"]')), "21.2.2")
    assert (clause.grades, clause.sector, clause.same) == (("considerable", "major"), "非煤矿山", ("nature", "unit"))


def test_interviewees_can_be_changed_for_one_rule_or_for_all(city: City) -> None:
    one = city(window(interviewees='["gov_head"]'))
    assert clause_of(one, "21.2.2").interviewees == ("gov_head",)
    assert clause_of(one, "21.2.1").interviewees == ("party_head", "gov_head", "gov_executive_deputy")
    head = '[[parameter]]\nname = "interview.posts"\ndefault = ["gov_executive_deputy"]\n'
    assert {c.interviewees for c in city({}, head, "另市").of(Window)} == {("gov_executive_deputy",)}


def test_a_pack_may_have_parameters_of_its_own(city: City) -> None:
    head = ('[[parameter]]\nname = "interview.months"\ndefault = 3\nunit = "个月"\nmin = 1\nmax = 12\n'
            'cite = "21.2.2"\nsettles = "某市按月计算。"\n')
    pack = city(window(span='{ months = "@interview.months" }'), head)
    assert clause_of(pack, "21.2.2").span == Span("months", 3)
    assert clause_of(pack.with_values({"interview.months": 6}), "21.2.2").span == Span("months", 6)


def test_the_parameters_of_a_process_are_inherited_and_only_known_processes_may_have_some(city: City) -> None:
    assert load_pack("guangdong-2022").int("listing.extension_asked_workdays") == 20
    assert city({}, '[[parameter]]\nname = "listing.published_workdays"\ndefault = 7\n').int("listing.published_workdays") == 7
    head = '[[parameter]]\nname = "own.days"\ndefault = 3\nunit = "日"\nmin = 1\nmax = 9\ncite = "21.2.4"\nprocess = "hazard"\nsettles = "试。"\n'
    with pytest.raises(Refused, match="hazard"):
        city({}, head, "另市")


def test_only_the_changed_keys_of_a_parameter_are_written(city: City) -> None:
    pack = city({}, '[[parameter]]\nname = "grace_days"\ndefault = 10\n')
    assert pack.int("grace_days") == 10
    assert (pack.parameters["grace_days"].high, pack.parameters["grace_days"].unit) == (31, "日")


def test_the_day_of_effect_can_be_its_own(city: City) -> None:
    assert city({}, "effective_from = 2025-07-01\n").effective_from.isoformat() == "2025-07-01"


def test_one_of_several_clauses_of_an_id_is_changed_by_naming_its_kind(city: City) -> None:
    pack = city({"art-05.toml": 'article = 5\n[[clause]]\nid = "5.2"\nkind = "recurring"\nat_least = 2\nnote = "某市"\n'})
    assert [c.at_least for c in pack.of(Recurring) if c.id == "5.2"] == [2]


def test_a_clause_can_be_set_aside_by_making_it_declaratory(city: City) -> None:
    text = 'article = 21\n[[clause]]\nid = "21.2.3"\nkind = "declaratory"\nnote = "某市不适用本项。"\n'
    pack = city({"art-21.toml": text})
    assert isinstance(clause_of(pack, "21.2.3"), Declaratory)
    assert [c.id for c in pack.of(Window)] == ["21.2.1", "21.2.2"]


def test_a_clause_can_be_added_to_an_article(city: City) -> None:
    text = ('article = 21\n[[clause]]\nadded = true\nid = "21.2.2.year"\nkind = "window"\n'
            'quote = "30日内发生2起以上较大生产安全事故的"\nlevel = "county"\ngrades = ["considerable"]\nat_least = 1\n'
            'span = { years = 1 }\ninterviewees = "@interview.posts"\nnote = "某市另加"\n')
    assert [c.id for c in city({"art-21.toml": text}).of(Window)][-1] == "21.2.2.year"


def test_a_pack_may_inherit_from_one_that_inherits(city: City, tmp_path: Path) -> None:
    city(window(at_least=4), name="甲市")
    folder = tmp_path / "乙县"
    folder.mkdir()
    (folder / "pack.toml").write_text('id = "乙县"\ntitle = "乙县"\ninherits = "甲市"\n', encoding="utf-8")
    assert clause_of(load_pack(folder), "21.2.2").at_least == 4
