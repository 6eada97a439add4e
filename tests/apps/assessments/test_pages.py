"""The pages of assessments: what each side sees and does, in Chinese, with the next step; a stranger sees nothing."""

import io
import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from anze.acts.actions.recording import record_act
from anze.assessments.actions import checking, freezing, self_assessing
from anze.assessments.models import Assessment, Checked, Given, Indicator, Step
from anze.assessments.queries.standing import newest
from anze.assessments.told import Said
from tests.apps.accidents.telling import at, fall
from tests.apps.acts.telling import inspection
from tests.apps.assessments.telling import (
    EXPIRED,
    HEAD,
    NOW,
    OFFICE,
    QINGXIN,
    YINGDE,
    all_checked,
    all_points,
    both_approve,
    confirmed,
    drafted,
    frozen,
    issued,
    opened,
    scored,
    scoring,
    seen,
    state_of,
)
from tests.cast import Cast


@pytest.fixture(autouse=True)
def january() -> Any:
    """The site's clock: a morning in January 2027."""
    with time_machine.travel(NOW, tick=False):
        yield


def get(cast: Cast, who: str, name: str, /, *args: Any, query: str = "") -> Any:
    return cast.client(who).get(reverse(f"assessments:{name}", args=args) + query)


def post(cast: Cast, who: str, name: str, /, *args: Any, **data: Any) -> Any:
    return cast.client(who).post(reverse(f"assessments:{name}", args=args), data)


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_first_scheme_needs_no_typing(cast: Cast) -> None:
    page = get(cast, OFFICE, "new")
    assert page.status_code == 200 and "示范方案" in text(page)
    form = page.context["form"]
    answer = post(cast, OFFICE, "new", **{name: form[name].value() if name != "units" else form.initial["units"] for name in form.fields})
    found = Assessment.objects.get()
    assert answer.url == reverse("assessments:scheme", args=[found.uid])
    assert (found.year, found.as_of, found.group) == (2026, date(2026, 12, 31), "below")
    scheme = text(get(cast, OFFICE, "scheme", found.uid))
    assert "合计 100 分" in scheme and "15 分乘以完成率" in scheme and "不适用不等于零分" in scheme and "第二十七条第三款" in scheme
    assert [one.name for one in found.indicators.current() if one.kind == "score"][-3:] == ["责任书数字目标", "督查督办", "巡查问题整改"]


def test_faults_of_a_form_are_said_at_once_and_what_was_typed_stays(cast: Cast) -> None:
    answer = post(cast, OFFICE, "new", year="2026", title="", units=["yd"], as_of="x", self_due="2027-01-20", excellent_from="80", good_from="90",
                  fair_from="60",
                  bonus_cap="5", deduction_cap="20")
    said = text(answer)
    assert answer.status_code == 422 and not Assessment.objects.exists()
    assert "请写明方案名称" in said and "日期写成" in said and "依次降低" in said


def test_indicators_are_changed_on_the_scheme_until_it_is_issued(cast: Cast) -> None:
    found = opened(cast)
    row = found.indicators.get(key="z1")
    data = {"name": "事故起数", "kind": "score", "weight": "30", "source": "figure", "figure": "accidents.number", "rule": "each_off", "each": "3"}
    assert post(cast, OFFICE, "indicator", found.uid, row.pk, **data).status_code == 302
    assert "分值合计 115，应当正好 100" in text(get(cast, OFFICE, "scheme", found.uid))
    refused = post(cast, OFFICE, "take", found.uid, "issue", note="")
    assert refused.status_code == 422 and "应当正好 100" in text(refused)
    assert post(cast, OFFICE, "indicator_new", found.uid, **(data | {"rule": "given"})).status_code == 422
    changed = Indicator.objects.current().get(assessment=found, key="z1")
    assert post(cast, OFFICE, "indicator_remove", found.uid, changed.pk).status_code == 302
    assert not Indicator.objects.current().filter(assessment=found, key="z1").exists()
    assert row.name == "生产安全事故控制" and Indicator.objects.filter(assessment=found, key="z1").count() == 2


def test_the_address_of_a_former_wording_leads_to_where_the_indicator_stands(cast: Cast) -> None:
    found = opened(cast)
    row = found.indicators.get(key="z1")
    data = {"name": "事故起数", "kind": "score", "weight": "15", "source": "figure", "figure": "accidents.number", "rule": "each_off", "each": "3"}
    post(cast, OFFICE, "indicator", found.uid, row.pk, **data)
    changed = found.indicators.current().get(key="z1")
    assert get(cast, OFFICE, "indicator", found.uid, row.pk).url == reverse("assessments:indicator", args=[found.uid, changed.pk])
    post(cast, OFFICE, "indicator_remove", found.uid, changed.pk)
    assert get(cast, OFFICE, "indicator", found.uid, row.pk).url == reverse("assessments:scheme", args=[found.uid])


