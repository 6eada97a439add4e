"""A second tab, a button pressed twice: the page says that it was done, nothing is lost that was typed, and strangers still find nothing."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from anze.accountability.actions import opening
from anze.accountability.models import CaseFile, Concerned, Remedy, Statement
from anze.acts.models import Blob
from anze.people.models import Officer, Tenure
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import (
    NOW,
    contested,
    drafted,
    lifted,
    notified,
    opened,
    served,
    state_of,
    tenure,
    warned,
)
from tests.apps.accountability.test_case_pages import post
from tests.cast import Cast
from tests.hostile.office import pdf

LATER = at("2026-05-09", 9)


def answer_to(cast: Cast, name: str, where: str, args: list[Any], now: Any = LATER, **data: Any) -> tuple[str, str]:
    """Press a button late, and return the page it leads to and what stands there."""
    with time_machine.travel(now, tick=False):
        sent = cast.client(name).post(reverse(f"accountability:{where}", args=args), data, follow=True)
    assert sent.status_code == 200 and sent.redirect_chain, (where, args)
    return sent.redirect_chain[-1][0], sent.content.decode()


def test_a_verb_of_a_person_that_was_taken_leads_back_and_says_so(cast: Cast) -> None:
    one = warned(cast)
    for name, kind in (("纪委乙", "decide"), ("纪委", "serve"), ("纪委", "waive"), ("纪委", "clear"), ("纪委乙", "approve_lift")):
        if kind == "approve_lift":
            lifted(cast, one, "2026-10-21")
        where, said = answer_to(cast, name, "person_take", [one.uid, kind])
        assert where == reverse("accountability:person", args=[one.uid])
        assert ("这一步已经办过了" in said) == (kind in {"serve", "approve_lift"}) and ("message warning" in said or "已经办过" in said), kind
    assert state_of(one) == "lifted"


def test_a_verb_of_a_case_that_was_taken_leads_back_and_says_so(cast: Cast) -> None:
    one = served(cast)
    case = one.case
    assert "这一步已经办过了：批准立案，纪委乙" in answer_to(cast, "纪委乙", "case_take", [case.uid, "approve"])[1]
    opening.close(cast.account["纪委"], NOW, case)
    for kind in ("close", "list", "fact"):
        assert "已结案" in answer_to(cast, "纪委", "case_take", [case.uid, kind])[1], kind
    member = case.members.get(account=cast.account["纪委"])
    assert "由承办人办理" in answer_to(cast, "纪委乙", "case_take", [case.uid, "fact"])[1]
    assert post(cast, "纪委丁", "case_member_end", [case.uid, member.pk, "recuse"]).status_code == 404


def test_what_was_typed_into_a_form_that_came_too_late_is_shown_again(cast: Cast) -> None:
    one = drafted(cast)
    sent = post(cast, "纪委", "person_take", [one.uid, "draft"], reasons="另一个标签页里写的长长的理由", kind="measures")
    told = sent.content.decode()
    assert sent.status_code == 422 and "另一个标签页里写的长长的理由" in told and "这一步已经办过了：拟定决定" in told and "没有保存" in told
    where, said = answer_to(cast, "纪委", "person_take", [one.uid, "draft"], reasons=one.decisions.get().reasons)  # pressed twice: nothing to lose
    assert where == reverse("accountability:person", args=[one.uid]) and "这一步已经办过了" in said


def test_the_persons_own_words_are_never_lost(cast: Cast) -> None:
    one = drafted(cast)
    late = post(cast, "甲", "own_state", [one.uid], text="写了很久的补充申辩")
    assert late.status_code == 422 and "写了很久的补充申辩" in late.content.decode() and "决定已经拟定" in late.content.decode()


def test_a_fact_sent_twice_is_entered_once_and_the_same_words_of_another_day_again(cast: Cast) -> None:
    case = opened(cast)
    told = {"text": "没有带队检查", "rules": ""}
    for day, rows in (("2026-03-01", 1), ("2026-03-01", 1), ("2026-02-01", 2)):
        assert post(cast, "纪委", "case_take", [case.uid, "fact"], on=day, **told).status_code == 302
        assert case.facts.count() == rows
    for _ in range(2):
        assert post(cast, "纪委", "case_take", [case.uid, "evidence"], kind="other", text="现场记录").status_code == 302
    assert case.evidence.count() == 1


def test_contesting_twice_makes_one_and_says_so(cast: Cast) -> None:
    one = contested(cast)
    where, said = answer_to(cast, "甲", "own_contest", [one.uid], route="supervision:re_examination", text=Remedy.objects.get().text)
    assert where == reverse("accountability:own", args=[one.uid]) and "您已经在2026年5月8日提出了复审" in said
    late = post(cast, "甲", "own_contest", [one.uid], LATER, route="supervision:re_examination", text="第二个标签页里的理由")
    assert late.status_code == 422 and "第二个标签页里的理由" in late.content.decode() and Remedy.objects.count() == 1


def test_a_contest_after_its_time_keeps_the_words(cast: Cast) -> None:
    one = served(cast)
    late = post(cast, "甲", "own_contest", [one.uid], at("2026-05-23", 8), route="supervision:re_examination", text="迟到的请求")
    assert late.status_code == 422 and "迟到的请求" in late.content.decode() and "期限都已经过了" in late.content.decode()


def test_the_same_statement_twice_is_one(cast: Cast) -> None:
    one = notified(cast)
    for _ in range(2):
        assert post(cast, "甲", "own_state", [one.uid], at("2026-04-02", 9), text="我的申辩").status_code == 302
    assert Statement.objects.count() == 1


@pytest.mark.parametrize("where", ["person_take", "case_take", "own_state", "own_contest"])
def test_strangers_and_unknown_verbs_find_nothing(cast: Cast, where: str) -> None:
    one = served(cast)
    args = {"person_take": [one.uid, "serve"], "case_take": [one.case.uid, "approve"]}.get(where, [one.uid])
    for name in ("纪委丁", "乙"):
        assert post(cast, name, where, args, LATER, text="x").status_code in {403, 404}
    if where.endswith("take"):
        assert post(cast, "纪委", where, [args[0], "nonsense"]).status_code == 404


def upload(name: str = "照片.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or pdf(), "application/pdf")


def test_a_statement_takes_files_sealed_for_members_and_himself(cast: Cast, settings: Any, tmp_path: Any) -> None:
    settings.FILES = tmp_path
    one = notified(cast)
    assert post(cast, "甲", "own_state", [one.uid], at("2026-04-02", 9), text="见附件", attached=[upload(), upload("会议纪要.pdf")]).status_code == 302
    files = list(CaseFile.objects.filter(statement__concerned=one).order_by("pk"))
    assert [file.name for file in files] == ["照片.pdf", "会议纪要.pdf"] and files[0].blob.sha256 != Blob.objects.none()
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and pdf()[:40] in path.read_bytes()]
    with time_machine.travel(LATER, tick=False):
        own, case = reverse("accountability:own_file", args=[one.uid, files[0].pk]), reverse("accountability:case_file", args=[one.case.uid, files[0].pk])
        assert cast.client("甲").get(own).content == pdf() == cast.client("纪委乙").get(case).content
        assert (cast.client("乙").get(own).status_code, cast.client("纪委丁").get(case).status_code) == (404, 404)
        assert "会议纪要.pdf" in cast.client("纪委").get(reverse("accountability:person", args=[one.uid])).content.decode()
    assert post(cast, "纪委", "case_strike", [one.case.uid, "file", files[0].pk], reason="不要").status_code == 422


def test_a_hostile_file_is_refused_and_the_words_stay(cast: Cast, settings: Any, tmp_path: Any) -> None:
    settings.FILES = tmp_path
    one = notified(cast)
    wrong = post(cast, "甲", "own_state", [one.uid], at("2026-04-02", 9), text="我的申辩", attached=[upload(), upload("病毒.exe", b"MZ\x00\x01")])
    assert wrong.status_code == 422 and "我的申辩" in wrong.content.decode() and "病毒.exe" in wrong.content.decode()
    assert not Statement.objects.exists() and not CaseFile.objects.exists()


def test_persons_are_found_by_name_unit_and_post_among_those_of_the_day(cast: Cast) -> None:
    case = opened(cast)
    namesake = Officer.objects.create(code="p99", name="甲某")
    Tenure.objects.create(officer=namesake, unit=cast.unit["望埠"], post="party_head", start=date(2026, 1, 1), recorded_at=at("2026-01-01"))
    several = post(cast, "纪委", "case_take", [case.uid, "list"], person="甲某", managed_by="city", share="main", note="写好的说明")
    told = several.content.decode()
    assert several.status_code == 422 and "请选是哪一位" in told and "望埠" in told and "写好的说明" in told
    assert post(cast, "纪委", "case_take", [case.uid, "list"], person="壬某", share="main").status_code == 422  # of another county
    assert post(cast, "纪委", "case_take", [case.uid, "list"], person="甲某", tenure=tenure(cast).pk, share="main").status_code == 302
    assert post(cast, "纪委", "case_take", [case.uid, "list"], person="望埠 甲某", share="main").status_code == 302
    assert set(Concerned.objects.values_list("officer__code", flat=True)) == {"p1", "p99"}


