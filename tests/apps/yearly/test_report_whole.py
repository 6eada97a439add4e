"""What a year's duty report owes to be whole: what happened in the units he led, what is open from before; signed early only knowingly, and replaceable until
an assessment has taken it (第二十二条第二款)."""

import re
from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError

from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from anze.yearly.actions.report import write_report
from anze.yearly.models import DutyReport
from tests.apps.accidents.telling import at, fall
from tests.apps.accountability.given import decided
from tests.apps.assessments.telling import confirmed
from tests.apps.interviews.telling import held, two_falls
from tests.apps.supervision.telling import assigned
from tests.cast import Cast

NOW = datetime(2026, 12, 20, 10, tzinfo=SHANGHAI)
PAGE = "/year/report/p1/2026/"  # 甲某, secretary of 英德市


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def parts(cast: Cast, who: str = "甲", page: str = PAGE) -> dict[str, list[Any]]:
    return dict(cast.client(who).get(page).context["shown"])


def sign(cast: Cast, **more: Any) -> Any:
    client = cast.client("甲")
    return client.post(f"{PAGE}sign/", {"digest": client.get(PAGE).context["digest"], "on": "2026-12-20"} | more, follow=True)


def test_accidents_of_the_unit_are_told_the_graver_ones_each(cast: Cast) -> None:
    grave, _ = fall(cast, "2026-06-01", deaths=3), fall(cast, "2026-07-01")
    fall(cast, "2025-06-01", deaths=3)
    told = parts(cast)["所在单位发生的生产安全事故"]
    assert [text for text, *_ in told] == ["2026年6月1日，望埠镇发生较大事故。", "发生一般事故 1 起。"]
    assert next(address for _, _, links in told for _, address in links) == f"/accidents/{grave.code}/"


def test_a_veto_of_the_year_is_told_with_its_accidents(cast: Cast) -> None:
    for day in ("2026-06-01", "2026-09-08"):
        fall(cast, day, deaths=3)
    [(text, provision, links)] = parts(cast)["所在单位的“一票否决”和约谈"][:1]
    assert text.startswith("第二十七条第三款：英德市2026年发生应予“一票否决”的事故") and provision == "27.p3"
    assert len(links) == 2 and all(address.startswith("/accidents/") for _, address in links) and "sg-" not in text


def test_an_interview_of_the_unit_is_told_also_to_whom_it_did_not_meet(cast: Cast) -> None:
    two_falls(cast)
    held(cast)
    report = parts(cast)
    told = [text for title in ("被约谈情况", "所在单位的“一票否决”和约谈") for text, *_ in report.get(title, [])]
    assert any("约谈" in text for text in told), report


def test_of_a_measure_against_him_the_draft_says_nothing_but_asks_him(cast: Cast) -> None:
    decided(cast, "甲某", "停职检查", "2026-08-01", accident=fall(cast).code)
    page = cast.client("甲").get(PAGE).content.decode()
    assert "本人受到的问责、处分，单位因此取消评优的，由本人在这里写明" in page
    for words in (page, cast.client("甲的秘书").get(PAGE).content.decode()):
        assert "停职检查" not in words and "第二十七条第四款" not in words and "取消2026年度评优资格" not in words


def test_what_was_not_done_leads_to_its_place_on_the_board(cast: Cast) -> None:
    gaps = parts(cast)["没有按期完成和补录的任务"]
    addresses = [address for _, _, links in gaps for _, address in links]
    assert len(addresses) == len(gaps) > 5 and all(address.startswith("/board/cell/?d=") for address in addresses)
    assert cast.client("甲").get(addresses[0]).status_code == 200


def test_a_task_left_over_from_the_year_before_is_told_until_it_is_done(cast: Cast) -> None:
    assigned(cast, now=at("2025-12-01"), due=date(2025, 12, 20))
    told = [text for text, *_ in parts(cast, "乙", "/year/report/p2/2026/")["上级部署和督办事项"]]
    assert len(told) == 1 and "期限2025年12月20日，尚未办结，逾期" in told[0]


def test_before_the_year_is_over_it_is_signed_only_knowingly(cast: Cast) -> None:
    refused = sign(cast)
    assert refused.status_code == 422 and "2026年还没有结束" in refused.content.decode() and "“改进措施”没有填写" in refused.content.decode()
    assert not DutyReport.objects.filter(signed_at__isnull=False).exists()
    sign(cast, sure="1")
    assert DutyReport.objects.standing().count() == 1


def test_a_whole_report_on_the_last_day_needs_no_tick(cast: Cast) -> None:
    write_report(cast.account["甲"], NOW, officer=cast.officer["甲某"], year=2026, shortcomings="下沉不够", plans="每周下沉")
    with time_machine.travel(datetime(2026, 12, 31, 10, tzinfo=SHANGHAI), tick=False):
        sign(cast, on="2026-12-31")
    assert DutyReport.objects.standing().count() == 1


def again(cast: Cast, **more: Any) -> Any:
    client = cast.client("甲")
    client.post(PAGE, {"shortcomings": "补写的问题", "plans": "补写的措施", "then": "sign"})
    page = client.get(f"{PAGE}sign/")
    if page.status_code != 200:
        return page
    return client.post(f"{PAGE}sign/", {"digest": page.context["digest"], "on": "2026-12-20", "sure": "1"} | more, follow=True)


def test_it_is_signed_anew_with_a_reason_and_the_first_stays(cast: Cast) -> None:
    sign(cast, sure="1")
    first = DutyReport.objects.get()
    client = cast.client("甲")
    assert "更正，重新签署" in client.get(PAGE).content.decode()
    assert 'name="shortcomings"' in client.get(f"{PAGE}?again=1").content.decode()
    without = again(cast)
    assert without.status_code == 422 and "请写明重新签署的原因" in without.content.decode()
    assert DutyReport.objects.standing().get() == first  # it stands until another is signed
    again(cast, reason="漏写了问题")
    assert DutyReport.objects.count() == 2
    second = DutyReport.objects.standing().get()
    assert second.whole["shortcomings"] == "补写的问题" and second.act is not None and first.act is not None and second.act.replaces_id == first.act.pk
    first.refresh_from_db()
    assert first.body is not None and client.get(f"/year/reports/{first.pk}/").status_code in {200, 403}
    assert list(Entry.objects.filter(object_type="duty_report").order_by("seq").values_list("verb", flat=True))[-1] == "重新签署述职报告"


def test_what_an_assessment_has_taken_is_signed_anew_no_more(cast: Cast) -> None:
    sign(cast, sure="1")
    confirmed(cast)
    with time_machine.travel(at("2027-01-11"), tick=False):
        page = cast.client("甲").get(PAGE).content.decode()
        assert "英德市2026年度考核结果已于2027年1月10日确认，述职报告已经用于考核" in page and "更正，重新签署" not in re.sub(r"<!--.*?-->", "", page)
        with pytest.raises(ValidationError, match="已经用于考核"):
            write_report(cast.account["甲"], at("2027-01-11"), officer=cast.officer["甲某"], year=2026, shortcomings="改", plans="改")