def test_what_a_rule_makes_nothing_of_is_refused_beside_the_field_and_issuing_shows_what_applies(cast: Cast) -> None:
    found = opened(cast)
    data = {"name": "死亡人数", "kind": "score", "weight": "40", "source": "figure", "figure": "accidents.deaths", "rule": "rate"}
    answer = post(cast, OFFICE, "indicator_new", found.uid, **data)
    assert answer.status_code == 422 and "可以用：每发生一件扣分、有一件即不得分" in text(answer)
    said = text(get(cast, OFFICE, "take", found.uid, "issue"))
    assert "各单位适用哪些指标" in said and "履职记录抽样核查（10 分）" in said


def test_the_terms_change_with_the_units(cast: Cast) -> None:
    found = opened(cast)
    data = {"title": "新名称", "units": ["yd"], "as_of": "2026-12-31", "self_due": "2027-02-01", "excellent_from": "95", "good_from": "85", "fair_from": "70",
            "bonus_cap": "3", "deduction_cap": "10"}
    assert post(cast, OFFICE, "terms", found.uid, **data).status_code == 302
    assert "英德市" in text(get(cast, OFFICE, "scheme", found.uid)) and "95 分以上为“优秀”" in text(get(cast, OFFICE, "scheme", found.uid))


def test_a_unit_sees_nothing_before_the_scheme_is_issued_and_then_only_its_own(cast: Cast) -> None:
    found = opened(cast)
    assert get(cast, YINGDE, "detail", found.uid).status_code == 404
    cast.client(OFFICE).post(reverse("assessments:take", args=[found.uid, "issue"]), {"note": ""})
    said = text(get(cast, YINGDE, "detail", found.uid))
    assert "英德市" in said and "清新区" not in said
    assert get(cast, YINGDE, "unit", found.uid, "qx").status_code == 404
    assert get(cast, "望埠安委办", "detail", found.uid).status_code == 404
    for name, args in (("scoring", ()), ("take", ("draw",)), ("approve", ("standing_committee",))):
        assert get(cast, YINGDE, name, found.uid, *args).status_code == 403


def test_a_county_assesses_itself_on_one_page(cast: Cast) -> None:
    fall(cast, "2026-06-01")
    found = issued(cast)
    page = get(cast, YINGDE, "unit", found.uid, "yd")
    said = text(page)
    assert "望埠镇“6·1”高处坠落事故" in said and "提交自评" in said
    form = page.context["form"]
    assert not any(field.initial for field in form.fields.values())  # nothing is filled in beforehand
    data = dict.fromkeys(form.fields, "")
    bare = post(cast, YINGDE, "self_assess", found.uid, "yd", **data)
    assert bare.status_code == 422 and "请写“安全生产责任体系建设”的自评分" in text(bare)
    data |= {"claimed-z7": "20"}
    assert "请写明依据，或者先在页尾上传佐证" in text(post(cast, YINGDE, "self_assess", found.uid, "yd", **data))
    data |= {"text-z7": "责任清单和演练记录齐全。"}
    assert post(cast, YINGDE, "self_assess", found.uid, "yd", **data).status_code == 302
    assert "已自评" in text(get(cast, OFFICE, "detail", found.uid))
    again = post(cast, YINGDE, "self_assess", found.uid, "yd", **data)
    assert again.status_code == 422 and "已经自评过了" in text(again)
    assert post(cast, YINGDE, "self_assess", found.uid, "qx", **data).status_code == 404
    assert "自评分" in text(post(cast, QINGXIN, "self_assess", found.uid, "qx", **(data | {"claimed-z7": "21"})))


def test_all_scores_are_given_on_one_page_beside_what_was_claimed(cast: Cast) -> None:
    found = scoring(cast)
    page = get(cast, OFFICE, "scoring", found.uid)
    form = page.context["form"]
    assert form["yd-z7"].value() is None and "自评 18.00 分：制度健全。" in text(page)
    data = dict.fromkeys(form.fields, "")
    refused = post(cast, OFFICE, "scoring", found.uid, finish="1", **data)
    assert refused.status_code == 422 and "英德市“安全生产责任体系建设”还没有核查评分" in text(refused)
    assert "工作创新" not in str(refused.context["form"].errors)
    assert post(cast, OFFICE, "scoring", found.uid, finish="1", **(data | {"yd-z7": "18", "qx-z7": "17"})).status_code == 302
    assert state_of(found) == "scored" and Given.objects.current().count() == 2  # a bonus that nobody applied for is none
    assert "总分" in text(get(cast, OFFICE, "unit", found.uid, "yd"))


