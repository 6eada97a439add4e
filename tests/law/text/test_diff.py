"""Two versions of a statute, article by article."""

import pytest

from anze.law.text import Change, diff, diff_json, diff_markdown, parse
from anze.law.text.quantities import quantities

OLD = """某市安全办法
第一章 总则
第一条 为了加强安全工作，制定本办法。
第二条 本办法适用于甲单位和乙单位。
第三条 发生事故的，应当在三十日内报告，处五万元以上十万元以下罚款。
第二章 附则
第四条 丙单位参照本办法执行有关检查、整改和报告的规定。
第五条 本办法自公布之日起施行。
"""


def changes(new: str, old: str = OLD) -> list[Change]:
    return diff(parse(old), parse(new))


def kinds(new: str) -> dict[str, str]:
    return {c.new_id or f"-{c.old_id}": c.kind for c in changes(new)}


def test_the_same_text_has_no_change() -> None:
    assert set(kinds(OLD).values()) == {"unchanged"}


def test_layout_is_no_change() -> None:
    assert set(kinds(OLD.replace(" ", "　").replace("\n", "\r\n\r\n")).values()) == {"unchanged"}


def test_changed_numbers_are_named_one_by_one() -> None:
    (change,) = [c for c in changes(OLD.replace("三十日", "15日").replace("五万元", "三万元")) if c.kind == "changed"]
    assert [(n.kind, n.old, n.new, n.same_value) for n in change.numbers] == [
        ("期限", "三十日", "15日", False), ("金额", "五万元", "三万元", False)]


@pytest.mark.parametrize(("before", "after", "same"), [
    ("三十日", "30日", True), ("三十日", "31日", False), ("三十日", "三十天", True), ("三十日", "三十个工作日", False),
    ("五万元", "50000元", True), ("五万元", "50001元", False)])
def test_a_number_written_otherwise_is_told_from_another_number(before: str, after: str, same: bool) -> None:
    (change,) = [c for c in changes(OLD.replace(before, after)) if c.kind == "changed"]
    assert [(n.old, n.new, n.same_value) for n in change.numbers] == [(before, after, same)]


def test_a_year_is_twelve_months_but_not_365_days() -> None:
    old = OLD.replace("三十日", "一年")
    for after, same in (("12个月", True), ("365日", False)):
        (change,) = [c for c in changes(OLD.replace("三十日", after), old) if c.kind == "changed"]
        assert [n.same_value for n in change.numbers] == [same]


@pytest.mark.parametrize(("kind", "before", "after", "same"), [
    ("频次", "每季度召开一次", "每半年召开一次", False), ("频次", "每月检查", "每日检查", False), ("频次", "每季度召开", "每三个月召开", True),
    ("频次", "每年检查", "每周检查", False), ("期限", "本季度内改正", "本半年内改正", False), ("期限", "半年内改正", "六个月内改正", True),
    ("期限", "第一季度报告", "第二季度报告", False), ("期限", "一年内改正", "一季度内改正", False),
    ("比例", "百分之五的罚款", "6%的罚款", False), ("比例", "百分之五的罚款", "5%的罚款", True), ("比例", "百分之一点五", "1.5%", True),
    ("比例", "二分之一以上", "三分之一以上", False), ("比例", "三分之二以上", "过半数", False), ("比例", "半数以上", "过半数", False),
    ("比例", "二分之一", "百分之五十", True), ("援引", "第十条办理", "第十一条办理", False), ("援引", "第十条办理", "第10条办理", True),
    ("援引", "第三条第二款第（一）项", "第三条第二款第（二）项", False), ("援引", "前款规定", "前两款规定", False),
    ("日期", "自2026年7月1日起", "自2026年10月1日起", False), ("日期", "7月1日前", "10月1日前", False), ("日期", "七月一日前", "7月1日前", True)])
def test_every_kind_of_number_is_called_out_whole(kind: str, before: str, after: str, same: bool) -> None:
    old = OLD.replace("三十日", f"三十日，{before}，")
    (change,) = [c for c in changes(OLD.replace("三十日", f"三十日，{after}，"), old) if c.kind == "changed"]
    (number,) = change.numbers
    assert (number.kind, number.same_value) == (kind, same)
    assert before.startswith(number.old) or before.partition(number.old)[1]
    assert number.old != number.new


