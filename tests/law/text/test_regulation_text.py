"""The regulation itself: 6 chapters, 36 articles, and every provision that the rules cite."""

from importlib.resources import files

import pytest

from anze.law.text import parse
from anze.law.text.tree import squeeze

TEXT = files("anze.law").joinpath("packs/qingyuan-draft/regulation.txt").read_text(encoding="utf-8")
STATUTE = parse(TEXT)
NODES = {node.id: node for node in STATUTE.walk()}

CITED = ("2.p2 2.p3 4.p3 5.2 5.7 6.2 6.3 6.4 6.7 7.p2 8.7 9.4 9.6 10.2 10.7 11.2 11.3 11.7 12.7 12.p2 13.p2 14.1 14.2 14.3 15.1 15.2 "
         "21.2.1 21.2.2 21.2.3 21.2.4 21.2.5 21.2.6 22.p2 25.1 25.3 25.5 25.6 27.p1 27.p2 27.p3 27.p4 27.p5 28.p1 28.p5 29.p4 30.p1 36.p1")


def test_it_has_its_title_and_is_a_draft_for_comment() -> None:
    assert (STATUTE.title, STATUTE.status) == ("清远市党政领导干部安全生产责任制实施办法", "征求意见稿")


def test_it_has_six_chapters_and_thirty_six_articles_in_order() -> None:
    assert [n.number for n in STATUTE.walk() if n.kind == "chapter"] == ["1", "2", "3", "4", "5", "6"]
    assert [n.id for n in STATUTE.articles()] == [str(n) for n in range(1, 37)]


def test_its_articles_stand_under_their_chapters() -> None:
    under = {c.text: [a.number for a in c.children] for c in STATUTE.nodes if c.kind == "chapter"}
    assert {text: (numbers[0], numbers[-1]) for text, numbers in under.items()} == {
        "总则": ("1", "4"), "党委政府领导干部职责": ("5", "12"), "部门领导干部职责": ("13", "16"), "考核考察": ("17", "24"),
        "责任追究": ("25", "33"), "附则": ("34", "36")}


@pytest.mark.parametrize("provision", CITED.split())
def test_each_provision_that_the_rules_cite_is_there(provision: str) -> None:
    assert NODES[provision].text


def test_the_words_are_those_of_the_provision() -> None:
    assert NODES["21.2.2"].text == "30日内发生2起以上较大生产安全事故的;"
    assert NODES["21.2.2"].label == "(二)"
    assert NODES["27.p4"].text.startswith("党政领导干部被采取停职检查")


def test_not_a_character_is_lost() -> None:
    assert squeeze(STATUTE.title + "".join(n.label + n.text for n in STATUTE.walk())) == squeeze(TEXT)
