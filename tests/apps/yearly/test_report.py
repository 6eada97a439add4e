"""The yearly duty report (第二十二条第二款): drafted from the record with each sentence's acts, signed by the person alone, never typed twice."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from docx import Document

from anze.acts.actions.recording import record_act
from anze.acts.actions.withdrawing import withdraw
from anze.acts.models import Act
from anze.acts.told import Told
from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from anze.yearly.actions.report import digest_of, sign_report
from anze.yearly.models import DutyReport
from tests.cast import Cast

NOW = datetime(2026, 12, 20, 10, tzinfo=SHANGHAI)
PAGE = "/year/report/p1/2026/"


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def inspected(cast: Cast, day: date, recorded: datetime | None = None) -> Act:
    at = recorded or datetime(day.year, day.month, day.day, 18, tzinfo=SHANGHAI)
    return record_act(cast.account["甲"], at, Told(type="inspection", unit=cast.unit["英德"], date=day, place="矿山", title="排查矿山",
                                                  participants=((cast.officer["甲某"], "lead"),)))


def seen(client: Any) -> str:
    return str(client.get(PAGE).context["digest"])


def sign(cast: Cast, **more: Any) -> Any:
    client = cast.client("甲")
    return client.post(f"{PAGE}sign/", {"digest": seen(client), "on": "2026-12-20", "sure": "1"} | more, follow=True)


def test_each_sentence_leads_to_its_acts_and_gaps_are_told_as_gaps(cast: Cast) -> None:
    act, late = inspected(cast, date(2026, 4, 10)), inspected(cast, date(2026, 5, 12), datetime(2026, 7, 1, 9, tzinfo=SHANGHAI))
    page = cast.client("甲").get(PAGE).content.decode()
    assert f'href="/acts/{act.uid}/">4月10日排查检查</a>' in page
    assert f'href="/acts/{late.uid}/">5月12日排查检查</a>' in page
    assert "应当完成 12 项，按期完成 1 项，补录 1 项，逾期未完成 9 项，尚在期限内 1 项" in page
    assert "2026年3月，" in page
    assert "期末以后才登记（补录）" in page


def test_to_sign_records_the_document_and_fulfils_the_duty(cast: Cast) -> None:
    answer = sign(cast).content.decode()
    report = DutyReport.objects.get()
    assert report.act is not None
    assert report.act.uid in answer
    assert (report.act.kind, report.act.date, report.digest) == ("duty_report", date(2026, 12, 20), digest_of(report.whole))
    verbs = list(Entry.objects.filter(object_type="duty_report").values_list("verb", flat=True))
    assert verbs == ["签署述职报告"]
    page = cast.client("甲").get("/mine/").content.decode()
    assert "述职" in page
    assert "已签署" in cast.client("甲").get(PAGE).content.decode()


def test_the_person_s_own_words_are_kept_and_signed_with_the_rest(cast: Cast) -> None:
    client = cast.client("甲的秘书")
    client.post(PAGE, {"shortcomings": "下沉不够", "plans": "每周下沉一次"})
    sign(cast)
    report = DutyReport.objects.get()
    assert (report.whole["shortcomings"], report.whole["plans"]) == ("下沉不够", "每周下沉一次")
    assert "这一年的述职报告已经签署" in sign(cast).content.decode()


def test_what_was_typed_goes_into_what_is_signed_and_the_whole_is_read_before(cast: Cast) -> None:
    client = cast.client("甲")
    check = client.post(PAGE, {"shortcomings": "下沉不够", "plans": "每周下沉一次", "then": "sign"}, follow=True)
    page = check.content.decode()
    assert check.redirect_chain[-1][0] == f"{PAGE}sign/" and "下沉不够" in page and "签署述职报告" in page and not DutyReport.objects.get().signed_at
    client.post(f"{PAGE}sign/", {"digest": check.context["digest"], "on": "2026-12-20", "sure": "1"})
    assert DutyReport.objects.get().whole["plans"] == "每周下沉一次"


def test_two_empty_parts_are_pointed_out_before_it_is_signed_and_the_word_file_says_so_after(cast: Cast) -> None:
    assert "“存在的问题和原因”和“改进措施”还没有填写" in cast.client("甲").get(f"{PAGE}sign/").content.decode()
    sign(cast)
    text = "\n".join(one.text for one in Document(BytesIO(cast.client("甲").get(f"{PAGE}word/").content)).paragraphs)
    assert "（没有填写）" in text and "由本人填写" not in text


def test_the_report_says_nothing_of_itself_and_names_people_without_codes(cast: Cast) -> None:
    page = cast.client("甲").get(PAGE).content.decode()
    assert "（p1）" not in page and "第二十二条第二款：" not in page


def test_a_year_without_a_post_and_one_to_come_are_not_signed(cast: Cast) -> None:
    client = cast.client("甲")
    for year, words in ((2019, "2019年没有任职"), (2027, "2027年还没有开始")):
        page = client.get(f"/year/report/p1/{year}/").content.decode()
        assert words in page and "签署</button>" not in page and "至今" not in page
        assert client.get(f"/year/report/p1/{year}/sign/").status_code == 302


def test_what_was_typed_is_kept_by_itself(cast: Cast) -> None:
    client = cast.client("甲")
    client.post("/acts/drafts/", {"draft_form": "report:p1:2026", "shortcomings": "写到一半"})
    assert "已恢复" in client.get(PAGE).content.decode()
    client.post(PAGE, {"shortcomings": "写完了", "plans": ""})
    assert "已恢复" not in client.get(PAGE).content.decode()


def test_the_card_leads_to_the_draft_and_not_to_a_bare_form(cast: Cast) -> None:
    page = cast.client("甲").get("/mine/").content.decode()
    assert 'class="button" href="/year/report/"' in page or 'class="button button-second" href="/year/report/"' in page


def test_words_that_are_too_long_are_refused_and_kept(cast: Cast) -> None:
    page = cast.client("甲").post(PAGE, {"shortcomings": "字" * 4001, "plans": "短"}).content.decode()
    assert "最多 4000 字，现在有 4001 字" in page
    assert "字" * 4001 in page
    assert not DutyReport.objects.exists()


def test_what_changed_after_it_was_read_is_not_signed_unread(cast: Cast) -> None:
    client = cast.client("甲")
    digest = seen(client)
    inspected(cast, date(2026, 12, 2))
    assert "记录又有变化" in client.post(f"{PAGE}sign/", {"digest": digest, "on": "2026-12-20"}, follow=True).content.decode()
    assert not Act.objects.filter(kind="duty_report").exists()


@pytest.mark.parametrize("day", ["2027-01-05", "2026-12-21", "2025-12-31"])
def test_the_day_lies_in_the_year_and_has_come(cast: Cast, day: str) -> None:
    assert "述职日期要在2026年内" in sign(cast, on=day).content.decode()
    assert not DutyReport.objects.exists()


def test_signed_after_the_year_it_is_a_late_entry_of_the_day_it_was_given(cast: Cast) -> None:
    with time_machine.travel(datetime(2027, 1, 20, 10, tzinfo=SHANGHAI), tick=False):
        sign(cast, on="2026-12-28")
        page = cast.client("英德安委办").get("/year/reports/?year=2026").content.decode()
    assert "已述职（补录）" in page


def test_a_withdrawn_act_lets_the_report_be_signed_anew(cast: Cast) -> None:
    sign(cast)
    first = DutyReport.objects.get()
    assert first.act is not None
    withdraw(cast.account["甲"], NOW, first.act, reason="漏写")
    sign(cast)
    assert DutyReport.objects.count() == 2
    assert [one.pk for one in DutyReport.objects.standing()] == [DutyReport.objects.latest("pk").pk]


def test_the_word_file_links_each_sentence_to_its_act(cast: Cast) -> None:
    act = inspected(cast, date(2026, 4, 10))
    content = cast.client("甲").get(f"{PAGE}word/").content
    document: Any = Document(BytesIO(content))
    links = {one.address for paragraph in document.paragraphs for one in paragraph.hyperlinks}
    assert any(link.endswith(f"/acts/{act.uid}/") for link in links)
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "一、任职情况" in text
    assert "未经本人签署" in text


def test_two_presses_from_the_leader_s_home_to_the_word_file(cast: Cast) -> None:
    client = cast.client("甲")
    assert 'href="/year/report/"' in client.get("/mine/").content.decode()
    answer = client.get("/year/report/", follow=True)
    assert f'href="{PAGE}word/"' in answer.content.decode()


def test_only_the_person_signs(cast: Cast) -> None:
    digest = seen(cast.client("甲的秘书"))
    assert cast.client("甲的秘书").post(f"{PAGE}sign/", {"digest": digest}).status_code == 403
    assert cast.client("乙").post(f"{PAGE}sign/", {"digest": digest}).status_code == 404
    assert not DutyReport.objects.exists()


@pytest.mark.parametrize(("name", "status"), [("英德安委办", 200), ("组织部", 200), ("纪委", 200), ("清新安委办", 404), ("壬", 403), ("丁", 403)])
def test_who_reads_a_signed_report(cast: Cast, name: str, status: int) -> None:
    sign(cast)
    report = DutyReport.objects.get()
    assert cast.client(name).get(f"/year/reports/{report.pk}/").status_code == status
    if status == 200:
        assert cast.client(name).get(f"/year/reports/{report.pk}/?word=1").status_code == 200


def test_a_draft_is_nobody_s_but_the_person_s(cast: Cast) -> None:
    cast.client("甲").post(PAGE, {"shortcomings": "还没想好", "plans": ""})
    report = DutyReport.objects.get()
    assert cast.client("英德安委办").get(f"/year/reports/{report.pk}/").status_code == 404
    assert cast.client("乙").get(PAGE).status_code == 404


def test_who_held_no_post_that_year_owes_none(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="没有任职"):
        sign_report(cast.account["甲"], NOW, officer=cast.officer["甲某"], year=2020, on=date(2020, 12, 1), parts=[], seen="")
