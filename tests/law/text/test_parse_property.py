"""Whatever tree is printed in whatever layout, the same tree is read back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anze.law.text import Node, Statute, parse
from anze.law.text.numerals import to_chinese
from anze.law.text.tree import squeeze

WORDS = st.text(alphabet="安全生产责任制度落实检查整改单位人员报告期限措施", min_size=2, max_size=30)
GAPS = st.sampled_from(["　", " ", "  ", "\t", ""])


@st.composite
def paragraphs(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A 款 and the words of its items."""
    items = draw(st.lists(WORDS, max_size=3))
    return draw(WORDS) + ("：" if items else "。"), items


@st.composite
def statutes(draw: st.DrawFn) -> tuple[list[list[list[tuple[str, list[str]]]]], str]:
    """Chapters of articles of paragraphs, and the same printed in some layout."""
    chapters = draw(st.lists(st.lists(st.lists(paragraphs(), min_size=1, max_size=3), min_size=1, max_size=4), min_size=1, max_size=4))
    gap, indent, blank = draw(GAPS), draw(st.sampled_from(["", "　　", "  "])), draw(st.sampled_from(["\n", "\n\n", "\r\n"]))
    brackets = draw(st.sampled_from([("（", "）"), ("(", ")")]))
    contents = draw(st.booleans())
    heads = [f"第{to_chinese(c)}章{gap or ' '}监督{to_chinese(c)}" for c in range(1, len(chapters) + 1)]
    lines = ["某市安全办法", *(["目　录", *heads] if contents else [])]
    number = 0
    for head, articles in zip(heads, chapters, strict=True):
        lines.append(head)
        for article in articles:
            number += 1
            for k, (words, items) in enumerate(article):
                lines.append((f"第{to_chinese(number)}条{gap}" if k == 0 else "") + words)
                lines += [f"{brackets[0]}{to_chinese(i)}{brackets[1]}{item}；" for i, item in enumerate(items, 1)]
    return chapters, blank.join(indent + line for line in lines) + "\n"


def shape(article: Node) -> list[tuple[str, list[str]]]:
    return [(p.text, [item.text.rstrip("；") for item in p.children]) for p in article.children]


def chapters_of(statute: Statute) -> list[list[list[tuple[str, list[str]]]]]:
    return [[shape(article) for article in chapter.children] for chapter in statute.nodes if chapter.kind == "chapter"]


@settings(max_examples=200, deadline=None)
@given(statutes())
def test_a_printed_tree_is_read_back(made: tuple[list[list[list[tuple[str, list[str]]]]], str]) -> None:
    chapters, text = made
    statute = parse(text)
    assert chapters_of(statute) == chapters
    assert squeeze(statute.title + "".join(n.label + n.text for n in statute.walk())) == squeeze(text)
    ids = [n.id for n in statute.walk()]
    assert len(set(ids)) == len(ids)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["第一条 甲。", "第二条第一款", "第三章 乙", "（一）丙；", "(2)丁", "1.戊", "附件1", "目录", "己庚辛", "", "　", "2024年1月1日",
                                 "一、壬", "第九条", "**癸**", "第十条之一子", "第一编 丑", "附则", "《寅》", "第二节卯，"]), min_size=1, max_size=25))
def test_no_heap_of_lines_loses_a_word_or_repeats_an_id(lines: list[str]) -> None:
    text = "\n".join(["某法", "第一条 甲。", *lines])
    statute = parse(text)
    assert squeeze(statute.title + "".join(n.label + n.text for n in statute.walk())) == squeeze(text.replace("**", ""))
    ids = [n.id for n in statute.walk()]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("count", [1260])
def test_a_code_of_1260_articles_is_read_whole(count: int) -> None:
    text = "某法典\n" + "\n".join(f"第{to_chinese(n)}条　安全责任由第{to_chinese(max(1, n - 1))}条规定的人员承担。" for n in range(1, count + 1))
    assert [a.id for a in parse(text).articles()] == [str(n) for n in range(1, count + 1)]
