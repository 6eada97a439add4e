"""What a provision is called."""

import pytest

from anze.law.pack import load_pack, provision_label
from anze.law.provisions import article_of, base_id, chinese_number, provisions_named


@pytest.mark.parametrize(("provision", "label"), [
    ("5.2", "第五条（二）"), ("12.p2", "第十二条第二款"), ("21.2.3", "第二十一条第二款（三）"), ("5.7.county", "第五条（七）"),
    ("14.1.meeting", "第十四条（一）"), ("6.3.check", "第六条（三）"), ("8.p1", "第八条"), ("27.p3", "第二十七条第三款"),
    ("19", "第十九条"), ("25.5", "第二十五条（五）"), ("7.p2.town", "第七条第二款"), ("139-1.1", "第一百三十九条之一（一）"),
    ("4.10", "第四条（十）"), ("110", "第一百一十条"), ("1005", "第一千零五条"),
])
def test_a_provision_is_called_as_the_text_calls_it(provision: str, label: str) -> None:
    assert provision_label(provision) == label


def test_the_first_paragraph_is_named_only_where_the_article_has_more() -> None:
    pack = load_pack("qingyuan-draft")
    assert (pack.label("27.p1"), pack.label("8.p1"), pack.label("12.p1")) == ("第二十七条第一款", "第八条", "第十二条第一款")


@pytest.mark.parametrize("word", ["", "vacancy", "五", "5.", "p2", "5..2"])
def test_what_is_no_id_is_said_to_be_none(word: str) -> None:
    with pytest.raises(ValueError, match="不是条款编号"):
        provision_label(word)


def test_a_suffix_belongs_to_us_and_not_to_the_text() -> None:
    assert base_id("5.7.county") == "5.7" and base_id("12.p2") == "12.p2" and article_of("21.2.3") == 21


@pytest.mark.parametrize(("number", "words"), [(0, "零"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (36, "三十六"),
                                               (100, "一百"), (101, "一百零一"), (110, "一百一十"), (1260, "一千二百六十")])
def test_numbers_are_written_as_statutes_write_them(number: int, words: str) -> None:
    assert chinese_number(number) == words


@pytest.mark.parametrize(("words", "ids"), [
    ("第八条第三项", ["8.3"]), ("第五条（七）每月至少带队检查一次", ["5.7"]), ("第二十一条第二款第三项", ["21.2.3"]), ("第12条第2款", ["12.p2"]),
    ("第六条第一款（四）", ["6.1.4", "6.4"]), ("第三十条", ["30.p1"]), ("第一百零五条", ["105.p1"]),
    ("五条七项", ["5.7"]), ("12.p2", ["12.p2"]), ("随便写的", []),
])
def test_a_provision_is_found_by_the_words_in_which_one_names_it(words: str, ids: list[str]) -> None:
    assert provisions_named(words) == ids


def test_every_provision_of_the_pack_is_found_by_its_own_label() -> None:
    pack = load_pack("qingyuan-draft")
    for clause in pack.clauses:
        assert base_id(clause.id) in provisions_named(pack.label(clause.id)), clause.id