def test_a_sampled_record_is_unverified_until_somebody_says_what_it_is(cast: Cast) -> None:
    record_act(cast.account["甲"], at("2026-06-12"), inspection(cast, lead="甲某", unit="英德"))
    found = issued(cast)
    said = text(get(cast, YINGDE, "unit", found.uid, "yd"))
    assert "还没有抽样，开始核查评分时抽取" in said and "没有可以抽取的记录" not in said
    for who, unit in ((YINGDE, "英德"), (QINGXIN, "清新")):
        self_assessing.self_assess(cast.account[who], NOW, found, cast.unit[unit], [Said("z7", Decimal(0))])
    checking.begin(cast.account[OFFICE], NOW, found)
    page = get(cast, OFFICE, "scoring", found.uid)
    [name] = [one for one in page.context["form"].fields if one.startswith("s") and not one.endswith("note")]
    assert "未核实" in text(page)
    points = {"yd-z7": "18", "qx-z7": "17"}
    refused = post(cast, OFFICE, "scoring", found.uid, finish="1", **points)
    assert refused.status_code == 422 and "英德市“履职记录抽样核查”还没有核查评分" in text(refused)
    assert "请写明情况" in text(post(cast, OFFICE, "scoring", found.uid, **points, **{name: "no"}))
    assert not Checked.objects.exists()
    assert post(cast, OFFICE, "scoring", found.uid, finish="1", **points, **{name: "yes"}).status_code == 302
    assert Checked.objects.current().get().passed and state_of(found) == "scored"


def test_a_wrong_score_is_refused_beside_its_field(cast: Cast) -> None:
    found = scoring(cast)
    said = post(cast, OFFICE, "scoring", found.uid, **{"yd-z7": "20.01", "qx-z7": "x"})
    assert said.status_code == 422 and "不能大于 20" in text(said) and "请写数字" in text(said)
    assert not Given.objects.exists()


def test_scores_go_out_and_come_in_by_excel(cast: Cast) -> None:
    found = scoring(cast)
    book = openpyxl.load_workbook(io.BytesIO(get(cast, OFFICE, "scores_excel", found.uid).content))
    sheet = book["评分"]
    for row in sheet.iter_rows(min_row=2):
        row[6].value = 17.5 if row[2].value == "z7" else None
        if row[2].value == "z13":
            row[7].value, row[8].value = "是", "没有申报"
    kept = io.BytesIO()
    book.save(kept)
    answer = cast.client(OFFICE).post(reverse("assessments:scores_import", args=[found.uid]), {"file": SimpleUploadedFile("评分.xlsx", kept.getvalue())})
    assert answer.status_code == 302
    assert set(Given.objects.current().values_list("unit__code", "points", "absent")) == {
        ("qx", Decimal("17.50"), False), ("qx", None, True), ("yd", Decimal("17.50"), False), ("yd", None, True)}
    sheet["G2"].value = "满分"
    sheet["A3"].value = "zz"
    kept = io.BytesIO()
    book.save(kept)
    wrong = cast.client(OFFICE).post(reverse("assessments:scores_import", args=[found.uid]), {"file": SimpleUploadedFile("评分.xlsx", kept.getvalue())})
    assert wrong.status_code == 422 and "G2" in text(wrong) and "A3" in text(wrong)


def test_an_indicator_that_does_not_apply_is_left_out_and_the_weights_are_raised_visibly(cast: Cast) -> None:
    found = scoring(cast)
    assert post(cast, OFFICE, "applies", found.uid, "qx", "z2", note="辖区没有这类企业").status_code == 302
    form = get(cast, OFFICE, "scoring", found.uid).context["form"]
    post(cast, OFFICE, "scoring", found.uid, **{name: form[name].value() or "0" for name in form.fields if not name.endswith("note") and "-" in name})
    said = text(get(cast, OFFICE, "unit", found.uid, "qx"))
    assert "不适用：辖区没有这类企业" in said and "不计" in said and "原 20.00" in said
    assert post(cast, OFFICE, "applies", found.uid, "qx", "z2", note="有").status_code == 302
    assert "不适用：辖区" not in text(get(cast, OFFICE, "unit", found.uid, "qx"))


