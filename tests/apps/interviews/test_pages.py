"""Pages of interviews: who sees what of which, from which step on; every verb by its page."""

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from anze.access.rights import rights_of
from anze.interviews.actions import opening
from anze.interviews.models import Answer, Interview
from anze.interviews.policies import VERBS, verbs_from
from anze.interviews.queries.entitled import verbs_open
from anze.interviews.queries.readiness import lacking
from anze.papers.models import Issued
from tests.apps.accidents.telling import at
from tests.apps.interviews.telling import (
    COUNTY,
    HEAD,
    NOW,
    OFFICE,
    approved,
    noticed,
    proposed,
    rectifying_one,
    reported,
    state_of,
    trigger_of,
    two_falls,
)
from tests.apps.interviews.test_steps import REACHED
from tests.cast import Cast

PAGES = {kind for kind, verb in VERBS.items() if not verb.along} - {"propose"}  # verbs with pages of one interview


@pytest.fixture
def city(cast: Cast, time_machine: Any) -> Cast:
    two_falls(cast)
    time_machine.move_to(at("2026-07-09", 10), tick=False)
    return cast


def page(cast: Cast, who: str, address: str) -> tuple[int, str]:
    answer = cast.client(who).get(address)
    return answer.status_code, answer.content.decode("utf-8", "replace")


@pytest.mark.parametrize("state", REACHED)
def test_the_page_of_every_state_offers_exactly_the_verbs_of_the_table(city: Cast, state: str) -> None:
    found = REACHED[state](city)
    for who in (OFFICE, HEAD, COUNTY):
        status, text = page(city, who, f"/interviews/{found.uid}/")
        if who == COUNTY and not found.steps.filter(kind="notify").exists():
            assert status == 404
            continue
        assert status == 200
        plain = PAGES - {"item", "item_report"}
        offered = {kind for kind in plain if f'href="{reverse(f"interviews:{kind}", args=[found.uid])}"' in text}
        open_now = set(verbs_open(rights_of(city.account[who]), found, state)) - {"item", "item_report"}
        first = {kind: lacking(found, kind, date(2026, 7, 9)) for kind in open_now}
        assert offered == {kind for kind, words in first.items() if not words}
        for kind in filter(first.get, first):  # what has to come first is said before anything is typed
            answer = city.client(who).get(reverse(f"interviews:{kind}", args=[found.uid]), follow=True)
            assert answer.redirect_chain and first[kind] in answer.content.decode()


@pytest.mark.parametrize("state", REACHED)
def test_the_page_of_every_verb_opens_where_it_may_be_taken_and_leads_back_where_not(city: Cast, state: str) -> None:
    found = REACHED[state](city)
    item = found.items.current().first()
    for kind in PAGES:
        about = (item.pk if item else 0) if kind in {"item", "item_report"} else found.uid
        who = {"interview.decide": HEAD, "interview.report": COUNTY}.get(VERBS[kind].permission, OFFICE)
        answer = city.client(who).get(reverse(f"interviews:{kind}", args=[about]))
        unseen = (who == COUNTY and not found.steps.filter(kind="notify").exists()) or about == 0
        opens = kind in verbs_from(state) and not lacking(found, kind, date(2026, 7, 9))
        assert answer.status_code == (404 if unseen else 200 if opens else 302), (kind, answer.content[:300])


def test_a_county_sees_its_interview_from_the_notice_on_and_nothing_of_the_proposal(city: Cast) -> None:
    found = approved(city)
    insiders, county = (OFFICE, HEAD, "审计"), (COUNTY, "甲", "甲的秘书", "纪委", "组织部")
    assert {who: page(city, who, f"/interviews/{found.uid}/")[0] for who in (*insiders, *county)} == dict.fromkeys(insiders, 200) | dict.fromkeys(county, 404)
    again = noticed_from(city, found)
    for who in county:
        status, text = page(city, who, f"/interviews/{again.uid}/")
        assert status == 200
        assert "批准约谈" not in text
        assert "发出约谈通知" in text


def noticed_from(cast: Cast, found: Interview) -> Interview:
    from anze.interviews.actions import meeting
    from tests.apps.interviews.telling import CALL

    meeting.notify(cast.account[OFFICE], NOW, found, **CALL)
    return found


