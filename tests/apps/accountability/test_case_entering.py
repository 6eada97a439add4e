"""What came on paper is entered by the handler with the day received and the scan, marked as entered for him: those who moved or retired have no account
(第三十一、三十二条)."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from anze.accountability.actions import deciding, entering, finding, serving
from anze.accountability.models import CaseFile, Concerned, Remedy, Statement, Step
from anze.accountability.told import Drafted, Wanted
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import WORD, drafted, lifted, notified, scan, served, state_of
from tests.apps.accountability.test_case_pages import post
from tests.cast import Cast
from tests.hostile.office import pdf


def say(cast: Cast, one: Concerned, on: date, when: str, name: str = "纪委", **more: Any) -> Statement:
    plain: dict[str, Any] = {"on": on, "text": f"{WORD}：纸面的申辩", "files": [scan()]}
    return entering.enter_statement(cast.account[name], at(when, 9), one, **(plain | more))


def ask(cast: Cast, one: Concerned, on: date, when: str, **more: Any) -> Remedy:
    plain: dict[str, Any] = {"on": on, "text": f"{WORD}：纸面的请求", "files": [scan()], "scheme": "supervision", "route": "re_examination"}
    return entering.enter_contest(cast.account["纪委"], at(when, 9), one, **(plain | more))


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("申请书.pdf", pdf(), "application/pdf")


def test_a_statement_on_paper_hears_him_and_bears_its_day_and_who_entered_it(cast: Cast) -> None:
    one = notified(cast)
    made = say(cast, one, date(2026, 4, 3), "2026-04-07")
    assert state_of(one) == "heard" and (made.said_on, made.by) == (date(2026, 4, 3), cast.account["纪委"]) and not made.nothing_more
    step = Step.objects.get(kind="enter_statement")
    assert step.on == date(2026, 4, 3) and made.files.get().name == "申请书.pdf"
    with pytest.raises(ValidationError, match="不能撤下"):
        finding.strike(cast.account["纪委"], at("2026-04-08"), one.case, made.files.get(), reason="不要")


def test_everything_wrong_with_a_paper_is_said_at_once(cast: Cast) -> None:
    one = notified(cast)
    with pytest.raises(ValidationError) as fault:
        say(cast, one, date(2026, 4, 8), "2026-04-07", text=" ", files=[])
    assert set(fault.value.message_dict) == {"on", "text", "attached"}
    with pytest.raises(ValidationError, match="早于2026年4月1日的告知"):
        say(cast, one, date(2026, 3, 31), "2026-04-07")
    with pytest.raises(ValidationError, match="由承办人办理"):
        say(cast, one, date(2026, 4, 3), "2026-04-07", name="纪委乙")
    assert not CaseFile.objects.exists()


@pytest.mark.parametrize(("received", "taken"), [(date(2026, 4, 11), True), (date(2026, 4, 12), False)])
def test_the_time_of_the_notice_is_judged_by_the_day_received(cast: Cast, received: date, taken: bool) -> None:
    one = drafted(cast)  # told until 2026-04-11, drafted on the 15th
    if not taken:
        with pytest.raises(ValidationError, match="期限已经过了"):
            say(cast, one, received, "2026-04-16")
        return
    say(cast, one, received, "2026-04-16")
    with pytest.raises(ValidationError, match="拟定以后本人又作了陈述申辩"):
        deciding.decide(cast.account["纪委乙"], at("2026-04-17"), one, on=date(2026, 4, 17))


@pytest.mark.parametrize(("received", "taken"), [(date(2026, 5, 22), True), (date(2026, 5, 23), False)])
def test_a_review_on_paper_is_judged_by_the_day_received_and_answered_from_it(cast: Cast, received: date, taken: bool) -> None:  # 一个月
    one = served(cast)
    if not taken:
        with pytest.raises(ValidationError, match="已经过了"):
            ask(cast, one, received, "2026-06-01")
        return
    made = ask(cast, one, received, "2026-06-01")
    assert (made.on, made.received_on, made.answer_due) == (received, received, date(2026, 6, 22)) and state_of(one) == "reviewing"
    assert made.files.get().remedy == made and Step.objects.get(kind="enter_review").on == received


def test_an_appeal_on_paper_against_what_was_lifted_is_entered_too(cast: Cast) -> None:
    from tests.apps.accountability.test_case_lifting import GROUND, suspended

    one = lifted(cast, suspended(cast), "2026-04-23", **GROUND)
    with pytest.raises(ValidationError, match="早于2026年4月22日的送达"):
        ask(cast, one, date(2026, 4, 21), "2026-05-01", scheme="party_accountability", route="appeal")
    ask(cast, one, date(2026, 4, 30), "2026-05-01", scheme="party_accountability", route="appeal")
    assert state_of(one) == "appealing" and Step.objects.filter(kind="enter_appeal").exists()


def test_the_forms_take_the_day_the_words_and_the_scan_once(cast: Cast, settings: Any, tmp_path: Any) -> None:
    settings.FILES = tmp_path
    one, now = notified(cast), at("2026-04-07", 9)
    bare = post(cast, "纪委", "person_take", [one.uid, "enter_statement"], now, on="2026-04-03", text="照纸面写的申辩")
    assert bare.status_code == 422 and "请附上纸面的扫描件" in bare.content.decode() and "照纸面写的申辩" in bare.content.decode()
    for _ in range(2):
        assert post(cast, "纪委", "person_take", [one.uid, "enter_statement"], now, on="2026-04-03", text="照纸面写的申辩",
                    attached=[upload()]).status_code == 302
    assert Statement.objects.count() == CaseFile.objects.count() == 1
    served(cast, one)
    wrong = post(cast, "纪委", "person_take", [one.uid, "enter_review"], at("2026-06-01", 9), on="2026-05-23", text="请求", attached=[upload()],
                 route="supervision:re_examination")
    assert wrong.status_code == 422 and "到2026年5月22日为止" in wrong.content.decode()
    assert post(cast, "纪委", "person_take", [one.uid, "enter_review"], at("2026-06-01", 9), on="2026-05-22", text="请求", attached=[upload()],
                route="supervision:re_examination").status_code == 302
    file = Remedy.objects.get().files.get()
    with time_machine.travel(at("2026-06-01", 10), tick=False):
        desk = cast.client("纪委乙").get(reverse("accountability:person", args=[one.uid])).content.decode()
        own = cast.client("甲").get(reverse("accountability:own", args=[one.uid])).content.decode()
        scanned = cast.client("甲").get(reverse("accountability:own_file", args=[one.uid, file.pk]))
        other = cast.client("乙").get(reverse("accountability:own_file", args=[one.uid, file.pk]))
    assert desk.count("代为登记") >= 2 and own.count("由承办人代为登记") == 2 and "2026年5月22日收到您的纸面" in own
    assert scanned.content == pdf() and other.status_code == 404


def test_the_decision_says_the_day_on_which_the_paper_came(cast: Cast) -> None:
    one = notified(cast)
    say(cast, one, date(2026, 4, 3), "2026-04-07")
    deciding.draft(cast.account["纪委"], at("2026-04-15"), one, Drafted(kind="measures", by="supervision", body="清远市监委", reasons="理由",
                                                                     measures=(Wanted(kind="政务警告"),)))
    deciding.decide(cast.account["纪委乙"], at("2026-04-20"), one, on=date(2026, 4, 20))
    serving.serve(cast.account["纪委"], at("2026-04-22"), one, on=date(2026, 4, 22), way="direct")
    assert "本人于2026年4月3日提出陈述申辩" in one.served.get(kind="decision").text
