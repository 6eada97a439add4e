"""Titles of official documents are broken between words (GB/T 9704—2012, 7.3.1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anze.documents.titles import LEAST, LONGEST, WORDS, title_lines

PLACES = ["英德市", "清新区", "望埠镇", "阳山县", "清远市", "连南瑶族自治县", "东城街道办事处"]
SHORT = [word for word in WORDS if len(word) <= 8]


@pytest.mark.parametrize("lines", [
    ["关于对英德市人民政府有关负责人", "进行安全生产约谈的通知"],
    ["关于对英德市某某化工有限公司", "重大事故隐患实行挂牌督办的通知"],
    ["关于2026年10月全市", "生产安全事故情况的通报"],
    ["关于英德市某某建筑工地", "“11·22”高处坠落事故的快报"],
    ["关于对连山壮族瑶族自治县人民政府", "有关负责人进行安全生产约谈的通知"],
    ["关于英德市人民政府", "约谈事项整改不力情况的通报"],
    ["清远市安全生产委员会办公室", "关于对英德市人民政府、清新区人民政府", "有关负责人进行安全生产约谈的通知"],
    ["关于对英德市英红镇鑫源", "烟花爆竹仓库甲类仓库与厂房防火间距不足", "重大事故隐患实行挂牌督办的通知"],
    ["对英德市人民政府安全生产约谈纪要"],
])
def test_a_title_is_broken_where_an_official_would_break_it(lines: list[str]) -> None:
    assert list(title_lines("".join(lines))) == lines


@given(st.text("关于市的安全生产有、（）“”《》通知县0129aZ ·甲乙丙", max_size=120))
def test_the_lines_of_any_title_are_the_title_and_each_fits(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title
    assert all(len(line) <= LONGEST for line in lines)
    assert len(lines) == 1 or all(len(line) >= LEAST for line in lines)


@given(st.lists(st.sampled_from([*SHORT, *PLACES]), min_size=2, max_size=9))
def test_no_word_is_torn_where_every_word_is_known(words: list[str]) -> None:
    title = "、".join(words)
    ends, at = set(), 0
    for word in words:
        ends |= {at + len(word), at + len(word) + 1}
        at += len(word) + 1
    place = 0
    for line in title_lines(title)[:-1]:
        place += len(line)
        assert place in ends, title_lines(title)
        assert not title[place:].startswith("、")


def test_a_title_of_any_length_is_broken_at_once() -> None:
    assert len(title_lines("甲" * 2000)) == 106
