"""A malformed case: every fault at once, each with its line and a remedy; exit 2, nothing on standard output."""

import re
from pathlib import Path

import pytest

from anze.law.casefile import case_from
from anze.law.findings import KEYS, LISTS, NESTED
from anze.law.output.parquet import SCHEMAS
from anze.law.problems import Refused
from tests.law.input.tables import run

HEAD = "as_of: 2026-06-30\n"
UNITS = "units: [{id: sq, level: city}, {id: x0, level: county, parent: sq}, {id: bm, level: department, parent: x0}]\n"
PEOPLE = "officers: [{id: p0, name: 甲}, {id: p1, name: 乙}]\n"
BASE = HEAD + UNITS + PEOPLE  # three lines: what is added stands on line 4


def faults(text: str) -> list[tuple[int, str]]:
    """(line, what is wrong) of each fault; every one has a remedy."""
    with pytest.raises(Refused) as refused:
        case_from(text, "案例.yaml")
    for problem in refused.value.problems:
        assert problem.file == "案例.yaml"
        assert len(problem.remedy) >= 4
        assert re.search(r"[\u4e00-\u9fff]", problem.what)
    return [(problem.line, problem.what) for problem in refused.value.problems]


ONE_FAULT = {
    "a key of the case": ("titel: 甲\n", "不认识的键“titel”"),
    "a key of a record": ("tenures: [{officer: p0, unit: x0, post: gov_head, from: 2026-01-01, untill: 2026-02-01}]\n", "不认识的键“untill”"),
    "a key of an update": ("accidents: [{id: a1, unit: x0, date: 2026-05-01, updates: [{date: 2026-05-02, dead: 3}]}]\n", "不认识的键“dead”"),
    "a key of a report": ("accidents: [{id: a1, unit: x0, date: 2026-05-01, reports: [{to: city, due: 2026-05-01T10:00, by: 甲}]}]\n", "“by”"),
    "a key that lacks": ("tenures: [{officer: p0, unit: x0, from: 2026-01-01}]\n", "缺少“post”"),
    "a day that does not exist": ("tours: [{by: sq, unit: x0, side: party, from: 2026-02-29}]\n", "2026-02-29"),
    "a day in another form": ("tours: [{by: sq, unit: x0, side: party, from: 2026/2/1}]\n", "不是日期"),
    "a day of a year that cannot be": ("tours: [{by: sq, unit: x0, side: party, from: 0202-02-01}]\n", "年份"),
    "a moment that does not exist": (
        "accidents: [{id: a1, unit: x0, date: 2026-05-01, reports: [{to: city, due: 2026-05-01T25:00}]}]\n", "2026-05-01T25:00"),
    "a code": ("tours: [{by: sq, unit: x0, side: left, from: 2026-02-01}]\n", "“left”不在代码表中"),
    "a kind of measure": ("measures: [{officer: p0, kind: 罚款, date: 2026-02-01}]\n", "“罚款”不在代码表中"),
    "a count": ("accidents: [{id: a1, unit: x0, date: 2026-05-01, deaths: 2.5}]\n", "“2.5”"),
    "a number beyond all measure": ("accidents: [{id: a1, unit: x0, date: 2026-05-01, deaths: 1e999999999}]\n", "过大"),
    "an amount below zero": ("accidents: [{id: a1, unit: x0, date: 2026-05-01, loss: -1}]\n", "小于零"),
    "a flag": ("accidents: [{id: a1, unit: x0, date: 2026-05-01, road_or_fire: perhaps}]\n", "是非"),
    "a record for a text": ("acts: [{id: {a: b}, type: inspection, officer: p0, date: 2026-01-01}]\n", "不是一段文字"),
    "nothing in a list of ids": ("interviews: [{id: v1, date: 2026-01-01, officers: [p0, null]}]\n", "不是一段文字"),
    "a word for a list": ("interviews: [{id: v1, date: 2026-01-01, officers: p0}]\n", "不是列表"),
    "a list for a record": ("tasks: [[a, b]]\n", "不是一条记录"),
    "a record for a list": ("tasks: {id: t1}\n", "tasks 不是列表"),
    "a tenure that ends before it starts": (
        "tenures: [{officer: p0, unit: x0, post: gov_deputy, from: 2026-02-01, to: 2026-01-31}]\n", "早于开始"),
    "a list that ends before it starts": ("duty_lists: [{unit: bm, from: 2026-02-01, to: 2026-01-31}]\n", "早于开始"),
    "an act that lacks what its type needs": ("acts: [{id: m1, type: meeting, unit: x0, date: 2026-01-01}]\n", "缺少“body”"),
    "a contact point without its place": ("contacts: [{officer: p0, target: town, from: 2026-01-01}]\n", "缺少“unit”"),
    "a term of probation that lacks": ("measures: [{officer: p0, kind: 留党察看, date: 2026-02-01}]\n", "months"),
    "an update before the accident": ("accidents: [{id: a1, unit: x0, date: 2026-05-02, updates: [{date: 2026-05-01, deaths: 1}]}]\n", "早于"),
    "a pack": ("pack: beijing\n", "没有“beijing”这个规则包"),
    "a parameter": ("parameters: {grace_dais: 3}\n", "没有参数“grace_dais”"),
    "a parameter out of range": ("parameters: {grace_days: 32}\n", "超出 0–31"),
    "a parameter of another type": ("parameters: {grace_days: soon}\n", "grace_days"),
    "a parameter of a thousand digits": (f"parameters: {{grace_days: {'9' * 5000}}}\n", "grace_days"),
    "a parameter that is a record": ("parameters: {grace_days: {a: 1}}\n", "是一条记录"),
    "parameters that are no mapping": ("parameters: [grace_days]\n", "parameters"),
    "an unknown list of findings": ("expect: {trigers: []}\n", "trigers"),
    "an unknown key of a finding": ("expect: {triggers: [{rul: 21.2.2}]}\n", "不认识的键“rul”"),
    "an unknown key of an absent finding": ("expect: {absent: {triggers: [{rul: 21.2.2}]}}\n", "不认识的键“rul”"),
    "an unknown key inside a finding": ("expect: {accidents: [{late_reports: [{minute: 3}]}]}\n", "不认识的键“minute”"),
    "an expectation that is no list": ("expect: {triggers: {rule: 21.2.2}}\n", "不是一列结果"),
    "a key given twice": ("title: 甲\ntitle: 乙\n", "写了两次"),
    "a key that is a list": ("? [a, b]\n: c\n", "键不是一个词"),
}