@pytest.mark.parametrize("who", ["清新安委办", "望埠安委办", "壬", "丁"])
def test_anothers_interview_is_not_found(city: Cast, who: str) -> None:
    found = reported(city)
    [paper, *_] = Issued.objects.filter(object_id=found.uid)
    for address in (f"/interviews/{found.uid}/", f"/interviews/{found.uid}/papers/{paper.pk}.docx", f"/interviews/{found.uid}/draft/notice.docx"):
        assert page(city, who, address)[0] == 404
    status, text = page(city, who, "/interviews/?view=open")
    assert status == 200
    assert found.uid not in text


def test_the_owner_of_an_item_sees_the_interview_and_reports_for_it(city: Cast) -> None:
    found = rectifying_one(city)
    first, second = found.items.current()
    liaison = city.client("应急局联络员")
    assert liaison.get(f"/interviews/{found.uid}/").status_code == 200
    assert liaison.get(f"/interviews/items/{first.pk}/report/").status_code == 200
    assert liaison.get(f"/interviews/items/{second.pk}/report/").status_code == 403
    answer = liaison.post(f"/interviews/items/{first.pk}/report/", {"on": "2026-07-08", "text": "已完成排查。"})
    assert answer.status_code == 302
    assert first.reports.get().by == city.account["应急局联络员"]


def test_a_verb_of_the_other_side_is_refused(city: Cast) -> None:
    found = rectifying_one(city)
    assert city.client(COUNTY).get(f"/interviews/{found.uid}/circulate/").status_code == 403
    assert city.client(COUNTY).get(f"/interviews/{found.uid}/close/").status_code == 403


def test_the_triggers_that_wait_are_listed_for_the_citys_side_with_their_days(city: Cast) -> None:
    trigger, _ = trigger_of(city)
    for who, seen in ((OFFICE, True), (HEAD, True), ("审计", True), (COUNTY, False), ("甲", False), ("纪委", False)):
        status, text = page(city, who, "/interviews/?view=pending")
        assert status == 200
        assert ("31 天" in text, trigger.key in text) == (seen, seen)
        assert page(city, who, f"/interviews/trigger/{trigger.key}/")[0] == (200 if seen else 404)
    assert city.client(HEAD).get(f"/interviews/trigger/{trigger.key}/decline/").status_code == 403
    assert city.client(OFFICE).get("/interviews/trigger/21.2.2~yd~nothing/").status_code == 404
    assert city.client(OFFICE).get("/interviews/trigger/x/").status_code == 404


def test_a_trigger_is_proposed_by_its_page_and_answered_once(city: Cast) -> None:
    trigger, _ = trigger_of(city, now=at("2026-07-09"))
    office = city.client(OFFICE)
    text = office.get(f"/interviews/trigger/{trigger.key}/propose/").content.decode()
    assert re.search(r'value="p1"[^>]*checked', text)
    refused = office.post(f"/interviews/trigger/{trigger.key}/propose/", {"reason": "两起较大事故。", "people": ["p1"]})
    assert refused.status_code == 422
    assert "请写明理由" in refused.content.decode()
    made = office.post(f"/interviews/trigger/{trigger.key}/propose/", {"reason": "两起较大事故。", "people": ["p1", "p2", "p3"]})
    found = Interview.objects.get()
    assert made["Location"] == f"/interviews/{found.uid}/"
    assert office.get(f"/interviews/trigger/{trigger.key}/")["Location"] == made["Location"]
    assert office.post(f"/interviews/trigger/{trigger.key}/decline/", {"reason": "不必"})["Location"] == made["Location"]
    assert Answer.objects.count() == 1


def test_a_declined_trigger_stays_visible_and_may_be_reconsidered(city: Cast) -> None:
    trigger, _ = trigger_of(city, now=at("2026-07-09"))
    office = city.client(OFFICE)
    assert office.post(f"/interviews/trigger/{trigger.key}/decline/", {"reason": ""}).status_code == 422
    made = office.post(f"/interviews/trigger/{trigger.key}/decline/", {"reason": "省里已经约谈。"})
    answer = Answer.objects.get()
    assert made["Location"] == f"/interviews/answers/{answer.pk}/"
    assert "省里已经约谈。" in page(city, "审计", "/interviews/?view=declined")[1]
    assert "省里已经约谈。" in page(city, OFFICE, made["Location"])[1]
    assert page(city, COUNTY, made["Location"])[0] == 404
    assert office.post(f"/interviews/answers/{answer.pk}/reconsider/", {"reason": "情况有变。"}).status_code == 302
    assert trigger.key in page(city, OFFICE, "/interviews/?view=pending")[1]
    with pytest.raises(Exception, match="已经重新考虑"):
        opening.reconsider(city.account[OFFICE], NOW, answer, reason="再来")