def test_a_county_sees_its_own_draft_objects_and_is_answered(cast: Cast) -> None:
    found = drafted(cast)
    said = text(get(cast, YINGDE, "detail", found.uid))
    assert "初步结果" in said and "清新区" not in said
    paper = next(one for one in get(cast, YINGDE, "detail", found.uid).context["papers"] if one.kind == "assessment_draft")
    assert paper.object_id == f"{found.uid}~yd"
    assert get(cast, YINGDE, "paper", found.uid, paper.pk, "docx").status_code == 200
    assert get(cast, QINGXIN, "paper", found.uid, paper.pk, "docx").status_code == 404
    assert post(cast, YINGDE, "object", found.uid, "yd", text="").status_code == 422
    assert post(cast, YINGDE, "object", found.uid, "yd", text="抽样有误").status_code == 302
    assert post(cast, YINGDE, "object", found.uid, "qx", text="别人的").status_code == 404
    assert "答复" in text(get(cast, OFFICE, "detail", found.uid))
    objection = found.objections.get()
    assert "抽样有误" not in text(get(cast, QINGXIN, "detail", found.uid))
    assert post(cast, OFFICE, "reply", found.uid, objection.pk, accepted="no", text="核对无误").status_code == 302
    assert "不采纳" in text(get(cast, YINGDE, "unit", found.uid, "yd"))


def test_meetings_approve_on_one_page_and_the_office_s_head_confirms(cast: Cast) -> None:
    found = frozen(cast)
    page = get(cast, OFFICE, "approve", found.uid, "standing_committee")
    assert "空缺" in text(page) and "会议材料上的摘要应当与它相同" in text(page)  # 清远市 has no secretary on record
    data = {"meeting": "new", "on": "2027-01-10", "chair": "p10", "note": "", "seen": seen(found)}
    refused = post(cast, OFFICE, "approve", found.uid, "standing_committee", **data)
    assert refused.status_code == 422 and "请写明这次会议由谁主持" in text(refused)
    assert post(cast, OFFICE, "approve", found.uid, "standing_committee", **(data | {"note": "受市委委托"})).status_code == 302
    assert "党委常委会会议审定已经登记；还要政府常务会议审定" in text(get(cast, OFFICE, "detail", found.uid))
    assert post(cast, HEAD, "confirm", found.uid, note="").status_code == 422
    assert post(cast, OFFICE, "approve", found.uid, "executive_meeting", **data).status_code == 302
    assert "两个会议都已经审定。由安委办负责人确认" in text(get(cast, OFFICE, "detail", found.uid))
    assert get(cast, OFFICE, "confirm", found.uid).status_code == 403
    assert post(cast, HEAD, "confirm", found.uid, note="同意").status_code == 302
    assert state_of(found) == "confirmed"
    assert post(cast, OFFICE, "take", found.uid, "publish", note="").status_code == 302
    page = get(cast, YINGDE, "detail", found.uid)
    said, others = text(page), next(one for one in page.context["lines"] if one.unit.name == "清新区")
    assert "已公布" in said and "清新区" in said  # published: everybody assessed sees the grades, as the public does
    assert set(others.result) == {"grade", "by_score"} and reverse("assessments:unit", args=[found.uid, "qx"]) not in page.content.decode()
    assert get(cast, YINGDE, "unit", found.uid, "qx").status_code == 404 and get(cast, YINGDE, "unit", found.uid, "yd").status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(get(cast, YINGDE, "list", query="?excel=1").content))
    assert [row[4].value for row in book["结果"].iter_rows(min_row=2)] == ["英德市"]


def test_the_score_that_voided_the_approvals_is_in_the_story(cast: Cast) -> None:
    found = frozen(cast)
    both_approve(cast, found)
    data = dict.fromkeys(get(cast, OFFICE, "scoring", found.uid).context["form"].fields, "")
    post(cast, OFFICE, "scoring", found.uid, **(data | {"yd-z7": "19", "note": "核查后更正"}))
    page = get(cast, OFFICE, "detail", found.uid)
    assert [(one.kind, one.unit.name, one.note) for one in page.context["steps"] if one.unit] == [("score", "英德市", "核查后更正")]
    assert "固定结果以后事实或者评分有变：按现在的事实重新固定" in text(page)


def test_a_refusal_names_only_what_the_reader_may_do(cast: Cast) -> None:
    found = frozen(cast)
    refused = cast.client(OFFICE).get(reverse("assessments:take", args=[found.uid, "begin"]), follow=True)
    said = text(refused)
    assert "不能开始核查评分。现在可以：" in said
    listed = said.partition("现在可以：")[2].partition("。")[0]
    assert "登记会议审定" in listed and "确认结果" not in listed and "提出异议" not in listed


