"""The pages of the three administrators and of one's own account: filters, workbooks, a fixed number of queries, what is never shown."""

from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from anze.access.models import Grant, SecurityEvent
from anze.people.models import Account
from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from tests.cast import Cast

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)


def rows(content: bytes, sheet: str) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(BytesIO(content))[sheet].iter_rows(values_only=True))


@pytest.mark.parametrize(("query", "shown", "hidden"), [("q=应急", "应急局联络员", "英德安委办"), ("state=disabled", "壬", "英德安委办"),
                                                        ("state=fresh", "乙", "英德安委办"), ("state=without", "新某", "英德安委办")])
def test_accounts_are_found_by_name_and_state(cast: Cast, query: str, shown: str, hidden: str) -> None:
    Account.objects.create_user("new", name="新某")
    Account.objects.filter(username="壬").update(is_active=False)
    Account.objects.filter(username="乙").update(must_change_password=True)
    page = cast.client("系统管理员").get(f"/accounts/?{query}").content.decode()
    assert f">{shown}<" in page and f">{hidden}<" not in page


@pytest.mark.parametrize(("who", "address"), [("系统管理员", "/accounts/"), ("安全管理员", "/grants/"), ("安全管理员", "/grants/?kind=records-for"),
                                              ("审计管理员", "/security-log/")])
def test_lists_cost_the_same_number_of_queries_however_long(cast: Cast, django_assert_max_num_queries: Any, who: str, address: str) -> None:
    for number in range(60):
        account = Account.objects.create_user(f"a{number}", name=f"某{number}")
        Grant.objects.create(account=account, role="office", unit=cast.unit["英德"], given_at=NOW)
        SecurityEvent.objects.create(at=NOW, account=account, subject=account.username, action="登录", result="成功")
    client = cast.client(who)
    client.get(address)
    with django_assert_max_num_queries(9):
        assert client.get(address).status_code == 200


def test_the_system_administrator_sees_roles_but_no_unit_and_no_business(cast: Cast) -> None:
    page = cast.client("系统管理员").get("/accounts/甲/").content.decode()
    assert "领导干部" in page and "英德市" not in page


def test_the_security_log_is_searched_and_goes_out_as_a_workbook_which_is_itself_logged(cast: Cast) -> None:
    for day, subject, result in ((1, "甲", "成功"), (2, "乙", "账号或密码不对"), (3, "丁", "成功")):
        SecurityEvent.objects.create(at=NOW.replace(day=day), subject=subject, action="登录", result=result, address="10.0.0.1")
    client = cast.client("审计管理员")
    page = client.get("/security-log/?since=2026-03-02&until=2026-03-02&result=refused").content.decode()
    assert ">乙<" in page and ">甲<" not in page and ">丁<" not in page
    sheet = rows(client.get("/security-log/excel/?result=refused").content, "安全日志")
    assert sheet[0] == ("序号", "时间", "主体", "客体", "行为", "结果", "地址")
    assert [row[2] for row in sheet[1:]] == ["乙"]
    assert SecurityEvent.objects.filter(action="导出安全日志", subject="审计管理员").count() == 1


def test_accounts_and_grants_go_out_as_workbooks(cast: Cast) -> None:
    accounts = rows(cast.client("系统管理员").get("/accounts/excel/").content, "账号")
    assert len(accounts) == 1 + Account.objects.count()
    content = cast.client("安全管理员").get("/grants/excel/").content
    assert len(rows(content, "授权")) == 1 + Grant.objects.in_force().count()
    assert [row[4] for row in rows(content, "代录")[1:]] == ["甲某"]


def test_an_account_that_is_not_there_is_not_found(cast: Cast) -> None:
    assert cast.client("系统管理员").get("/accounts/没有/").status_code == 404
    assert cast.client("安全管理员").get("/grants/999999/end/").status_code == 404


@pytest.mark.parametrize(("typed", "said"), [("没有", "没有找到"), ("甲某", "不止一个")])
def test_what_fits_nobody_or_several_is_asked_about(cast: Cast, typed: str, said: str) -> None:
    from anze.register.actions import add_officer

    add_officer(None, NOW, code="p99", name="甲某")
    page = cast.client("安全管理员").post("/grants/records-for/new/", {"account": "甲的秘书", "officer": typed})
    assert page.status_code == 422 and said in page.content.decode()


def test_a_business_role_needs_a_unit_and_an_administrator_none(cast: Cast) -> None:
    client = cast.client("安全管理员")
    Account.objects.create_user("new", name="新某")
    assert "要写明是哪个单位的" in client.post("/grants/new/", {"account": "new", "role": "office"}).content.decode()
    assert "把单位清空" in client.post("/grants/new/", {"account": "new", "role": "audit_admin", "unit": "yd"}).content.decode()


def test_one_changes_ones_own_address_but_not_ones_name(cast: Cast) -> None:
    client = cast.client("英德安委办")
    assert client.post("/me/", {"email": "awb@example.test", "robot": "", "name": "市长", "username": "x"}).status_code == 302
    account = Account.objects.get(username="英德安委办")
    assert (account.email, account.name) == ("awb@example.test", "英德安委办")
    assert Entry.objects.get(verb="修改本人资料").object_type == "account"
    assert client.post("/me/", {"email": "no address"}).status_code == 422


def test_large_type_is_kept_and_leaves_one_on_the_page(cast: Cast) -> None:
    client = cast.client("英德安委办")
    assert client.post("/me/large-type/", {"large": "1", "next": "/me/?a=1"})["Location"] == "/me/?a=1"
    assert '<html lang="zh-Hans" class="large"' in client.get("/me/").content.decode()


def test_no_page_about_accounts_shows_a_hash_or_a_secret(cast: Cast) -> None:
    account = cast.account["甲"]
    account.set_password("Beijiang#2026")
    account.save()
    for who, address in (("系统管理员", "/accounts/甲/"), ("系统管理员", "/accounts/"), ("安全管理员", "/grants/")):
        assert account.password not in cast.client(who).get(address).content.decode()