def test_the_draft_of_the_notice_comes_from_the_trigger_in_one_press_on_paper(city: Cast) -> None:
    trigger, _ = trigger_of(city, now=at("2026-07-09"))
    answer = city.client(OFFICE).get(f"/interviews/trigger/{trigger.key}/notice.docx")
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"


def test_notice_minutes_and_circulation_come_out_as_word_and_pdf_on_paper(city: Cast) -> None:
    found = reported(city)
    county = city.client(COUNTY)
    for paper in Issued.objects.filter(object_id=found.uid):
        assert county.get(f"/interviews/{found.uid}/papers/{paper.pk}.docx").content[:2] == b"PK"
        assert county.get(f"/interviews/{found.uid}/papers/{paper.pk}.pdf").content[:5] == b"%PDF-"
    office = city.client(OFFICE)
    for document in ("notice", "minutes", "circulation"):
        assert office.get(f"/interviews/{found.uid}/draft/{document}.pdf").content[:5] == b"%PDF-"
        assert county.get(f"/interviews/{found.uid}/draft/{document}.pdf").status_code == 404
    assert office.get(f"/interviews/{found.uid}/draft/letter.pdf").status_code == 404


def test_a_leader_sees_where_to_be_and_what_was_promised(city: Cast, time_machine: Any) -> None:
    found = noticed(city)
    time_machine.move_to(at("2026-06-16", 10), tick=False)
    text = page(city, "甲", "/interviews/mine/")[1]
    assert "2026年6月18日（周四） 09:30" in text
    assert "清远市应急管理局三楼会议室" in text
    assert "2026年6月18日" in page(city, "甲的秘书", "/interviews/mine/")[1]
    assert found.uid not in page(city, "壬", "/interviews/mine/")[1]


def test_what_was_promised_and_what_is_to_be_put_right_stands_on_the_leaders_page(city: Cast) -> None:
    rectifying_one(city)
    text = page(city, "甲", "/interviews/mine/")[1]
    assert "六月底前完成专项排查。" in text
    assert "专项排查高处作业" in text


