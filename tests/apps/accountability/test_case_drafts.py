"""What is typed into a form of a case is kept sealed while somebody types, and is nobody else's; what is sent, not wanted or no longer his is gone."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from anze.access.rights import rights_of
from anze.accountability.actions import members
from anze.accountability.actions.drafts import draft_of, save_case_draft
from anze.accountability.models import Case, CaseDraft, Fact
from anze.accountability.queries.ground import Wanted as WantedGrounds
from anze.accountability.queries.ground import grounds
from anze.accountability.queries.law import provision_words
from anze.acts.actions.drafts import MOST
from anze.duties.policies import DRAFTS_KEPT
from anze.law.question import Question
from anze.project.jobs import clean
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import DAY, NOW, WORD, concerned, crew, heard, notified, opened, proposal
from tests.apps.accountability.test_grounds import NOW as SEPTEMBER
from tests.apps.accountability.test_grounds import late
from tests.cast import Cast

TEXT = f"{WORD}：写到一半的事实"
WHEN = at("2026-04-02", 9)
LATER = date(2026, 9, 1)
FACT = {"on": DAY.isoformat(), "text": TEXT, "rules_0": "第五条第七项"}


def sent(cast: Cast, who: str, address: str, **data: Any) -> Any:
    """Send to an address as an account, on that day."""
    with time_machine.travel(WHEN, tick=False):
        return cast.client(who).post(address, data)


def seen(cast: Cast, who: str, address: str) -> Any:
    """Open an address as an account, on that day."""
    with time_machine.travel(WHEN, tick=False):
        return cast.client(who).get(address)


def drafts() -> list[CaseDraft]:
    """Return what is kept and was neither sent nor thrown away."""
    return [row for row in CaseDraft.objects.order_by("pk") if row.typed]


def address(case: Case, kind: str = "fact") -> str:
    """Return the address of a form of a case."""
    return reverse("accountability:case_take", args=[case.uid, kind])


def test_what_is_typed_is_kept_sealed_and_put_back_for_its_writer_alone(cast: Cast) -> None:
    case = opened(cast)
    answer = sent(cast, "纪委", address(case), keep_draft="keep", **FACT)
    assert answer.status_code == 200 and answer.json()["saved"] == "09:00:00" and not Fact.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT typed, form FROM accountability_casedraft")
        typed, form = cursor.fetchone()
    assert WORD not in typed and case.uid not in form
    page = seen(cast, "纪委", address(case)).content.decode()
    assert TEXT in page and "没有提交的内容" in page and 'value="第五条第七项"' in page
    assert TEXT not in seen(cast, "纪委乙", address(case)).content.decode()


def test_the_last_that_was_typed_counts_and_what_is_sent_is_gone(cast: Cast) -> None:
    case = opened(cast)
    one = concerned(cast, case=case)
    for text in ("先写的", TEXT):
        sent(cast, "纪委", address(case), keep_draft="keep", **FACT | {"text": text})
    assert [row.data["text"] for row in drafts()] == [[TEXT]]
    assert sent(cast, "纪委", address(case), **FACT | {"whom": [one.pk]}).status_code == 302
    assert Fact.objects.get().text == TEXT and not drafts()
    assert TEXT not in seen(cast, "纪委", address(case)).content.decode()


def test_what_is_refused_keeps_its_draft_and_what_is_not_wanted_is_gone(cast: Cast) -> None:
    case = opened(cast)
    sent(cast, "纪委", address(case), keep_draft="keep", **FACT)
    assert sent(cast, "纪委", address(case), **FACT | {"on": "", "text": "改过的"}).status_code == 422
    assert [row.data["text"] for row in drafts()] == [["改过的"]]
    answer = sent(cast, "纪委", address(case), keep_draft="drop")
    assert answer.status_code == 302 and answer["Location"] == address(case) and not drafts()


def test_whoever_is_not_on_the_case_keeps_no_draft_in_it(cast: Cast) -> None:
    case = opened(cast)
    assert sent(cast, "纪委丁", address(case), keep_draft="keep", **FACT).status_code == 404
    assert sent(cast, "甲", address(case), keep_draft="keep", **FACT).status_code in {403, 404}
    assert not drafts()


def test_whoever_leaves_the_case_leaves_no_draft(cast: Cast) -> None:  # 第三十三条
    case, other = opened(cast), opened(cast, title=f"{WORD}另一件")
    for each in (case, other):
        sent(cast, "纪委", address(each), keep_draft="keep", **FACT)
    members.leave(cast.account["纪委"], WHEN, case.members.get(account=cast.account["纪委"]), reason="调离", successor=cast.account["纪委丙"])
    assert [row.case for row in drafts()] == [other]


def test_choices_dates_and_ticks_come_back_with_the_reasons_of_a_decision(cast: Cast) -> None:
    one = heard(cast)
    form = reverse("accountability:person_take", args=[one.uid, "draft"])
    sent(cast, "纪委", form, keep_draft="keep", kind="measures", measures=["政务记过"], by="supervision", body="清远市监委", reasons=TEXT)
    page = seen(cast, "纪委", form).content.decode()
    ticked = page.partition('value="政务记过"')[2].partition(">")[0]
    assert TEXT in page and "checked" in ticked and 'value="清远市监委"' in page
    assert "checked" not in page.partition('value="政务警告"')[2].partition(">")[0]


def test_the_person_concerned_finds_his_statement_again_and_nobody_reads_it(cast: Cast) -> None:  # 第三十二条
    one = notified(cast)
    form = reverse("accountability:own_state", args=[one.uid])
    assert sent(cast, "甲", form, keep_draft="keep", text=TEXT).status_code == 200
    assert TEXT in seen(cast, "甲", form).content.decode()
    assert TEXT not in seen(cast, "纪委", reverse("accountability:person", args=[one.uid])).content.decode()
    assert sent(cast, "甲", form, text=TEXT).status_code == 302 and not drafts()


def test_a_proposal_begun_from_one_ground_is_not_put_into_another(cast: Cast) -> None:  # 第二十五条
    crew(cast)
    form = reverse("accountability:case_new")
    told = proposal(cast)
    assert sent(cast, "纪委", form, keep_draft="keep", title=told.title, reasons=TEXT).status_code == 200
    assert TEXT in seen(cast, "纪委", form).content.decode()
    assert TEXT not in seen(cast, "纪委", f"{form}?ground=25.3:x").content.decode()


def test_a_waiver_that_was_taken_back_does_not_come_back_with_the_draft(cast: Cast) -> None:  # 第三十二条
    one = notified(cast)
    form = reverse("accountability:own_state", args=[one.uid])
    sent(cast, "甲", form, keep_draft="keep", nothing_more="on", text="")
    assert sent(cast, "甲", form, text="").status_code == 422
    page = seen(cast, "甲", form).content.decode()
    assert "checked" not in page.partition('name="nothing_more"')[2].partition(">")[0]


def kept_from(cast: Cast, form: str, since: str, minute: int, **data: Any) -> Any:
    """Keep a draft from a window that began from another."""
    with time_machine.travel(WHEN + timedelta(minutes=minute), tick=False):
        return cast.client("纪委").post(form, {"keep_draft": "keep", "draft_since": since, **data})


def test_another_window_overwrites_nothing_unless_told_to(cast: Cast) -> None:
    form = address(opened(cast))
    first = kept_from(cast, form, "", 0, text="长长的一段").json()
    again = kept_from(cast, form, first["stamp"], 1, text="长长的一段，再写")
    other = kept_from(cast, form, "", 2, text="一")
    assert again.status_code == 200 and other.status_code == 409 and "在另一个窗口（或者刚离开的页面）里也写过，09:01:00 存的没有覆盖" in other.json()["fault"]
    assert [row.data["text"] for row in drafts()] == [["长长的一段，再写"]]
    assert kept_from(cast, form, other.json()["stamp"], 3, text="一").status_code == 200
    assert [row.data["text"] for row in drafts()] == [["一"]]


def test_a_window_left_open_does_not_bring_back_what_was_sent(cast: Cast) -> None:
    case = opened(cast)
    one, form = concerned(cast, case=case), address(case)
    stamp = kept_from(cast, form, "", 0, text="旧").json()["stamp"]
    assert sent(cast, "纪委", form, **FACT | {"whom": [one.pk]}).status_code == 302
    late = kept_from(cast, form, stamp, 5, text="旧表单")
    assert late.status_code == 409 and "已经在另一个窗口里提交了" in late.json()["fault"] and "stamp" not in late.json() and not drafts()
    page = seen(cast, "纪委", form).content.decode()
    since = page.partition('name="draft_since" value="')[2].partition('"')[0]
    assert since and kept_from(cast, form, since, 6, text="又一项").status_code == 200


def test_a_refused_form_of_an_old_window_overwrites_nothing_either(cast: Cast) -> None:
    form = address(opened(cast))
    kept_from(cast, form, "", 0, text="窗口甲的文字")
    with time_machine.travel(WHEN + timedelta(minutes=1), tick=False):
        page = cast.client("纪委").post(form, FACT | {"on": "", "text": "窗口乙的文字", "draft_since": ""})
    assert page.status_code == 422 and "窗口乙的文字" in page.content.decode() and 'name="draft_since" value=""' in page.content.decode()
    assert [row.data["text"] for row in drafts()] == [["窗口甲的文字"]]


def test_provisions_that_were_chosen_among_those_that_fit_come_back_by_name(cast: Cast) -> None:
    form = address(opened(cast))
    sent(cast, "纪委", form, keep_draft="keep", **FACT | {"rules_1": "带队检查", "fitting": ["14.1"]})
    page = seen(cast, "纪委", form).content.decode()
    assert 'value="第五条第七项"' in page and 'value="带队检查"' not in page and f'value="{provision_words()["14.1"].partition("　")[0]}"' in page


def test_why_no_case_is_opened_is_kept_sealed_too(cast: Cast) -> None:  # 第二十五条
    crew(cast)
    late(cast)
    ground = grounds(rights_of(cast.account["纪委"]), Question(LATER, LATER), LATER, WantedGrounds(rule="25.3"))[0]
    page, form = (reverse(f"accountability:{name}", args=[ground.key]) for name in ("ground", "ground_decline"))
    with time_machine.travel(SEPTEMBER, tick=False):
        client = cast.client("纪委")
        assert client.post(form, {"keep_draft": "keep", "draft_since": "", "reason": TEXT}).status_code == 200
        assert TEXT in client.get(page).content.decode() and TEXT not in cast.client("纪委乙").get(page).content.decode()
        assert client.post(form, {"keep_draft": "drop"})["Location"] == page
        assert TEXT not in client.get(page).content.decode()
        client.post(form, {"keep_draft": "keep", "reason": TEXT})
        assert client.post(form, {"reason": TEXT}).status_code == 302 and not drafts()


def test_too_much_is_said_and_what_was_kept_stays(cast: Cast) -> None:
    case = opened(cast)
    sent(cast, "纪委", address(case), keep_draft="keep", **FACT)
    answer = sent(cast, "纪委", address(case), keep_draft="keep", **FACT | {"text": "长" * 100_001})
    assert answer.status_code == 422 and "草稿没有保存" in answer.json()["fault"] and CaseDraft.objects.get().data["text"] == [TEXT]


def test_of_too_many_drafts_the_eldest_go(cast: Cast) -> None:
    by = cast.account["纪委"]
    for number in range(MOST + 2):
        save_case_draft(by, NOW + timedelta(minutes=number), f"/{number}/", {"text": ["某"]})
    assert CaseDraft.objects.count() == MOST and draft_of(by, "/0/") is draft_of(by, "/1/") is None


@pytest.mark.parametrize("over", [False, True])
def test_a_draft_that_nobody_came_back_to_is_forgotten(cast: Cast, over: bool) -> None:
    sent(cast, "纪委", address(opened(cast)), keep_draft="keep", **FACT)
    clean(WHEN + DRAFTS_KEPT + (timedelta(seconds=1) if over else timedelta()))
    assert CaseDraft.objects.exists() is not over and NOW < WHEN