def test_a_day_and_a_fraction_are_each_one_number() -> None:
    old = OLD.replace("三十日", "自2026年7月1日起二分之一以上")
    (change,) = changes(OLD.replace("三十日", "自2026年10月1日起三分之一以上"), old)[2:3]
    assert [(n.old, n.new) for n in change.numbers] == [("2026年7月1日", "2026年10月1日"), ("二分之一", "三分之一")]


def test_a_plan_of_the_year_that_is_struck_is_no_changed_time_limit() -> None:
    (change,) = changes(OLD.replace("有关检查", "检查"), OLD.replace("有关检查", "年度检查"))[3:4]
    assert (change.kind, change.numbers) == ("changed", ())


@pytest.mark.parametrize("words", ["零分之一", "百分之点", "第十十个", "9" * 5000 + "元"])
def test_what_is_no_number_changes_none(words: str) -> None:
    assert quantities(words) == [] or quantities(words)[0].words != words


def test_an_inserted_article_renumbers_the_rest() -> None:
    new = OLD.replace("第五条", "第六条").replace("第四条", "第五条").replace("第三条", "第四条").replace(
        "第四条 发生", "第三条 每月检查一次，检查结果公开。\n第四条 发生")
    assert kinds(new) == {"1": "unchanged", "2": "unchanged", "3": "added", "4": "renumbered", "5": "renumbered", "6": "renumbered"}


def test_a_removed_article_is_shown_where_it_stood() -> None:
    new = OLD.replace("第二条 本办法适用于甲单位和乙单位。\n", "")
    assert list(kinds(new).items()) == [("1", "unchanged"), ("-2", "removed"), ("3", "unchanged"), ("4", "unchanged"), ("5", "unchanged")]


def test_an_article_under_another_chapter_was_moved() -> None:
    line = "第三条 发生事故的，应当在三十日内报告，处五万元以上十万元以下罚款。\n"
    assert kinds(OLD.replace(line, "").replace("第二章 附则\n", "第二章 附则\n" + line))["3"] == "moved"


def test_an_article_behind_another_one_was_moved() -> None:
    a, b, c = OLD.index("第一条"), OLD.index("第二条"), OLD.index("第三条")
    new = OLD[:a] + OLD[b:c].replace("第二条", "第一条") + OLD[a:b].replace("第一条", "第二条") + OLD[c:]
    assert sorted(kinds(new).values()).count("moved") == 1


def test_an_article_both_changed_and_renumbered_is_recognised() -> None:
    new = OLD.replace("第二条 本办法适用于甲单位和乙单位。\n", "").replace("第三条", "第二条").replace("十万元", "二十万元")
    (change,) = [c for c in changes(new) if c.kind == "changed"]
    assert (change.old_id, change.new_id) == ("3", "2")


def test_an_article_with_other_words_under_the_same_number_is_removed_and_added() -> None:
    new = OLD.replace("本办法适用于甲单位和乙单位。", "每季度组织应急演练，费用列入预算。")
    assert sorted(c.kind for c in changes(new) if c.kind != "unchanged") == ["added", "removed"]


def test_the_edits_of_a_change_give_both_versions_back() -> None:
    (change,) = [c for c in changes(OLD.replace("三十日内报告", "十五日内书面报告")) if c.kind == "changed"]
    assert "".join(e.words for e in change.edits if e.op != "add") == change.old_words
    assert "".join(e.words for e in change.edits if e.op != "remove") == change.new_words


def test_the_report_names_the_changed_time_limit() -> None:
    report = diff_markdown(changes(OLD.replace("三十日", "15日")), "旧", "新")
    assert "| 第三条 | 期限 | 三十日 → 15日 |" in report
    assert "~~三十日~~**15日**" in report
    assert "未改4条、修改1条。" in report


def test_the_json_form_counts_and_lists_every_article() -> None:
    data = diff_json(changes(OLD.replace("三十日", "15日")))
    assert data["summary"] == {"unchanged": 4, "changed": 1, "moved": 0, "renumbered": 0, "added": 0, "removed": 0}
    assert [c["new_id"] for c in data["changes"]] == ["1", "2", "3", "4", "5"]
    assert data["changes"][2]["numbers"] == [{"kind": "期限", "old": "三十日", "new": "15日", "same_value": False}]
