"""What is typed into a form of a case is kept sealed while somebody types, and is nobody else's; what is sent, not wanted or no longer his is gone."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from anze.accountability.actions import members
from anze.accountability.actions.drafts import MOST, save_case_draft
from anze.accountability.models import Case, CaseDraft, Fact
from anze.duties.policies import DRAFTS_KEPT
from anze.project.jobs import clean
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import DAY, NOW, WORD, concerned, crew, heard, notified, opened, proposal
from tests.cast import Cast

TEXT = f"{WORD}：写到一半的事实"
WHEN = at("2026-04-02", 9)
FACT = {"on": DAY.isoformat(), "text": TEXT, "rules_0": "第五条第七项"}


def sent(cast: Cast, who: str, address: str, **data: Any) -> Any:
    """Send to an address as an account, on that day."""
    with time_machine.travel(WHEN, tick=False):
        return cast.client(who).post(address, data)


def seen(cast: Cast, who: str, address: str) -> Any:
    """Open an address as an account, on that day."""
    with time_machine.travel(WHEN, tick=False):
        return cast.client(who).get(address)


def address(case: Case, kind: str = "fact") -> str:
    """Return the address of a form of a case."""
    return reverse("accountability:case_take", args=[case.uid, kind])


def test_what_is_typed_is_kept_sealed_and_put_back_for_its_writer_alone(cast: Cast) -> None:
    case = opened(cast)
    answer = sent(cast, "纪委", address(case), keep_draft="keep", **FACT)
    assert answer.status_code == 200 and answer.json() == {"saved": "09:00:00"} and not Fact.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT typed FROM accountability_casedraft")
        assert WORD not in cursor.fetchone()[0]
    page = seen(cast, "纪委", address(case)).content.decode()
    assert TEXT in page and "没有提交的内容" in page and 'value="第五条第七项"' in page
    assert TEXT not in seen(cast, "纪委乙", address(case)).content.decode()


def test_the_last_that_was_typed_counts_and_what_is_sent_is_gone(cast: Cast) -> None:
    case = opened(cast)
    one = concerned(cast, case=case)
    for text in ("先写的", TEXT):
        sent(cast, "纪委", address(case), keep_draft="keep", **FACT | {"text": text})
    assert [row.data["text"] for row in CaseDraft.objects.all()] == [[TEXT]]
    assert sent(cast, "纪委", address(case), **FACT | {"whom": [one.pk]}).status_code == 302
    assert Fact.objects.get().text == TEXT and not CaseDraft.objects.exists()
    assert TEXT not in seen(cast, "纪委", address(case)).content.decode()


def test_what_is_refused_keeps_its_draft_and_what_is_not_wanted_is_gone(cast: Cast) -> None:
    case = opened(cast)
    sent(cast, "纪委", address(case), keep_draft="keep", **FACT)
    assert sent(cast, "纪委", address(case), **FACT | {"on": ""}).status_code == 422 and CaseDraft.objects.exists()
    answer = sent(cast, "纪委", address(case), keep_draft="drop")
    assert answer.status_code == 302 and answer["Location"] == address(case) and not CaseDraft.objects.exists()


def test_whoever_is_not_on_the_case_keeps_no_draft_in_it(cast: Cast) -> None:
    case = opened(cast)
    assert sent(cast, "纪委丁", address(case), keep_draft="keep", **FACT).status_code == 404
    assert sent(cast, "甲", address(case), keep_draft="keep", **FACT).status_code in {403, 404}
    assert not CaseDraft.objects.exists()


def test_whoever_leaves_the_case_leaves_no_draft(cast: Cast) -> None:  # 第三十三条
    case, other = opened(cast), opened(cast, title=f"{WORD}另一件")
    for each in (case, other):
        sent(cast, "纪委", address(each), keep_draft="keep", **FACT)
    members.leave(cast.account["纪委"], WHEN, case.members.get(account=cast.account["纪委"]), reason="调离", successor=cast.account["纪委丙"])
    assert [row.case for row in CaseDraft.objects.all()] == [other]


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
    assert sent(cast, "甲", form, text=TEXT).status_code == 302 and not CaseDraft.objects.exists()


def test_a_proposal_begun_from_one_ground_is_not_put_into_another(cast: Cast) -> None:  # 第二十五条
    crew(cast)
    form = reverse("accountability:case_new")
    told = proposal(cast)
    assert sent(cast, "纪委", form, keep_draft="keep", title=told.title, reasons=TEXT).status_code == 200
    assert TEXT in seen(cast, "纪委", form).content.decode()
    assert TEXT not in seen(cast, "纪委", f"{form}?ground=25.3:x").content.decode()


def test_too_much_is_said_and_what_was_kept_stays(cast: Cast) -> None:
    case = opened(cast)
    sent(cast, "纪委", address(case), keep_draft="keep", **FACT)
    answer = sent(cast, "纪委", address(case), keep_draft="keep", **FACT | {"text": "长" * 100_001})
    assert answer.status_code == 422 and "草稿没有保存" in answer.json()["fault"] and CaseDraft.objects.get().data["text"] == [TEXT]


def test_of_too_many_drafts_the_eldest_go(cast: Cast) -> None:
    by = cast.account["纪委"]
    for number in range(MOST + 2):
        save_case_draft(by, NOW + timedelta(minutes=number), f"/{number}/", {"text": ["某"]})
    assert CaseDraft.objects.count() == MOST and not CaseDraft.objects.filter(form__in=["/0/", "/1/"]).exists()


@pytest.mark.parametrize("over", [False, True])
def test_a_draft_that_nobody_came_back_to_is_forgotten(cast: Cast, over: bool) -> None:
    sent(cast, "纪委", address(opened(cast)), keep_draft="keep", **FACT)
    clean(WHEN + DRAFTS_KEPT + (timedelta(seconds=1) if over else timedelta()))
    assert CaseDraft.objects.exists() is not over and NOW < WHEN
