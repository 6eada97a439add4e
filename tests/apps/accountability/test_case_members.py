"""Who is on a case: whoever handles it approves nothing and the other way round; recusal waits for nobody; who is left names who comes (第三十三条)."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from anze.access.models import Grant
from anze.accountability.actions import deciding, finding, members, opening, people, serving
from anze.accountability.models import Case
from anze.accountability.policies import CASE, PERSON
from anze.accountability.queries.entitled import lacking, verbs_open
from anze.accountability.told import Drafted, Wanted
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import (
    DAY,
    NOW,
    discipline,
    drafted,
    heard,
    opened,
    proposed,
    state_of,
    tenure,
)
from tests.apps.accountability.test_case_pages import WHEN, post
from tests.cast import Cast

DRAFT = Drafted(kind="measures", by="supervision", body="清远市监委", reasons="理由", measures=(Wanted(kind="政务警告"),))


def page_of(cast: Cast, name: str, case: Case) -> Any:
    with time_machine.travel(WHEN, tick=False):
        return cast.client(name).get(reverse("accountability:case", args=[case.uid]))


def test_the_approver_neither_records_nor_notifies_nor_drafts(cast: Cast) -> None:
    """In an office of two, somebody is always left who can approve."""
    one = heard(cast)
    second = cast.account["纪委乙"]
    for taken in (lambda: finding.add_fact(second, NOW, one.case, on=DAY, text="事实"), lambda: deciding.draft(second, NOW, one, DRAFT),
                  lambda: people.list_person(second, NOW, one.case, tenure(cast, "丙某"), managed_by="city"),
                  lambda: serving.notify(second, NOW, one, text="告知", on=date(2026, 4, 1), way="direct", due=date(2026, 4, 11)),
                  lambda: opening.close(second, NOW, one.case)):
        with pytest.raises(ValidationError, match="由承办人办理，您是审批人"):
            taken()
    drafted(cast, one)
    deciding.decide(second, at("2026-04-20", 9), one, on=date(2026, 4, 20))
    assert state_of(one) == "decided"


@pytest.mark.parametrize(("course", "role"), [(course, role) for course in (CASE, PERSON) for role in ("handler", "approver", "reviewer")])
def test_each_role_is_offered_its_own_verbs(course: Any, role: str) -> None:
    own = {"handler": "handler"}.get(role, "decider")
    offered = {kind for state in course.states for kind in verbs_open(course, state, role)}
    assert {course.verbs[kind].side for kind in offered} <= {own, "member"} and offered


def test_the_approvers_page_has_no_button_of_the_handler(cast: Cast) -> None:
    case = opened(cast)
    second, first = (page_of(cast, name, case).content.decode() for name in ("纪委乙", "纪委"))
    assert "登记事实" in first and "登记事实</a>" not in second and "由承办人办理" in second
    assert "结案</a>" not in first and "还没有列明有关人员" in first


def test_who_drafted_and_changed_sides_does_not_approve_his_own_draft(cast: Cast) -> None:
    one = drafted(cast)
    by, case = cast.account["纪委"], one.case
    members.leave(by, NOW, case.members.get(account=by), reason="换角色", successor=cast.account["纪委丙"])
    members.add_member(cast.account["纪委乙"], NOW, case, by, "reviewer", reason="审核")
    with pytest.raises(ValidationError, match="是您拟定的"):
        deciding.decide(by, at("2026-04-20", 9), one, on=date(2026, 4, 20))


def test_the_only_approver_recuses_himself_and_names_who_takes_over(cast: Cast) -> None:
    """Else the handler would choose who approves him."""
    case, second = opened(cast), cast.account["纪委乙"]
    own = case.members.get(account=second)
    with pytest.raises(ValidationError, match="审批的人不由承办人指定"):
        members.recuse(second, NOW, own, reason="与有关人员是亲属")
    wrong = post(cast, "纪委乙", "case_member_end", [case.uid, own.pk, "recuse"], reason="是亲属", successor="纪委乙")
    assert wrong.status_code == 422 and "不能指定自己接替自己" in wrong.content.decode()
    assert post(cast, "纪委乙", "case_member_end", [case.uid, own.pk, "recuse"], reason="是亲属", successor="纪委丙").status_code == 302
    assert lacking(case) == [] and page_of(cast, "纪委乙", case).status_code == 404


def test_where_nobody_could_be_named_the_only_approver_goes_at_once_and_the_case_says_who_is_lacking(cast: Cast) -> None:
    case, second = opened(cast), cast.account["纪委乙"]
    Grant.objects.exclude(account__in=[second, cast.account["纪委"]]).update(ended_at=at("2026-03-01"))
    members.recuse(second, NOW, case.members.get(account=second), reason="与有关人员是亲属")
    assert lacking(case) == ["approver"]
    for name in ("纪委戊", "纪委己"):  # new accounts
        discipline(cast, name)
    assert page_of(cast, "纪委乙", case).status_code == 404
    said = page_of(cast, "纪委", case).content.decode()
    assert "待指定审批人" in said and "请案内的人指定一位" in said
    with time_machine.travel(WHEN, tick=False):
        assert f"{case.uid}：待指定审批人" in cast.client("纪委").get("/attention/case_members/").content.decode()
        assert case.uid not in cast.client("纪委己").get("/attention/case_members/").content.decode()
    sent = post(cast, "纪委", "case_take", [case.uid, "member"], account="纪委戊", role="approver", reason="接替")
    assert sent.status_code == 302 and lacking(case) == [] and "待指定" not in page_of(cast, "纪委", case).content.decode()


@pytest.mark.parametrize("kind", ["leave", "recuse"])
def test_the_handler_does_not_remove_the_approver_and_is_told_whom_to_ask(cast: Cast, kind: str) -> None:
    case, by, second = opened(cast), cast.account["纪委"], cast.account["纪委乙"]
    row = case.members.get(account=second)
    end = getattr(members, kind)
    with pytest.raises(ValidationError, match=r"由本人办，承办人不能替.*报办案机关负责人"):
        end(by, NOW, row, reason="关系", successor=cast.account["纪委丙"])
    path = reverse("accountability:case_member_end", args=[case.uid, row.pk, kind])
    assert path not in page_of(cast, "纪委", case).content.decode() and path in page_of(cast, "纪委乙", case).content.decode()
    assert post(cast, "纪委", "case_member_end", [case.uid, row.pk, kind], reason="关系", successor="纪委丙").status_code in (302, 422)
    members.add_member(second, NOW, case, cast.account["纪委丙"], "reviewer", reason="审核")
    with pytest.raises(ValidationError, match="请把理由告诉纪委丙"):
        end(by, NOW, row, reason="关系")
    assert case.members.filter(ended_at=None).count() == 3
    end(cast.account["纪委丙"], NOW, row, reason="关系", successor=cast.account["纪委丁"])  # another who approves decides
    assert not case.members.filter(account=second, ended_at=None).exists()


def test_who_approves_decides_that_a_handler_is_recused_and_a_handler_decides_it_of_no_other(cast: Cast) -> None:
    case, by, second = opened(cast), cast.account["纪委"], cast.account["纪委乙"]
    members.add_member(by, NOW, case, cast.account["纪委丙"], "handler", reason="办案")
    row = case.members.get(account=by)
    with pytest.raises(ValidationError, match="请把理由告诉纪委乙"):
        members.recuse(cast.account["纪委丙"], NOW, row, reason="亲属")
    members.recuse(second, NOW, row, reason="亲属")
    assert page_of(cast, "纪委", case).status_code == 404


@pytest.mark.parametrize("role", ["approver", "reviewer"])
def test_a_handler_names_nobody_to_approve_while_somebody_is_there_who_can(cast: Cast, role: str) -> None:
    case = opened(cast)
    sent = post(cast, "纪委", "case_take", [case.uid, "member"], account="纪委丙", role=role, reason="加人")
    assert sent.status_code == 422 and "承办人不能指定。请把理由告诉纪委乙" in sent.content.decode()
    assert post(cast, "纪委乙", "case_take", [case.uid, "member"], account="纪委丙", role=role, reason="加人").status_code == 302


def test_naming_oneself_to_approve_is_said_as_such_and_the_words_are_the_same_everywhere(cast: Cast) -> None:
    case = opened(cast)
    told = {"unit": "yd", "organ": "discipline", "rule": "25.1", "day": "2026-03-10", "title": "某事", "reasons": "事由"}
    own, nobody = (post(cast, "纪委", "case_new", [], **told, approver=name).content.decode() for name in ("纪委", "没有人"))
    assert "不能指定自己" in own and "没有找到" not in own
    assert "写全名或账号" in nobody and "请写全名或账号" in nobody and "编号。</" not in nobody.split("没有找到")[1][:60] and Case.objects.count() == 1
    assert case.members.count() == 2


def test_the_only_handler_recuses_himself_and_names_who_takes_over_in_one_form(cast: Cast) -> None:
    case, by = opened(cast), cast.account["纪委"]
    own = case.members.get(account=by)
    sent = post(cast, "纪委", "case_member_end", [case.uid, own.pk, "recuse"], reason="是亲属", successor="纪委丙")
    assert (sent.status_code, sent["Location"]) == (302, reverse("accountability:cases"))
    assert set(case.members.filter(ended_at=None).values_list("account__username", "role")) == {("纪委乙", "approver"), ("纪委丙", "handler")}
    assert lacking(case) == [] and page_of(cast, "纪委", case).status_code == 404
    with pytest.raises(ValidationError, match="不在这个案件内"):
        people.list_person(by, NOW, case, tenure(cast), managed_by="city")
    wrong = post(cast, "纪委乙", "case_take", [case.uid, "member"], account="纪委", role="reviewer", reason="再来")
    assert wrong.status_code == 422 and "已经回避" in wrong.content.decode()


def test_the_last_on_a_case_does_not_leave_it_to_nobody(cast: Cast) -> None:
    case, by, second = opened(cast), cast.account["纪委"], cast.account["纪委乙"]
    Grant.objects.filter(account=second).update(ended_at=at("2026-03-01"))  # 调离
    own = case.members.get(account=by)
    with pytest.raises(ValidationError, match="请同时写明由谁接替"):
        members.recuse(by, NOW, own, reason="也是亲属")
    wrong = post(cast, "纪委", "case_member_end", [case.uid, own.pk, "recuse"], reason="也是亲属", successor="")
    assert wrong.status_code == 422 and "由谁接替" in wrong.content.decode() and "也是亲属" in wrong.content.decode()
    members.recuse(by, NOW, own, reason="也是亲属", successor=cast.account["纪委丙"])
    assert lacking(case) == ["approver"]


def test_whoever_leaves_without_cause_names_who_takes_over(cast: Cast) -> None:
    case, by = opened(cast), cast.account["纪委"]
    with pytest.raises(ValidationError, match="只有这一位承办人。请同时写明由谁接替"):
        members.leave(by, NOW, case.members.get(account=by), reason="出差")
    assert case.members.filter(ended_at=None).count() == 2


def test_an_approver_who_was_moved_away_is_lacking_too(cast: Cast) -> None:
    """调离: the grant ended, nobody told the case."""
    case = opened(cast)
    Grant.objects.filter(account=cast.account["纪委乙"]).update(ended_at=at("2026-03-01"))
    assert lacking(case) == ["approver"]
    assert "待指定审批人" in page_of(cast, "纪委", case).content.decode()


def test_the_proposer_never_becomes_the_approver_of_his_proposal(cast: Cast) -> None:
    case, by, second = proposed(cast), cast.account["纪委"], cast.account["纪委乙"]
    members.leave(by, NOW, case.members.get(account=by), reason="换角色", successor=cast.account["纪委丙"])
    with pytest.raises(ValidationError, match="不能由他批准立案"):
        members.add_member(second, NOW, case, by, "approver", reason="审批")
