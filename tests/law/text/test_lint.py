"""Each check of lint, on both sides: a text with the fault, and one like it without."""

from importlib.resources import files
from pathlib import Path

import pytest

from anze.law.text import Finding, lint, lint_json, lint_markdown, parse
from anze.law.text.lint import CHECKS

REGULATION = files("anze.law").joinpath("packs/qingyuan-draft/regulation.txt").read_text(encoding="utf-8")


def found(text: str, code: str) -> list[Finding]:
    text = f"某市安全办法\n{text}"
    return [finding for finding in lint(parse(text), text) if finding.code == code]


BOTH_SIDES = [
    ("标点全半角混用", "第一条 甲应当：\n（一）乙；\n(二)丙;", "第一条 甲应当：\n（一）乙；\n（二）丙。"),
    ("标点全半角混用", "第一条 甲,乙和丙；丁。", "第一条 甲每年报告1,200份材料；丁。"),
    ("标点全半角混用", "第一条 甲（见附件2)，乙。", "第一条 甲（见附件2），乙。"),
    ("标点全半角混用", "第一条 甲，称为\"乙丙\"。", "第一条 甲，称为“乙丙”。"),
    ("标点全半角混用", "第一条 甲，称为“乙丙。", "第一条 甲：“乙丙。\n丁戊。”"),
    ("标点全半角混用", "第一条 甲（以下简称乙。", "第一条 甲（以下简称乙）。"),
    ("项末标点", "第一条 甲：\n（一）乙；\n（二）丙。\n（三）丁。", "第一条 甲：\n（一）乙；\n（二）丙；\n（三）丁。"),
    ("项末标点", "第一条 甲：\n（一）乙；\n（二）丙；", "第一条 用语的含义：\n（一）乙，是指丙。\n（二）丁，是指戊。"),
    ("并列情形未编项号", "第一条 有下列情形之一的，从重：\n发生甲的；\n发生乙的。", "第一条 有下列情形之一的，从重：\n（一）发生甲的；\n（二）发生乙的。"),
    ("编号不连续", "第一条 甲。\n第三条 乙。", "第一条 甲。\n第一条之一 丙。\n第二条 乙。"),
    ("编号不连续", "第一条 甲。\n第一条 乙。", "第一条 甲。\n第二条 乙。"),
    ("编号不连续", "第一条 甲：\n（一）乙；\n（三）丙。", "第一条 甲：\n（一）乙；\n（二）丙。"),
    ("编号不连续", "第一章 甲\n第一条 乙。\n第三章 丙\n第二条 丁。", "第一编 甲\n第一章 乙\n第一条 丙。\n第二编 丁\n第一章 戊\n第二条 己。"),
    ("援引的条款不存在", "第一条 依照本办法第三条办理。\n第二条 乙。", "第一条 依照本办法第二条办理。\n第二条 乙。"),
    ("援引的条款不存在", "第一条 依照本办法第二条第二款办理。\n第二条 乙。", "第一条 依照《某法》第二百条第二款办理。\n第二条 乙。"),
    ("援引的条款不存在", "第一条 依照本办法第二条第（三）项办理。\n第二条 乙：\n（一）丙。",
     "第一条 依照本办法第二条第（一）项办理。\n第二条 乙：\n（一）丙。"),
    ("援引的条款不存在", "第一章 甲\n第一条 本办法第一章和第三章的规定。", "第一章 甲\n第一条 本办法第一章的规定。"),
    ("援引的条款不存在", "第一条 前款规定的甲，由乙办理。", "第一条 甲由乙办理。\n前款规定的甲，应当登记。"),
    ("援引的条款不存在", "第一条 甲。\n前两款规定的甲，由乙办理。", "第一条 甲。\n丙。\n前两款规定的甲，由乙办理。"),
    ("援引的条款不存在", "第一条 违反本办法第一条、第九条的，处罚。", "第一条 违反《某法》第一条、第九条的，处罚。"),
    ("援引的条款不存在", "第一条 违反第一条至第九条的，处罚。", "第一条 违反第一条至第二条的，处罚。\n第二条 乙。"),
    ("援引的条款不存在", "第一条 依照第一条和本条第三款处罚。", "第一条 依照第一条和本条第一款处罚。"),
    ("援引的条款不存在", "第一条 依照第九条办理。", "第一条 依照刑法第九条办理。"),
    ("援引的条款不存在", "第一条 依照第一条第九款办理。", "第一条 依照国务院规定第一条第九款办理。"),
    ("援引的条款不存在", "第一条 甲：\n（一）乙；\n（二）有第（三）项情形的。", "第一条 甲：\n（一）乙；\n（二）有第（一）项情形的。"),
    ("援引的条款不存在", "第一条 甲：\n（一）乙。\n前款第（二）项规定的丙，免责。", "第一条 甲：\n（一）乙。\n前款第（一）项规定的丙，免责。"),
    ("援引的条款不存在", "第一章 甲\n第一节 乙\n第一条 适用本章第三节的规定。", "第一章 甲\n第一节 乙\n第一条 适用本章第一节的规定。"),
    ("援引的条款不存在", "第一条 标准见附件1。\n第二条 乙。", "第一条 标准见附件1。\n第二条 乙。\n附件1：标准"),
    ("援引的条款不存在", "第一条 对第二条的处罚。", "第一条 《某法》适用于甲。第二条规定的情形除外。"),
    ("期间未定起算方法", "第一条 30日内发生2起以上事故的，约谈。", "第一条 自首次发生之日起30日内发生2起以上事故的，约谈。"),
    ("期间未定起算方法", "第一条 一年内被约谈3次及以上的，问责。", "第一条 一年内被约谈3次及以上的，问责。\n第二条 期间自首次约谈的次日起算。"),
    ("期间未定起算方法", "第一条 发生事故的，三十日内整改完毕。", "第一条 自收到通知之日起三十日内整改完毕。"),
    ("期间未定起算方法", "第一条 甲应当在24小时内报告，10天内改正。", "第一条 甲应当在接到报告后24小时内报告、10天内改正。"),
    ("期间未定起算方法", "第一条 六个月内不得评优。", "第一条 六个月内不得评优。\n第二条 期间自处分决定生效之日起算。"),
    ("期间未定起算方法", "第一条 三十个工作日内整改，自收到之日起15日内报告。", "第一条 会议召开30日前通知，期限届满后七日内报告。"),
    ("期间未定起算方法", "第一条 半年内整改。", "第一条 甲应当在事故发生后半年内整改。"),
    ("用语未定义", "第一条 评为“较差”等次的，约谈。", "第一条 评为“较差”等次的，约谈。\n第二条 “较差”等次，是指得分低于六十分。"),
    ("用语未定义", "第一条 在相关规定时限内不得晋升。", "第一条 在影响期内不得晋升。"),
    ("用语未定义", "第一条 发生相同性质的事故。", "第一条 发生事故类别相同的事故。"),
    ("疑似错别字", "第一条 对本部门寄本行业的工作负责。", "第一条 对本部门及本行业的工作负责。"),
    ("疑似错别字", "第一条 其它情况，做为依据。", "第一条 其他情况，作为依据；目的的实现。"),
    ("兜底条款", "第一条 有下列情形之一的：\n（一）甲；\n（二）其他应当问责的情形。",
     "第一条 有下列情形之一的：\n（一）甲；\n（二）法律、法规规定的其他情形。"),
    ("兜底条款", "第一条 有下列情形之一的：\n（一）甲；\n（二）市政府认为有必要约谈的其他情形。", "第一条 其他单位应当配合。"),
    ("词序不一", "第一条 市委常委会、县委其他成员联系一个镇。\n第二条 市委、县委常委会其他成员报告工作。",
     "第一条 市委、县委常委会其他成员联系一个镇。\n第二条 市委、县委常委会其他成员报告工作。"),
    ("数字写法不一", "第一条 每月至少召开1次会议。\n第二条 每月至少召开一次会议。", "第一条 每月至少召开1次会议。\n第二条 每月至少召开2次会议。"),
    ("同一事物用语不一", "第一条 发生生产安全事故的。\n第二条 发生安全生产事故的。", "第一条 发生生产安全事故的。\n第二条 安全生产工作。"),
    ("同一事物用语不一", "第一条 安全生产委员会负责。\n第二条 安委会约谈。", "第一条 安全生产委员会（以下简称安委会）负责。\n第二条 安委会约谈。"),
    ("版式不一", "第一条　甲。\n第二条　乙。\n第三条 丙。", "第一条　甲。\n第二条　乙。\n第三条　丙。"),
]


