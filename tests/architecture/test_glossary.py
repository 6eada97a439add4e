"""GLOSSARY.md is the register of words: one Chinese term to one English word, both ways."""

import re
from collections import Counter
from collections.abc import Mapping

import pytest

from anze.law import codes
from anze.law.clauses import Clause
from anze.law.national import grades
from tests.architecture.tree import ROOT

ROW = re.compile(r"^\| (?!---|中文|英文)(.+?) \| (.+?) \| ?(.*?) ?\|$", re.M)
LABELLED = {
    "posts": codes.POSTS, "levels": codes.LEVELS, "functions": codes.FUNCTIONS, "statuses": codes.STATUSES,
    "assessment grades": codes.ASSESSMENT_GRADES, "assessment steps": codes.ASSESSMENT_STEPS, "sides": codes.SIDES,
    "bodies": codes.BODIES, "documents": codes.DOCUMENTS, "topics": codes.TOPICS, "roles": codes.ROLES, "periods": codes.PERIODS,
    "growth": codes.GROWTH, "accident fields": codes.ACCIDENT_FIELDS, "kinds of act": codes.ACT_TYPES, "targets": codes.TARGETS,
    "levels of zones": codes.ZONE_LEVELS,
    "accident grades": {grade: grades.grade_label(grade) for grade in grades.GRADES},
    "measures of an accident": {measure: grades.measure_label(measure) for measure in grades.MEASURES},
}
# 补录 is a word of its own, and backfilled the status in which an obligation is left by it.
WRITTEN_BESIDE = re.compile(r"^(\w+) \((\w+)\)$")


# Where a code table gives a code another meaning than its first; the register of second meanings has the same.
SECOND = {
    "accident fields": {"unit"}, "targets": {"town", "sector"}, "levels of zones": {"county", "town"}, "kinds of act": {"inspection"},
    "assessment steps": {"standing_committee", "executive_meeting"},
}


def section(title: str) -> list[tuple[str, str, str]]:
    text = (ROOT / "GLOSSARY.md").read_text("utf-8")
    return ROW.findall(text.split(f"\n## {title}\n")[1].split("\n## ")[0])


def glossary() -> list[tuple[str, str]]:
    return [(chinese, english) for chinese, english, _ in section("一词一义")]


def words() -> list[tuple[str, str]]:
    """Every English word with its Chinese term; a row may give a second form in brackets."""
    found = []
    for chinese, english in glossary():
        beside = WRITTEN_BESIDE.match(english)
        found += [(word, chinese) for word in (beside.groups() if beside else (english,))]
    return found


def codes_in_glossary() -> dict[str, str]:
    return dict(words())


def second_meanings() -> list[tuple[str, str]]:
    return [(word, meaning) for word, _, meaning in section("一词两义")]


def test_no_chinese_term_stands_twice() -> None:
    assert [term for term, times in Counter(chinese for chinese, _ in glossary()).items() if times > 1] == []


def test_no_english_word_stands_twice() -> None:
    assert [word for word, times in Counter(word for word, _ in words()).items() if times > 1] == []


@pytest.mark.parametrize("kind", LABELLED)
def test_every_code_stands_with_the_chinese_that_a_reader_sees(kind: str) -> None:
    registered, second = codes_in_glossary(), SECOND.get(kind, set())
    first = {code: label for code, label in LABELLED[kind].items() if code not in second}
    assert {code: registered.get(code) for code in first} == first
    assert {(code, LABELLED[kind][code]) for code in second} - set(second_meanings()) == set()


def test_every_code_table_of_the_law_is_looked_at() -> None:
    tables = {name: table for name, table in vars(codes).items() if name.isupper() and isinstance(table, Mapping)}
    assert len(tables) > 10
    assert [name for name, table in tables.items() if table not in LABELLED.values()] == []


def test_a_second_meaning_is_another_than_the_first() -> None:
    registered = codes_in_glossary()
    assert len(second_meanings()) > 5
    assert [(word, meaning) for word, meaning in second_meanings() if registered.get(word, meaning) == meaning] == []


def test_every_kind_of_clause_and_of_act_has_its_word() -> None:
    used = {cls.kind for cls in Clause.__subclasses__()} | set(codes.ACT_TYPES)
    assert len(used) > 10
    assert used - set(codes_in_glossary()) == set()


@pytest.mark.parametrize("word", ["withdrawn", "task", "grace", "settle", "determined", "treated_as", "interviewees", "vacancy", "aggravating",
                                  "mitigating", "untested", "outlook", "circumstance", "parameter", "pack", "clause"])
def test_the_words_of_findings_and_parameters_are_registered(word: str) -> None:
    assert word in codes_in_glossary()


@pytest.mark.parametrize(("chinese", "english"), [
    ("职责", "duty"), ("定期任务", "obligation"), ("责任", "liability"), ("问责", "accountability"), ("考核", "assessment"),
    ("考察", "vetting"), ("排查、检查", "inspection"), ("巡查", "tour"), ("督查督办", "supervision"), ("约谈", "interview"),
    ("处分", "sanction"), ("诫勉", "admonishment"), ("一票否决", "veto"), ("隐患", "hazard"), ("挂牌督办", "listed supervision"),
    ("整改", "rectification"), ("责任书", "letter"), ("挂点联系", "contact point"), ("履职", "act"), ("补录", "backfill"),
    ("留痕", "record"), ("等级", "grade"), ("主要负责人", "head"), ("分管负责人", "portfolio leader")])
def test_the_words_of_the_house_are_these(chinese: str, english: str) -> None:
    assert codes_in_glossary()[english] == chinese