@pytest.mark.parametrize("name", ONE_FAULT)
def test_one_fault_is_named_with_its_line(name: str) -> None:
    text, what = ONE_FAULT[name]
    found = faults(BASE + text)
    assert len(found) == 1, found
    assert found[0][0] == (5 if name == "a key given twice" else 4)
    assert what in found[0][1]


DANGLING = {
    "units": "{id: z9, level: town, parent: XX}", "tenures": "{officer: XX, unit: x0, post: gov_deputy, from: 2026-01-01}",
    "tenures of a unit": "{officer: p0, unit: XX, post: gov_deputy, from: 2026-01-01}",
    "acts": "{id: m1, type: inspection, officer: XX, date: 2026-01-01}",
    "acts of a unit": "{id: m1, type: budget, unit: XX, date: 2026-01-01}",
    "contacts": "{officer: XX, target: sector, sector: 矿山, from: 2026-01-01}",
    "contacts of a unit": "{officer: p0, target: county, unit: XX, from: 2026-01-01}",
    "problem_towns": "{unit: XX, from: 2026-01-01}", "duty_lists": "{unit: XX, from: 2026-01-01}",
    "committees": "{unit: XX, from: 2026-01-01}", "committees of directors": "{unit: x0, directors: [p0, XX], from: 2026-01-01}",
    "accidents": "{id: a1, unit: XX, date: 2026-01-01}", "accidents outside": "{id: a1, unit: x0, date: 2026-01-01, responsibility_outside: [XX]}",
    "hazards": "{id: h1, unit: XX, deadline: 2026-01-01}", "assessments": "{unit: XX, year: 2025, grade: poor}",
    "decisions": "{unit: XX, date: 2026-01-01, rule: 21.2.6}", "interviews": "{id: v1, unit: XX, date: 2026-01-01}",
    "interviews of officers": "{id: v1, officers: [XX], date: 2026-01-01}", "interviews of accidents": "{id: v1, accidents: [XX], date: 2026-01-01}",
    "measures": "{officer: XX, kind: 诫勉, date: 2026-01-01}", "measures of accidents": "{officer: p0, kind: 诫勉, date: 2026-01-01, accident: XX}",
    "tasks": "{id: t1, officer: XX, due: 2026-01-01}", "letters": "{superior: XX, subordinate: x0, side: party, year: 2026}",
    "letters of subordinates": "{superior: sq, subordinate: XX, side: party, year: 2026}",
    "tours": "{by: XX, unit: x0, side: party, from: 2026-01-01}", "tours of a unit": "{by: sq, unit: XX, side: party, from: 2026-01-01}",
}


