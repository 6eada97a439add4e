"""Whoever drafts a decision sees what its reasons have to answer, begins with his own body, and is told once and plainly what to write (第三十二、三十三条)."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from anze.accountability.actions import answering, serving
from anze.accountability.models import Concerned
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import (
    after_accident,
    concerned,
    finding,
    grounded,
    heard,
    proven,
    weighing,
)
from tests.apps.accountability.test_case_authority import draft
from tests.cast import Cast

WHEN = at("2026-04-15", 9)


def form(cast: Cast, one: Concerned, name: str = "纪委") -> str:
    with time_machine.travel(WHEN, tick=False):
        return str(cast.client(name).get(reverse("accountability:person_take", args=[one.uid, "draft"])).content.decode())


def test_the_form_shows_what_the_reasons_have_to_answer(cast: Cast) -> None:
    one = concerned(cast, case=after_accident(cast))
    fact = proven(cast, one.case, "没有按月带队检查", rules="5.7")
    weighing.add_circumstance(cast.account["纪委"], at("2026-04-01", 10), one, rule="29.p3", on=date(2026, 3, 20), text="主动说明",
                              evidence=[fact.evidence.get()])
    grounded(cast, one)
    serving.notify(cast.account["纪委"], at("2026-04-01", 11), one, text="拟认定负有责任", on=date(2026, 4, 1), way="direct", due=date(2026, 4, 11),
                   measures=["政务记过"])
    answering.state(cast.account["甲"], at("2026-04-02", 9), one, text="当时已经布置整改")
    late = finding.add_fact(cast.account["纪委"], at("2026-04-03", 9), one.case, on=date(2026, 3, 9), text="告知以后才查到的")
    page = form(cast, one)
    for words in ("没有按月带队检查", "没有按月带队检查：记录", "从轻、减轻", "主动说明", "尽职免责检验", "拟认定负有责任", "<strong>政务记过</strong>",
                  "当时已经布置整改", "最后一次告知以后登记", "还没有证据，不能拟定"):
        assert words in page, words
    assert late.pk and page.count("最后一次告知以后登记") == 1


def test_the_body_that_drafts_is_chosen_already(cast: Cast) -> None:
    assert '<option value="discipline" selected>' in form(cast, heard(cast))


def test_of_a_cadre_whose_management_nobody_entered_it_is_said_once(cast: Cast) -> None:
    one = heard(cast)
    Concerned.objects.filter(pk=one.pk).update(managed_by="")
    page = form(cast, one)
    assert page.count("没有登记甲某归哪一级党委管理") == 1 and "政务记过（监察机关）" in page  # the measure itself is open in no other way


@pytest.mark.parametrize("managed_by", ["city", ""])
def test_what_the_ground_is_asked_for_is_one_plain_sentence(cast: Cast, managed_by: str) -> None:
    one = heard(cast)
    one.managed_by = managed_by
    one.save()
    with pytest.raises(ValidationError) as refused:
        draft(cast, one, "discipline", "清远市纪委", "诫勉", "通报")
    [said] = refused.value.message_dict["authority"]
    assert said.startswith("由清远市纪委决定的，请写明依据") and "有干部管理权限的党委定" in said and "都可能有权" not in said
    assert ("没有登记甲某归哪一级党委管理" in said) == (not managed_by)