@pytest.mark.parametrize(("code", "faulty", "sound"), BOTH_SIDES)
def test_a_fault_is_found_and_its_absence_is_not(code: str, faulty: str, sound: str) -> None:
    assert found(faulty, code)
    assert found(sound, code) == []


def siblings(second: str) -> str:
    return "\n".join(f"第{n}条 {who}安全生产职责主要包括：\n（一）{what}；\n（二）其他工作。"
                     for n, who, what in (("一", "甲", "认真贯彻执行上级以及本级关于安全的部署"), ("二", "乙", second), ("三", "丙", "组织演练")))


def test_wording_that_differs_a_little_between_sibling_articles_is_found() -> None:
    text = "第一章 职责\n" + siblings("认真贯彻执行上级及本级关于安全的部署")
    assert [f.id for f in found(text, "相近条文措辞不一")] == ["2.1"]
    assert found("第一章 职责\n" + siblings("认真贯彻执行上级以及本级关于安全的部署"), "相近条文措辞不一") == []


def test_every_check_has_a_case_here() -> None:
    assert {module.CODE for module in CHECKS} == {code for code, _, _ in BOTH_SIDES} | {"相近条文措辞不一"}


def test_a_half_width_mark_that_prevails_is_named_once_with_its_number() -> None:
    (finding,) = found("第一条 甲(乙)。\n第二条 丙(丁)。\n第三条 戊（己）。", "标点全半角混用")
    assert finding.id == "1.p1"
    assert "“(”全文共2处" in finding.message
    assert len(found("第一条 甲(乙)。\n第二条 丙(丁)。\n第三条 戊（己）庚（辛）。", "标点全半角混用")) == 2


