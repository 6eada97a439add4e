"""Each layout that a text may come in, on statutes made up for the purpose."""

import pytest

from anze.law.problems import Refused
from anze.law.text import Node, Statute, parse
from anze.law.text.tree import squeeze

BASIC = """某市安全办法

第一章　总则

第一条　为了安全，制定本办法。

第二条　甲单位应当做好下列工作：

（一）检查；

（二）整改。

乙单位参照执行。

第二章　附则

第三条　本办法自公布之日起施行。
"""


def ids(statute: Statute, *kinds: str) -> list[str]:
    return [node.id for node in statute.walk() if not kinds or node.kind in kinds]


def by_id(statute: Statute) -> dict[str, Node]:
    return {node.id: node for node in statute.walk()}


def nothing_is_lost(text: str, statute: Statute) -> bool:
    words = squeeze("".join(node.label + node.text for node in statute.walk()))
    return squeeze(statute.title) + words == squeeze(text)


def test_chapters_articles_paragraphs_and_items_have_their_ids() -> None:
    assert ids(parse(BASIC)) == ["c1", "1", "1.p1", "2", "2.p1", "2.1", "2.2", "2.p2", "c2", "3", "3.p1"]


@pytest.mark.parametrize("variant", [
    BASIC.replace("\n\n", "\n"), BASIC.replace("\n", "\r\n"), "\ufeff" + BASIC, BASIC.replace("　", " "), BASIC.replace("　", ""),
    BASIC.replace("　", "\t"), BASIC.replace("\n第", "\n　　第").replace("\n（", "\n\u00a0\u00a0（"), BASIC.replace("（", "(").replace("）", ")"),
    BASIC.replace("第一", "第1").replace("第二", "第2").replace("第三", "第3"), BASIC.replace("第二条　", "第 二 条 "),
    BASIC.replace("第一条　", "第一条\n"), BASIC.replace("第二章　附则", "第 二 章　　附　　则"), BASIC.replace("第一章　总则", "第一章\n总　则"),
    BASIC.replace("第", "\u200b第"), BASIC.replace("（一）", "（ 一 ）"),
    "# " + BASIC.replace("第一章", "## 第一章").replace("第一条　", "**第一条** "), BASIC.replace("总则\n\n第一条", "总则 第一条"),
    BASIC.replace("。\n\n第二条　", "。 第二条 "),
], ids=["no blank lines", "CRLF", "BOM", "half-width spaces", "no spaces", "tabs", "indented", "half-width brackets", "Arabic numerals",
        "spread labels", "label on its own line", "spread heading", "heading below its number", "zero-width marks", "spread item label",
        "Markdown", "chapter and article in one line", "two articles in one line"])
def test_the_layout_does_not_change_the_tree(variant: str) -> None:
    statute = parse(variant)
    assert (statute.title, ids(statute)) == ("某市安全办法", ids(parse(BASIC)))
    assert [n.number for n in statute.walk()] == [n.number for n in parse(BASIC).walk()]
    assert nothing_is_lost(variant.replace("# ", "").replace("#", "").replace("**", ""), statute)


def test_a_label_is_as_the_text_has_it_and_the_number_is_arabic() -> None:
    node = by_id(parse("某法\n第一百三十九条　甲。\n第一百三十九条之一　下列：\n（三）乙。"))
    assert (node["139-1"].label, node["139-1"].number) == ("第一百三十九条之一", "139-1")
    assert (node["139-1.3"].label, node["139-1.3"].number, node["139-1.3"].text) == ("（三）", "3", "乙。")


def test_articles_are_counted_to_the_thousands() -> None:
    statute = parse("某法\n第一千条 甲。\n第一千零一条 乙。\n第一千二百六十条 丙。")
    assert ids(statute, "article") == ["1000", "1001", "1260"]


def test_an_article_has_no_words_of_its_own_and_always_a_paragraph() -> None:
    for article in parse("某法\n第一条\n第二条 （一）甲；\n（二）乙。").articles():
        assert article.text == ""
        assert [child.kind for child in article.children] == ["paragraph"]


def test_items_of_a_second_paragraph_are_cited_with_its_number() -> None:
    statute = parse("某法\n第二十一条 建立制度。\n有下列情形之一的：\n(一)甲;\n(二)乙。")
    assert ids(statute, "item") == ["21.2.1", "21.2.2"]


def test_two_lists_in_one_article_are_told_apart_by_the_paragraph() -> None:
    statute = parse("某法\n第五条 甲：\n（一）一；\n（二）二。\n乙：\n（一）三；\n（二）四。")
    assert ids(statute, "item") == ["5.1.1", "5.1.2", "5.2.1", "5.2.2"]


