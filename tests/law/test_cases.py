"""Every worked case under cases/ holds, is named after its provision and quotes it."""

import re
from pathlib import Path

import pytest

from anze.law.evaluate import evaluate
from anze.law.expect import differences
from anze.law.pack import load_pack
from anze.law.provisions import article_of
from anze.law.text.tree import squeeze
from tests.law.case_files import CASES, FILES, case_of, expected, folder, named, provision_of

DRAFT = load_pack("qingyuan-draft")
OF_ARTICLES = sorted(CASES.glob("art-*/*.yaml"))
QUOTED = re.compile(r"^#.*?“(.+)”$", re.M)


@pytest.mark.parametrize("path", FILES, ids=named)
def test_the_case_holds(path: Path) -> None:
    case = case_of(path)
    assert case.expect, "a case without expect proves nothing"
    assert differences(evaluate(case.pack, case.facts, case.asked).lists, case.expect) == []


@pytest.mark.parametrize("path", OF_ARTICLES, ids=named)
def test_a_rule_fires_no_more_often_than_its_case_says(path: Path) -> None:
    case, rule = case_of(path), provision_of(path)
    found = evaluate(case.pack, case.facts, case.asked).lists
    for name in ("triggers", "vetoes", "grounds"):
        fired = [finding for finding in found[name] if finding["rule"] == rule]
        assert len(fired) == sum(entry.get("rule") == rule for entry in expected(path, name)), fired


def test_every_case_has_a_title_of_its_own() -> None:
    assert len(FILES) > 200
    titles = [case_of(path).title for path in FILES]
    assert [named(path) for path, title in zip(FILES, titles, strict=True) if not title] == []
    assert sorted({title for title in titles if titles.count(title) > 1}) == []


def test_every_case_of_an_article_stands_in_its_folder_and_is_named_after_a_provision() -> None:
    provisions = {clause.id for clause in DRAFT.clauses}
    assert [named(path) for path in OF_ARTICLES if path.parent != folder(provision_of(path))] == []
    known = {path: [one for one in provisions if f"{one}.".startswith(f"{provision_of(path)}.")] for path in OF_ARTICLES}
    assert [named(path) for path, found in known.items() if not found] == []


@pytest.mark.parametrize("path", OF_ARTICLES, ids=named)
def test_the_first_comment_quotes_the_article(path: Path) -> None:
    quotes = QUOTED.findall(path.read_text("utf-8"))
    words = squeeze(DRAFT.words[article_of(provision_of(path))])
    assert quotes, "write 第几条（几）：“原文”"
    assert squeeze(quotes[0]) in words


def test_every_case_can_be_read_at_one_sitting() -> None:
    lengths = {named(path): path.read_text("utf-8").count("\n") for path in FILES}
    assert {name: lines for name, lines in lengths.items() if lines > 60} == {}