def test_the_whole_way_by_the_pages(city: Cast, time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    found = proposed(city)
    office, head, county = OFFICE, HEAD, COUNTY

    def send(who: str, verb: str, state: str, **data: Any) -> None:
        answer = city.client(who).post(f"/interviews/{found.uid}/{verb}/", data)
        assert (answer.status_code, state_of(found)) == (302, state), answer.content.decode()[:20000]

    send(head, "turn-back", "returned", note="写明伤亡")
    send(office, "resubmit", "proposed", note="两起较大事故，死亡六人。")
    send(head, "approve", "approved", note="同意")
    send(office, "revise", "proposed", people=["p1", "p2"], why="常务副职另行约谈")
    send(head, "approve", "approved", note="同意")
    send(office, "notify", "noticed", meets_at="2026-06-18T09:30", place="三楼会议室", contact="张某", phone="0763-0000000")
    send(office, "reschedule", "noticed", meets_at="2026-06-18T15:00", place="三楼会议室", contact="张某", phone="0763-0000000", note="领导出差")
    time_machine.move_to(at("2026-06-18", 17), tick=False)
    people = list(found.interviewees.current())
    send(office, "hold", "held", on="2026-06-18", problems="防护不到位\n排查走过场", commitments="六月底前完成", note="",
         **{f"came-{people[0].pk}": "in_person", f"came-{people[1].pk}": "stand_in", f"stand-{people[1].pk}": "丁某副市长"})
    send(office, "minute", "minuted", note="")
    rows = {"item-TOTAL_FORMS": "3", "item-INITIAL_FORMS": "0", "item-0-content": "整治防护", "item-0-owner": "yjj", "item-0-officer": "p3",
            "item-0-deadline": "2026-07-10", "item-1-content": "", "item-1-owner": "yd", "item-2-content": "", "item-2-owner": "yd"}
    assert city.client(office).post(f"/interviews/{found.uid}/require/", rows | {"item-0-deadline": ""}).status_code == 422
    send(office, "require", "rectifying", **rows)
    time_machine.move_to(at("2026-07-06"), tick=False)
    item = found.items.current().get()
    assert city.client(county).post(f"/interviews/items/{item.pk}/report/", {"on": "2026-07-05", "text": "整治完成"}).status_code == 302
    send(county, "report", "reported", note="")
    send(office, "send-back", "sent_back", items=[str(item.pk)], note="没有台账", deadline="2026-07-20")
    send(office, "circulate", "sent_back", note="走过场")
    send(office, "hand-over", "sent_back", note="移交市纪委监委")
    assert city.client(county).post(f"/interviews/items/{item.pk}/report/", {"on": "2026-07-06", "text": "补了台账"}).status_code == 302
    send(county, "report", "reported", note="")
    send(office, "close", "closed", note="")
    assert page(city, OFFICE, f"/interviews/{found.uid}/")[0] == 200


def test_departments_and_enterprises_are_interviewed_by_the_same_way(city: Cast) -> None:
    office, head = city.client(OFFICE), city.client(HEAD)
    told = {"committee": "qy", "subject": "department", "unit": "英德市应急管理局", "people": "庚某", "reason": "监管不到位", "enterprise": ""}
    assert office.post("/interviews/order/", told).status_code == 302
    wrong = office.post("/interviews/order/", told | {"people": "甲某\n没有这个人"})
    assert wrong.status_code == 422
    assert "不在英德市应急管理局任职" in wrong.content.decode()
    assert "名册里没有" in wrong.content.decode()
    firm = told | {"subject": "enterprise", "unit": "yd", "people": "王某 总经理"}
    assert office.post("/interviews/order/", firm).status_code == 422
    assert office.post("/interviews/order/", firm | {"enterprise": "某建材厂"}).status_code == 302
    for found in Interview.objects.all():
        assert head.post(f"/interviews/{found.uid}/approve/", {"note": ""}).status_code == 302
        assert state_of(found) == "approved"
    assert {str(one) for one in Interview.objects.all()} == {"约谈英德市应急管理局负责人", "约谈某建材厂"}


def test_the_list_is_filtered_by_the_address_and_goes_out_as_excel(city: Cast) -> None:
    found = reported(city)
    for query, seen in (("view=open", True), ("view=done", False), ("view=open&unit=yd", True), ("view=open&unit=qx", True),
                        ("view=open&state=reported", True), ("view=open&state=held", False), ("view=open&q=较大", True), ("view=open&q=没有", False),
                        ("view=open&rule=21.2.2", True)):
        assert (found.uid in page(city, OFFICE, f"/interviews/?{query}")[1]) is seen, query
    answer = city.client(OFFICE).get("/interviews/?view=open&excel=1")
    assert answer["Content-Type"].startswith("application/vnd.openxml")


def test_every_list_opens_to_everybody_who_may_look(city: Cast) -> None:
    for who in (OFFICE, HEAD, COUNTY, "甲", "甲的秘书", "应急局联络员", "纪委", "组织部", "审计"):
        for address in ("/interviews/", "/interviews/mine/", "/interviews/counts/", "/interviews/superior/", "/interviews/decisions/"):
            assert page(city, who, address)[0] == 200, (who, address)


def test_the_lists_are_those_of_the_day_asked(city: Cast) -> None:
    found = rectifying_one(city)
    asked = "as_of=2026-06-16&known_at=2026-06-16"
    before, now = (page(city, OFFICE, f"/interviews/?view=open{query}")[1] for query in (f"&{asked}", ""))
    assert "已通知，待约谈" in before.split("<tbody>")[1] and "截至 2026年6月16日" in before
    assert "整改中" in now.split("<tbody>")[1]
    assert found.uid not in page(city, OFFICE, "/interviews/?view=open&as_of=2026-06-14&known_at=2026-06-14")[1]
    waiting = page(city, OFFICE, "/interviews/?view=pending&as_of=2026-06-14&known_at=2026-06-14")[1]
    assert "英德市" in waiting.split("<tbody>")[1]
