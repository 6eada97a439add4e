"""Every test of full performance (第三十条) stays readable, item by item; the one that a decision rests on is named; after closing none takes its place."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from anze.accountability.actions import opening, weighing
from anze.accountability.models import Concerned, Tested
from anze.accountability.queries.tested import rested_on
from anze.accountability.queries.wording import decision_text
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import (
    after_accident,
    concerned,
    contested,
    decided,
    drafted,
    ended,
    heard,
    served,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def item(duty: str, *, fails: bool, task: str = "", **more: str) -> dict[str, Any]:
    return {"duty": "" if task else duty, "period": "" if task else "2026-01", "unit": "" if task else "英德市", "task": task,
            "status": "missed" if fails else "met", "words": "逾期未完成" if fails else "完成", "fails": fails, "acts": [], "why": "", **more}


def found(*items: dict[str, Any]) -> tuple[bool, list[dict[str, Any]]]:
    exempt = not any(one["fails"] for one in items)
    return exempt, [{"rule": "30.p1", "exempt": exempt, "why": f"第三十条：检验{len(items)}项", "who": "有权机关", "items": list(items)}]


LACKS = found(item("8.7", fails=True, what="牵头开展安全生产排查"), item("8.4", fails=False, what="督促检查"))
DONE = found(item("8.7", fails=False, what="牵头开展安全生产排查"), item("8.4", fails=False, what="督促检查"))
TASK = found(item("", fails=True, task="db-2026-0001-1", name="上级部署“排查石场高边坡（db-2026-0001）”", due="2026年2月20日到期",
                  set="2026年2月1日交办，当日登记；清远市交办；市安委办文件"), item("8.4", fails=False, what="督促检查"))


def finding(monkeypatch: pytest.MonkeyPatch, result: Any) -> None:
    monkeypatch.setattr(weighing, "test_of", lambda *_: result)


def person(cast: Cast) -> Concerned:
    """Somebody on a case after an accident, tested and heard."""
    return heard(cast, listed(cast))


def listed(cast: Cast) -> Concerned:
    return concerned(cast, case=after_accident(cast))


def page(cast: Cast, one: Concerned, verb: str = "", name: str = "纪委") -> str:
    client = Client()
    client.force_login(cast.account[name])
    return client.get(f"/cases/people/{one.uid}/{f'do/{verb}/' if verb else ''}").content.decode()


def part(text: str, test: Tested) -> str:
    return text.partition(f'id="test-{test.pk}"')[2].partition('<div class="fact"')[0]


def again(cast: Cast, one: Concerned, when: str = "2026-05-20", note: str = "复审提出了新的登记") -> Tested:
    return weighing.test(cast.account["纪委"], at(when, 9), one, note=note)


def test_a_later_test_stands_beside_the_earlier_with_what_differs_and_the_decision_names_its_own(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    finding(monkeypatch, LACKS)
    one = contested(cast, served(cast, person(cast)))
    first, decision = one.tests.get(), one.decisions.get()
    finding(monkeypatch, DONE)
    second = again(cast, one)
    assert rested_on(decision) == first
    text = page(cast, one)
    earlier, later = part(text, first), part(text, second)
    assert "有未做到的事项" in earlier and "依据的检验" in earlier and "第八条（七）：牵头开展安全生产排查" in earlier and "逾期未完成" in earlier
    assert "符合全面履职的事实条件" in later and "依据的检验" not in later
    assert "结论由“有未做到的事项”变为“符合全面履职的事实条件”" in later
    assert "不再不符合：2026年1月，英德市，第八条（七）：牵头开展安全生产排查（逾期未完成）" in later and "上次：逾期未完成" in later
    assert "与前一次检验相比" not in earlier and "上次：" not in earlier
    assert f'href="/cases/people/{one.uid}/#test-{first.pk}"' in text.partition("<h2>决定和措施</h2>")[2].partition("<h2>")[0]
    story = text.partition("<h2>经过</h2>")[2]
    assert f'href="#test-{first.pk}"' in story and f'href="#test-{second.pk}"' in story and "复审提出了新的登记" in story


def test_the_approver_is_led_to_the_test_that_the_draft_rests_on(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    finding(monkeypatch, LACKS)
    one = drafted(cast, person(cast))
    assert f'href="/cases/people/{one.uid}/#test-{one.tests.get().pk}"' in page(cast, one, "decide", "纪委乙")


def test_the_same_result_twice_is_said_to_be_the_same(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    finding(monkeypatch, LACKS)
    one = drafted(cast, person(cast))
    one.decisions.update(returned_at=at("2026-04-16", 9))
    weighing.test(cast.account["纪委"], at("2026-04-17", 9), one)
    assert "与前一次检验相比：结果相同。" in part(page(cast, one), one.tests.latest("pk"))


def test_in_a_closed_case_no_test_is_made_any_more_and_the_remedy_is_said(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    finding(monkeypatch, LACKS)
    one = served(cast, person(cast))
    assert "/do/test/" in page(cast, one)
    opening.close(cast.account["纪委"], at("2026-04-25", 9), one.case, note="都办完了")
    before = page(cast, one)
    assert "/do/test/" not in before
    with pytest.raises(ValidationError, match=r"案件已经结案.*复核、复审、申诉的，办理期间可以再作.*另行提请立案"):
        again(cast, one, "2026-04-26")
    client = Client()
    client.force_login(cast.account["纪委"])
    answer = client.post(f"/cases/people/{one.uid}/do/test/", {"note": "再作一次"}, follow=True)
    assert "案件已经结案" in answer.content.decode()
    assert one.tests.count() == 1


def test_while_a_review_of_a_closed_case_is_open_a_test_may_be_made_and_after_its_outcome_no_more(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    finding(monkeypatch, LACKS)
    one = served(cast, person(cast))
    opening.close(cast.account["纪委"], at("2026-04-25", 9), one.case, note="都办完了")
    contested(cast, one)
    finding(monkeypatch, DONE)
    again(cast, one)
    assert one.tests.count() == 2 and rested_on(one.decisions.get()) == one.tests.earliest("pk")
    ended(cast, one)
    with pytest.raises(ValidationError, match="已经结案"):
        again(cast, one, "2026-06-10")


def test_once_a_decision_was_approved_a_further_test_wants_a_reason_on_the_form_and_in_the_verb(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    finding(monkeypatch, LACKS)
    one = served(cast, person(cast))
    with pytest.raises(ValidationError, match="再作检验要写明为什么"):
        again(cast, one, note=" ")
    client = Client()
    client.force_login(cast.account["纪委"])
    assert "再作检验要写明为什么" in client.post(f"/cases/people/{one.uid}/do/test/", {"note": ""}).content.decode()
    assert one.tests.count() == 1


def test_the_first_test_asks_nothing(cast: Cast) -> None:
    one = listed(cast)
    assert "为什么再作检验" not in page(cast, one, "test")
    weighing.test(cast.account["纪委"], at("2026-04-01", 11), one)
    assert "为什么再作检验" in page(cast, one, "test")


def test_a_failing_task_is_told_by_its_title_its_day_and_who_set_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    finding(monkeypatch, TASK)
    one = drafted(cast, person(cast))
    words = "上级部署“排查石场高边坡（db-2026-0001）”"
    for text in (page(cast, one), page(cast, drafted_again(one), "draft")):
        assert words in text and "2026年2月20日到期" in text and "清远市交办；市安委办文件" in text and "db-2026-0001-1" not in text
    [said] = re.findall("尽职免责检验（第三十条）：.*", decision_text(one.decisions.get()))
    assert said == (f"尽职免责检验（第三十条）：有未做到的事项：{words}（2026年2月20日到期，2026年2月1日交办，当日登记，清远市交办，市安委办文件，"
                    "逾期未完成）。")


def drafted_again(one: Concerned) -> Concerned:
    one.decisions.update(returned_at=at("2026-04-16", 9))
    return one


def test_what_was_frozen_stays_as_it_was_drafted(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    finding(monkeypatch, LACKS)
    decision = decided(cast, person(cast))
    decision.text = decision.text.replace("：2026年1月，英德市，第八条（七）：牵头开展安全生产排查（逾期未完成）", "")
    decision.save(update_fields=["text"])
    assert "尽职免责检验（第三十条）：有未做到的事项。" in decision_text(decision)


def test_a_test_kept_without_names_has_them_from_the_pack_and_from_what_the_reader_may_see(cast: Cast) -> None:
    from tests.apps.dossiers.test_contents import assigned  # a task of 丁某 under supervision

    code = assigned(cast).people.get().code
    one = listed(cast)
    weighing.test(cast.account["纪委"], at("2026-04-01", 11), one)
    row, old = one.tests.get(), found(item("8.7", fails=True), item("", fails=True, task=code))
    old[1][0]["why"] = f"第三十条：上级部署“{code}”（逾期未完成）"
    row.result = json.dumps(old[1], ensure_ascii=False)
    row.save(update_fields=["result"])
    text = part(page(cast, one), row)
    assert "第八条（七）：牵头开展安全生产排查" in text and text.count("上级部署“排查石场高边坡（db-2026-0001）”") == 2 and f"“{code}”" not in text


def test_the_words_of_a_case_are_those_of_the_evidence_pack(cast: Cast) -> None:
    from anze.access.rights import rights_of
    from anze.accountability.models import Case
    from anze.accountability.queries.testing import test_of as found_for
    from anze.dossiers.queries.performed import told_why
    from tests.apps.dossiers.telling import DAY, TODAY, did_everything, pack_of
    from tests.apps.dossiers.test_contents import assigned

    did_everything(cast, (1, 2, 3))
    assigned(cast)
    pack = pack_of(cast)
    exempt, [result] = found_for(Concerned(case=Case(day=DAY), officer=cast.officer["丁某"]), TODAY, rights_of(cast.account["纪委"]))
    assert not exempt and result["why"] == told_why(pack, pack.then.performance[0])
    [task] = [one for one in result["items"] if one["task"]]
    assert task["name"] == "上级部署“排查石场高边坡（db-2026-0001）”" and task["due"].endswith("到期") and "交办" in task["set"]
    assert all(one["what"] for one in result["items"] if one["duty"])
    assert date.fromisoformat("2026-06-15") == DAY