@pytest.mark.parametrize("name", DANGLING)
def test_an_id_that_stands_nowhere_is_named(name: str) -> None:
    kind, record = name.split(maxsplit=1)[0], DANGLING[name]
    text = BASE.replace(UNITS, UNITS[:-2] + f", {record}]\n") if kind == "units" else BASE + f"{kind}: [{record}]\n"
    found = faults(text)
    assert [what for _, what in found if "“XX”不在" in what] == [what for _, what in found]
    assert len(found) == 1


def test_an_id_that_nearly_stands_there_is_suggested() -> None:
    with pytest.raises(Refused) as refused:
        case_from(BASE + "accidents: [{id: a1, unit: bmm, date: 2026-01-01}]\n", "案例.yaml")
    assert "是否应为 bm？" in refused.value.problems[0].remedy


@pytest.mark.parametrize(("unit", "post"), [("x0", "party_head"), ("x0", "gov_head"), ("x0", "gov_executive_deputy"), ("bm", "dept_head")])
def test_two_holders_of_a_post_for_one_are_refused_and_one_after_the_other_is_not(unit: str, post: str) -> None:
    def two(until: str) -> str:
        held = f"unit: {unit}, post: {post}"
        return BASE + f"tenures:\n  - {{officer: p0, {held}, from: 2025-01-01, to: {until}}}\n  - {{officer: p1, {held}, from: 2026-03-01}}\n"

    assert faults(two("2026-03-01"))[0][0] == 6
    assert "只能一人担任" in faults(two("null"))[0][1]
    assert len(case_from(two("2026-02-28"), "案例.yaml").facts.tenures) == 2


def test_several_may_hold_the_posts_that_are_for_several() -> None:
    held = [f"{{officer: {one}, unit: x0, post: gov_deputy, from: 2025-01-01}}" for one in ("p0", "p1")]
    assert len(case_from(BASE + f"tenures: [{', '.join(held)}]\n", "案例.yaml").facts.tenures) == 2


@pytest.mark.parametrize("name", ["units", "officers", "acts", "accidents", "hazards", "interviews", "tasks"])
def test_an_id_given_twice_is_refused_with_both_places(name: str) -> None:
    record = {"units": "level: town, parent: x0", "officers": "name: 丙", "acts": "type: inspection, officer: p0, date: 2026-01-01",
              "accidents": "unit: x0, date: 2026-01-01", "hazards": "unit: x0, deadline: 2026-01-01", "interviews": "date: 2026-01-01",
              "tasks": "officer: p0, due: 2026-01-01"}[name]
    twice = f"{name}:\n" + f"  - {{id: w1, {record}}}\n" * 2
    text = {"units": HEAD + PEOPLE + twice + "  - {id: x0, level: county}\n", "officers": HEAD + UNITS + twice}.get(name, BASE + twice)
    line = text.split("\n").index(f"  - {{id: w1, {record}}}") + 1
    assert faults(text) == [(line + 1, f"{name} 的编号“w1”已在第 {line} 行用过")]