def test_a_second_style_of_label_inside_an_item_makes_subitems() -> None:
    statute = parse("某法\n第五条 甲：\n（一）一：\n1.二；\n2．三；\n（二）四：\n（1）五；\n①六。")
    assert ids(statute, "item") == ["5.1", "5.2"]
    assert ids(statute, "subitem") == ["5.1.1", "5.1.2", "5.2.1", "5.2.1.1"]


def test_unnumbered_paragraphs_after_an_announcement_are_paragraphs() -> None:
    statute = parse("某法\n第二十七条 有下列情形之一的：\n发生甲的；\n发生乙的。")
    assert ids(statute, "paragraph") == ["27.p1", "27.p2", "27.p3"]


@pytest.mark.parametrize("line", ["2025年1月1日起执行。", "1.5米以上的围墙。", "30日内报告。", "三十日内报告。", "一、二年级的学生。"])
def test_a_sentence_that_begins_with_a_figure_is_no_item(line: str) -> None:
    statute = parse(f"某法\n第一条 甲。\n{line}\n第二条 乙。")
    assert by_id(statute)["1.p2"].text == line


@pytest.mark.parametrize("reference", [
    "第二条第一款规定的情形除外。", "第二条和第三条规定的情形除外。", "第二条、第三条所列情形除外。", "第二条规定的情形，依照本条办理。",
    "第十二条所称甲，是指乙。", "第三章规定的情形除外。", "第二章、第三章的规定不适用。"])
@pytest.mark.parametrize("gap", ["　", ""])
def test_a_paragraph_that_begins_with_a_reference_is_no_article_and_no_heading(reference: str, gap: str) -> None:
    text = f"某法\n第一章{gap}总则\n第一条{gap}甲应当报告。\n{reference}\n第二条{gap}乙应当报告。\n第三条{gap}丙应当报告。"
    statute = parse(text)
    assert ids(statute, "article", "chapter") == ["c1", "1", "2", "3"]
    assert by_id(statute)["1.p2"].text == reference


def test_an_article_may_itself_begin_with_a_reference() -> None:
    statute = parse("某法\n第一条 甲。\n第二条 第一条规定的甲，由乙办理。\n第三条 丙。")
    assert ids(statute, "article") == ["1", "2", "3"]


def test_gaps_and_repetitions_in_the_numbering_still_parse_with_unique_ids() -> None:
    statute = parse("某法\n第一条 甲。\n第三条 乙。\n第三条 丙。\n第二条 丁。\n第四条 戊。")
    assert ids(statute, "article") == ["1", "3", "3~2", "2", "4"]


def test_chapters_that_restart_in_each_part_have_ids_of_their_own() -> None:
    statute = parse("某法典\n第一编 总则\n第一章 甲\n第一条 一。\n第二编 物权\n第一分编 通则\n第一章 乙\n第一节 丙\n第二条 二。\n附则\n第三条 三。")
    assert ids(statute, "part", "chapter", "section") == ["b1", "b1.c1", "b2", "b2.b1", "b2.b1.c1", "b2.b1.c1.s1", "b0"]
    assert by_id(statute)["b2.b1"].kind == "part"


@pytest.mark.parametrize("word", ["目录", "目　　录", "目次：", None])
def test_a_table_of_contents_makes_no_chapters(word: str | None) -> None:
    contents = [word] if word else []
    text = "\n".join(["某法", *contents, "第一章 总则", "第二章 附则………3", "", "第一章 总则", "第一条 甲。", "第二章 附则", "第二条 乙。"])
    statute = parse(text)
    assert ids(statute, "chapter", "article") == ["c1", "1", "c2", "2"]
    assert nothing_is_lost(text, statute)
    assert sum(n.id.startswith("0.p") for n in statute.nodes) == len(contents) + 2


def test_a_contents_list_of_articles_makes_no_articles() -> None:
    statute = parse("某法\n目录\n第一章 总则\n第一条 目的\n第二条 范围\n第一章 总则\n第一条 为了甲。\n第二条 适用于乙。")
    assert ids(statute, "article", "chapter") == ["c1", "1", "2"]