def test_a_snapshot_says_that_it_holds_and_goes_out_as_it_is(cast: Cast) -> None:
    found = frozen(cast)
    snapshot = newest(found)
    assert snapshot is not None
    assert "逐字节相同" in text(get(cast, OFFICE, "snapshot", found.uid, snapshot.serial))
    assert get(cast, OFFICE, "snapshot", found.uid, snapshot.serial, query="?json=1").content.decode() == snapshot.text
    assert get(cast, YINGDE, "snapshot", found.uid, snapshot.serial).status_code == 404
    type(snapshot).objects.filter(pk=snapshot.pk).update(text=snapshot.text.replace('"total":"', '"total":"1'))
    assert "摘要不符" in text(get(cast, OFFICE, "snapshot", found.uid, snapshot.serial))


def test_lists_and_their_sheets(cast: Cast) -> None:
    assert "没有符合条件的年度考核" in text(get(cast, OFFICE, "list"))
    found = confirmed(cast)
    assert found.title in text(get(cast, OFFICE, "list", query="?view=ours&year=2026&state=confirmed"))
    assert found.title not in text(get(cast, OFFICE, "list", query="?state=scoring"))
    assert found.title not in text(get(cast, OFFICE, "list", query="?known_at=2027-01-07"))
    assert found.title in text(get(cast, YINGDE, "list", query="?view=others"))
    book = openpyxl.load_workbook(io.BytesIO(get(cast, OFFICE, "list", query="?excel=1").content))
    assert [row[4].value for row in book["结果"].iter_rows(min_row=2)] == ["英德市", "清新区"]
    own = openpyxl.load_workbook(io.BytesIO(get(cast, YINGDE, "list", query="?excel=1").content))
    assert [row[4].value for row in own["结果"].iter_rows(min_row=2)] == ["英德市"]


def test_what_waits_stands_on_the_home_page(cast: Cast) -> None:
    found = issued(cast)
    assert "待自评的年度考核" in text(cast.client(YINGDE).get("/"))
    assert "在办的年度考核" in text(cast.client(OFFICE).get("/"))
    for unit, who in (("yd", YINGDE), ("qx", QINGXIN)):
        self_assessing.self_assess(cast.account[who], NOW, found, cast.unit["英德" if unit == "yd" else "清新"], [Said("z7", Decimal(0))])
    checking.begin(cast.account[OFFICE], NOW, found)
    checking.score(cast.account[OFFICE], NOW, found, all_points(cast, found), all_checked(found))
    checking.finish(cast.account[OFFICE], NOW, found)
    freezing.draft(cast.account[OFFICE], NOW, found, until=EXPIRED.date())
    later = at("2027-01-13")
    freezing.freeze(cast.account[OFFICE], later, found)
    both_approve(cast, found, later)
    with time_machine.travel(later, tick=False):
        assert "待我确认的考核结果" in text(cast.client(HEAD).get("/"))


def test_recusals_are_entered_and_taken_down(cast: Cast) -> None:
    found = scoring(cast)
    assert post(cast, OFFICE, "recuse", found.uid, account=cast.account[OFFICE].pk, unit="yd", reason="近亲属任职").status_code == 302
    assert "近亲属任职" in text(get(cast, OFFICE, "scoring", found.uid)) and "yd-z7" not in get(cast, OFFICE, "scoring", found.uid).context["form"].fields
    row = found.recusals.get()
    assert post(cast, OFFICE, "recusal_end", found.uid, row.pk, note="登记错人").status_code == 302
    assert "yd-z7" in get(cast, OFFICE, "scoring", found.uid).context["form"].fields


def test_documents_can_be_looked_at_before(cast: Cast) -> None:
    found = scored(cast)
    for document, query in (("scheme", ""), ("draft", "?unit=yd")):
        answer = get(cast, OFFICE, "draft", found.uid, document, "docx", query=query)
        assert answer.status_code == 200 and answer.content[:2] == b"PK"
    assert get(cast, YINGDE, "draft", found.uid, "scheme", "docx").status_code == 404
    assert get(cast, OFFICE, "draft", found.uid, "draft", "docx", query="?unit=zz").status_code == 404


def test_a_county_without_subordinates_of_its_kind_is_told_so(cast: Cast) -> None:
    assert get(cast, "望埠安委办", "new").status_code == 302
    assert get(cast, YINGDE, "new", query="?group=departments").status_code == 200


def test_a_snapshot_holds_everything_that_a_result_rests_on(cast: Cast) -> None:
    found = frozen(cast)
    said = json.loads(newest(found).text)  # type: ignore[union-attr]
    assert set(said) == {"format", "assessment", "scheme", "units", "facts", "vetoes", "cleared", "as_of", "vetoes_as_of", "pack", "ledger", "results"}
    assert Step.objects.filter(assessment=found).exists()
