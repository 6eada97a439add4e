"""Acts without 条: amendments and decisions."""

import pytest

from anze.law.problems import Refused
from anze.law.text import parse, to_akn

AMENDMENT = """中华人民共和国刑法修正案（十二）
（2023年12月29日通过）
一、在第一百六十五条中增加一款：
“其他公司有前款行为的，依照前款的规定处罚。”
二、本修正案自2024年3月1日起施行。
"""


def test_the_points_of_an_amendment_are_items_and_what_they_insert_hangs_below() -> None:
    statute = parse(AMENDMENT)
    assert statute.title == "中华人民共和国刑法修正案（十二）"
    assert [(node.kind, node.label, node.number) for node in statute.nodes] == [("paragraph", "", "1"), ("item", "一、", "1"), ("item", "二、", "2")]
    assert [node.text for node in statute.nodes[1].children] == ["“其他公司有前款行为的，依照前款的规定处罚。”"]


def test_no_word_of_an_amendment_is_lost() -> None:
    statute = parse(AMENDMENT)
    assert statute.title + "".join(node.label + node.text for node in statute.walk()) == AMENDMENT.replace("\n", "")


def test_a_decision_is_read_into_its_paragraphs() -> None:
    statute = parse("关于废止某办法的决定\n现决定废止某办法。\n本决定自公布之日起施行。")
    assert [node.text for node in statute.nodes] == ["现决定废止某办法。", "本决定自公布之日起施行。"]


def test_an_amendment_makes_akoma_ntoso() -> None:
    assert "一、".encode() in to_akn(parse(AMENDMENT))


@pytest.mark.parametrize("text", ["某通知\n请各单位做好工作。", "第二行\n一、买菜", "只有一行的决定"])
def test_what_has_not_the_title_of_an_act_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        parse(text)