@pytest.mark.parametrize(("head", "title", "status"), [
    ("某市安全办法\n（征求意见稿）", "某市安全办法", "征求意见稿"), ("某市安全办法（征求意见稿）", "某市安全办法", "征求意见稿"),
    ("某市安全条例(草案)", "某市安全条例", "草案"), ("某市安全条例（修订草案）", "某市安全条例", "修订草案"),
    ("某市安全条例（修订草案征求意见稿）", "某市安全条例", "修订草案征求意见稿"), ("某市安全条例\n【送审稿】", "某市安全条例", "送审稿"),
    ("某市安全办法（试行）", "某市安全办法（试行）", ""), ("某市安全办法（试行）\n（征求意见稿）", "某市安全办法（试行）", "征求意见稿"),
    ("某市党政领导干部\n安全责任制办法", "某市党政领导干部安全责任制办法", ""), ("某　法", "某法", ""),
    ("某市安全条例\n（2020年5月1日甲通过　2024年6月1日修正）", "某市安全条例", ""), ("# 某市安全条例\n\n2020年5月1日 甲通过", "某市安全条例", ""),
])
def test_title_and_status_are_told_apart(head: str, title: str, status: str) -> None:
    text = f"{head}\n\n第一条 甲。\n第二条 乙。"
    statute = parse(text)
    assert (statute.title, statute.status) == (title, status)
    assert nothing_is_lost(text.replace("# ", ""), statute)


def test_what_stands_before_the_body_is_kept_in_order() -> None:
    statute = parse("某法\n（2020年1月1日通过）\n序言\n甲乙丙。\n第一章 总纲\n第一条 丁。")
    assert [(n.id, n.text) for n in statute.nodes[:3]] == [("0.p1", "（2020年1月1日通过）"), ("0.p2", "序言"), ("0.p3", "甲乙丙。")]


def test_an_annex_is_no_paragraph_of_the_last_article() -> None:
    statute = parse("某法\n第一条 甲。\n第二条 附件一所列事项，由乙办理。\n附件一：事项\n1.丙\n某市人民政府\n2024年1月1日")
    assert [n.id for n in statute.nodes] == ["1", "2", "end.p1", "end.p2", "end.p3", "end.p4"]
    assert len(by_id(statute)["2"].children) == 1


def test_a_signature_with_its_date_is_no_paragraph_of_the_last_article() -> None:
    statute = parse("某法\n第一条 甲。\n第二条 乙。\n某市人民政府\n2024年1月1日")
    assert [n.text for n in statute.nodes[2:]] == ["某市人民政府", "2024年1月1日"]


def test_lines_broken_in_mid_sentence_are_joined_again() -> None:
    article = "第{}条　" + "各有关单位应当按照本办法的要求做好本单位的安全工作并且每年向甲报告一次有关情况，不得迟报、漏报。"
    whole = "某市安全办法\n" + "\n".join("　　" + article.format(n) for n in "一二三四五六")
    broken = "\n".join(line[at:at + 24] for line in whole.split("\n") for at in range(0, len(line), 24))
    statute = parse(broken)
    assert [n.text for n in statute.walk()] == [n.text for n in parse(whole).walk()]
    assert ids(statute, "article") == ["1", "2", "3", "4", "5", "6"]


def test_a_plain_line_before_the_next_number_belongs_to_the_item_above() -> None:
    node = by_id(parse("某法\n第一条 甲：\n（一）乙；\n乙的说明；\n（二）丙。\n丁。"))
    assert (node["1.1"].text, node["1.p2"].text) == ("乙；\n乙的说明；", "丁。")


def test_headings_of_a_judicial_interpretation_hold_their_articles() -> None:
    statute = parse("某解释\n一、管辖\n第一条 甲。\n第二条 乙。\n二、证据\n第三条 丙。")
    assert [(n.id, n.label, n.text) for n in statute.nodes] == [("c1", "一、", "管辖"), ("c2", "二、", "证据")]


@pytest.mark.parametrize(("text", "words"), [("", "空的"), (" \n\u3000\n", "空的"), ("某通知\n请各单位做好工作。", "没有找到任何一条")])
def test_what_is_no_statute_is_refused_in_chinese_with_the_file(text: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(text, "甲.txt")
    (problem,) = refused.value.problems
    assert words in problem.what
    assert problem.file == "甲.txt"
    assert problem.remedy


def test_a_numeral_of_absurd_length_is_no_number() -> None:
    monster = "第" + "1" * 5000 + "条 甲。"
    statute = parse(f"某法\n第一条 甲。\n{monster}\n（{'一' * 5000}）乙。")
    assert ids(statute, "article") == ["1"]
    assert nothing_is_lost(f"某法\n第一条 甲。\n{monster}\n（{'一' * 5000}）乙。", statute)
