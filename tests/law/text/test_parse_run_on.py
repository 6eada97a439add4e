"""Articles that a careless layout hides: run together on one line, or beginning with words that refer to another one."""

import pytest

from anze.law.text import Statute, parse
from anze.law.text.tree import squeeze


def articles(statute: Statute) -> list[str]:
    return [article.id for article in statute.articles()]


def nothing_is_lost(text: str, statute: Statute) -> bool:
    return squeeze(statute.title + "".join(n.label + n.text for n in statute.walk())) == squeeze(text)


@pytest.mark.parametrize("words", ["前款规定的单位应当报告。", "前条规定的单位应当报告。", "第一款规定的单位应当报告。", "规定的单位应当报告。"])
def test_an_article_out_of_sequence_may_begin_with_a_reference(words: str) -> None:
    text = f"某法\n第一条　甲。\n第五条　乙。\n第七条　{words}\n第八条　丙。"
    assert articles(parse(text)) == ["1", "5", "7", "8"]
    assert nothing_is_lost(text, parse(text))


def test_a_line_is_no_article_where_the_sentence_above_still_runs() -> None:
    text = "某法\n第一条　甲单位和乙单位应当依照本法\n第七条　第一款规定办理。\n第二条　丙。\n第三条　丁。"
    assert articles(parse(text)) == ["1", "2", "3"]


def test_articles_run_together_on_one_line_are_taken_apart() -> None:
    text = "某法\n第一条　甲。第二条 乙，依照第一条；第三条　丙：第三条之一　丁“戊。”第四条　己。"
    assert articles(parse(text)) == ["1", "2", "3", "3-1", "4"]
    assert nothing_is_lost(text, parse(text))


@pytest.mark.parametrize("line", [
    "第一条　甲依照前款的规定。第二条所称乙，是指丙。", "第一条　甲适用第一款的规定。第九条　另有规定的除外。", "第一条　甲依照第二条　乙。"])
def test_a_reference_inside_a_line_splits_nothing(line: str) -> None:
    statute = parse(f"某法\n{line}\n第二条　乙。")
    assert articles(statute) == ["1", "2"]
    assert statute.nodes[0].children[0].text == line.removeprefix("第一条　")


@pytest.mark.parametrize("head", ["附件：", "附：", "附表1:", "附件"])
def test_the_head_of_an_annex_alone_on_its_line_ends_the_last_article(head: str) -> None:
    statute = parse(f"某法\n第一条　甲。\n第二条　乙。\n{head}\n1.丙")
    assert [(n.id, n.text) for n in statute.nodes[2:]] == [("end.p1", head), ("end.p2", "1.丙")]


def test_a_sentence_about_annexes_stays_in_its_article() -> None:
    statute = parse("某法\n第一条　甲。\n附件：丙、丁所列事项，由乙办理。\n第二条　乙。")
    assert [p.text for p in statute.nodes[0].children] == ["甲。", "附件：丙、丁所列事项，由乙办理。"]


@pytest.mark.parametrize("label", ["第1零条", "第一1条", "第十条之1二"])
def test_a_label_half_in_figures_is_read_without_a_fall(label: str) -> None:
    text = f"某法\n第一条　甲。{label}　乙。\n{label}　丙。\n第二条　丁。"
    assert nothing_is_lost(text, parse(text))
    assert articles(parse(text))[0] == "1"
