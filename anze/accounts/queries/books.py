"""The lists of the three administrators as workbooks."""

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import QuerySet

from anze.access.models import Grant, RecordsFor, SecurityEvent
from anze.people.models import Account
from anze.workbook.write import Column, Sheet, workbook

MOST: Final = 100_000  # lines of the log in one workbook


def accounts_book(found: QuerySet[Account]) -> bytes:
    """Return the accounts as a workbook."""
    rows = ((number, one.username, one.name, one.email, "、".join(sorted({grant.get_role_display() for grant in one.held})),  # type: ignore[attr-defined]
             "在用" if one.is_active else "已停用", one.created_at, one.last_sign_in) for number, one in enumerate(found, 1))  # type: ignore[attr-defined]
    return workbook([Sheet("账号", _columns("序号 6", "账号 22", "姓名 20", "邮箱 24", "角色 24", "状态 8", "开户时间 17", "最近登录 17"), rows)])


def grants_book(granted: Iterable[Grant], recording: Iterable[RecordsFor]) -> bytes:
    """Return grants and who records for whom as a workbook of two sheets."""
    first = ((number, one.account.username, one.account.name, one.get_role_display(), one.unit.code if one.unit else "", one.unit.name if one.unit else "",
              *_given(one)) for number, one in enumerate(granted, 1))
    second = ((number, one.account.username, one.account.name, one.officer.code, one.officer.name, *_given(one)) for number, one in enumerate(recording, 1))
    when = ("授予时间 17", "授予人 12", "收回时间 17", "收回人 12")
    return workbook([Sheet("授权", _columns("序号 6", "账号 22", "姓名 20", "角色 14", "单位代码 14", "单位 24", *when), first),
                     Sheet("代录", _columns("序号 6", "账号 22", "姓名 20", "人员编号 14", "代何人 14", *when), second)])


def log_book(found: QuerySet[SecurityEvent]) -> bytes:
    """Return lines of the security log as a workbook."""
    rows = ((number, one.at, one.subject, one.object, one.action, one.result, one.address or "") for number, one in enumerate(found[:MOST], 1))
    return workbook([Sheet("安全日志", _columns("序号 6", "时间 17", "主体 22", "客体 34", "行为 18", "结果 16", "地址 18"), rows)])


def _given(one: Grant | RecordsFor) -> tuple[Any, ...]:
    return one.given_at, one.given_by.name if one.given_by else "", one.ended_at, one.ended_by.name if one.ended_by else ""


def _columns(*told: str) -> list[Column]:
    return [Column(title, int(width)) for title, width in (one.split() for one in told)]