def test_a_tree_of_units_that_goes_round_is_refused() -> None:
    found = faults(HEAD + "units:\n  - {id: a, level: town, parent: b}\n  - {id: b, level: county, parent: a}\n")
    assert [line for line, _ in found] == [3, 4]


def test_all_faults_come_at_once_in_the_order_of_their_lines() -> None:
    wanted = [text for text, _ in ONE_FAULT.values() if text.startswith(("accidents", "tours", "measures"))]
    lists: dict[str, list[str]] = {}
    for number, text in enumerate(wanted):
        name, record = text.split(": ", 1)
        lists.setdefault(name, []).append("  - " + record.strip()[1:-1].replace("id: a1", f"id: a{number}"))
    text = BASE + "titel: 甲\n" + "".join(f"{name}:\n" + "\n".join(rows) + "\n" for name, rows in lists.items())
    lines = [line for line, _ in faults(text)]
    assert len(lines) == len(wanted) + 1
    assert lines == sorted(lines)
    assert len(set(lines)) == len(lines)


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 10)}]\n" for n in range(9))
FILES = {
    "broken YAML": (b"as_of: 2026-06-30\nunits: [{id: a\n", "YAML 格式有误"),
    "a tab": (b"as_of: 2026-06-30\nunits:\n\t- {id: a}\n", "YAML 格式有误"),
    "a control character": (b"as_of: 2026-06-30\ntitle: \x01\n", "控制字符"),
    "not UTF-8": ("title: 案例\n".encode("gb18030"), "UTF-8"),
    "UTF-16": ("title: 案例\n".encode("utf-16"), "UTF-8"),
    "an empty file": (b"", "不是一个案例"),
    "only a comment": ("# 案例\n".encode(), "不是一个案例"),
    "a list": (b"- as_of: 2026-06-30\n", "不是一个案例"),
    "two documents": (b"as_of: 2026-06-30\n---\nas_of: 2026-06-30\n", "两个案例"),
    "an alias bomb": (HEAD.encode() + BOMB.encode(), "引用展开后超过"),
    "a list of itself": (b"as_of: 2026-06-30\nunits: &a [*a, *a]\n", "指向它自己"),
    "a reference to nothing": (b"as_of: 2026-06-30\nunits: *a\n", "没有对应的 &"),
    "a million brackets": (b"units: " + b"[" * 1_000_000 + b"]" * 1_000_000, "嵌套过深"),
    "ten megabytes of letters": (b"x" * 10_000_000, "不是一个案例"),
    "ten megabytes of nothing": (b"\x00" * 10_000_000, "控制字符"),
    "ten megabytes of junk": (b"a: b: [}{\n" * 1_000_000, "YAML 格式有误"),
    "an object of Python": (b"as_of: 2026-06-30\ntitle: !!python/object/apply:os.system [ls]\n", "不是一段文字"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_case_is_refused_in_one_sentence(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content, what = FILES[name]
    path = tmp_path / "案例.yaml"
    path.write_bytes(content)
    answer = run(capsys, "case", path)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith(f"{path}")
    assert what in answer.err.split("\n")[0]
    assert "办法：" in answer.err.split("\n")[0]
    assert answer.err.split("\n")[1] == "共 1 处错误，未输出任何结果。"


def test_a_reference_that_is_not_too_long_is_read() -> None:
    text = BASE + "tours:\n  - &t {by: sq, unit: x0, side: party, from: 2026-01-01}\n  - *t\n"
    tours = case_from(text, "案例.yaml").facts.tours
    assert tours[0] == tours[1]


def test_every_key_of_the_findings_may_be_expected_and_only_those() -> None:
    assert tuple(KEYS) == tuple(LISTS)
    assert {name: set(keys) for name, keys in KEYS.items()} == {name: set(schema.names) for name, schema in SCHEMAS.items()}
    for schema in SCHEMAS.values():
        for field in schema:
            if field.name in NESTED:
                assert {part.name for part in field.type.value_type} == set(NESTED[field.name])