@pytest.mark.parametrize(("before", "after", "missing"), [
    ("第三条之一", "第三条之三", "缺第三条之二"), ("第五条", "第八条", "缺第六条、第七条"), ("第八条", "第十条之一", "缺第九条、第十条"),
    ("第三条", "第三条之二", "缺第三条之一"), ("第一条", "第九条", "缺第二条至第八条（共7个编号）"), ("第三条之三", "第三条之二", "编号倒退")])
def test_every_number_that_is_missing_is_named(before: str, after: str, missing: str) -> None:
    (message,) = [f.message for f in found(f"{before} 甲。\n{after} 乙。", "编号不连续")][-1:]
    assert message.endswith(missing)
    assert after in message


# What the draft is known to have: (code, provision).
KNOWN = [
    ("标点全半角混用", "21.2.1"), ("标点全半角混用", "21.2.6"), ("项末标点", "5.6"), ("项末标点", "12.6"), ("并列情形未编项号", "27.p2"),
    ("并列情形未编项号", "28.p1"), ("并列情形未编项号", "29.p1"), ("期间未定起算方法", "21.2.2"), ("期间未定起算方法", "21.2.3"),
    ("期间未定起算方法", "25.5"), ("用语未定义", "21.2.5"), ("用语未定义", "21.2.3"), ("用语未定义", "27.p1"), ("疑似错别字", "14.2"),
    ("兜底条款", "21.2.6"), ("兜底条款", "25.6"), ("词序不一", "7.p2"), ("数字写法不一", "5.2"), ("相近条文措辞不一", "10.1"),
]


@pytest.mark.parametrize(("code", "provision"), KNOWN)
def test_the_draft_has_this_fault_and_lint_finds_it(code: str, provision: str) -> None:
    assert (code, provision) in {(f.code, f.id) for f in lint(parse(REGULATION), REGULATION)}


def test_the_draft_refers_to_nothing_that_is_not_there() -> None:
    assert not [f for f in lint(parse(REGULATION), REGULATION) if f.code in ("援引的条款不存在", "编号不连续")]


def test_every_finding_says_where_what_and_what_to_do() -> None:
    findings = lint(parse(REGULATION), REGULATION)
    lines = REGULATION.splitlines()
    for finding in findings:
        assert finding.place.startswith("第")
        assert finding.message
        assert finding.remedy
        assert finding.quote
        assert lines[finding.line - 1].strip()
    assert findings == sorted(findings)


def test_the_report_can_be_sent_as_a_comment() -> None:
    report = lint_markdown(parse(REGULATION), lint(parse(REGULATION), REGULATION))
    assert report.startswith("# 对《清远市党政领导干部安全生产责任制实施办法（征求意见稿）》的文字修改意见")
    assert "第十四条第（二）项" in report
    assert "本部门及本行业" in report
    assert "第二十一条第二款第(一)项" in report


def test_a_sound_text_gets_a_report_that_says_so() -> None:
    statute = parse("某市安全办法\n第一条 甲。")
    assert "没有发现" in lint_markdown(statute, lint(statute))


def test_the_json_form_holds_every_finding() -> None:
    statute = parse(REGULATION)
    findings = lint(statute, REGULATION)
    data = lint_json(statute, findings)
    assert len(data["findings"]) == len(findings)
    assert set(data["findings"][0]) == {"line", "code", "id", "place", "quote", "message", "remedy"}


def test_every_check_is_described_in_the_reference() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "statute-text.md").read_text(encoding="utf-8")
    assert [module.CODE for module in CHECKS if f"| {module.CODE} |" not in page] == []
