"""The pages for what went wrong, in Chinese: what, and what to do now."""

import errno
import sys
from http import HTTPStatus
from typing import Final

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

DISK_FULL: Final = "53100"  # what PostgreSQL calls it


def _page(request: HttpRequest, status: HTTPStatus, title: str, lines: list[str]) -> HttpResponse:
    return render(request, "faults/fault.html", {"title": title, "lines": lines, "status": int(status)}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _page(request, HTTPStatus.BAD_REQUEST, "请求不完整", ["发来的内容不完整或者过大。", "请返回上一页，重新提交；附件过多的，分几次上传。"])


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, with the sentence that the refusal gives."""
    why = str(exception or "") or "您的账号没有使用这个页面的权限。"
    return _page(request, HTTPStatus.FORBIDDEN, "没有权限", [why])


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: it is not there, or not for this account; which of the two is not said."""
    return _page(request, HTTPStatus.NOT_FOUND, "没有找到", ["没有这个页面或者这条记录，也可能不在您的查看范围内。", "请核对网址，或者回到首页重新查找。"])


def fault(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours; 507 where a disk is full. Nothing was saved."""
    if _no_room(sys.exc_info()[1]):
        return _page(request, HTTPStatus.INSUFFICIENT_STORAGE, "服务器的磁盘满了", [
            "这一步没有保存；以前登记的都在。", "请先留着填好的内容，告诉系统管理员腾出空间，然后返回上一页再提交一次。"])
    return _page(request, HTTPStatus.INTERNAL_SERVER_ERROR, "系统出了故障", ["这一步没有保存。", "请稍后再试；仍不行的，把时间和您在做的事告诉系统管理员。"])


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 where a form's token is missing or stale."""
    return _page(request, HTTPStatus.FORBIDDEN, "页面已过期", ["这个页面打开得太久，或者您已在别处重新登录。", "请返回上一页刷新后再提交；草稿会保留。"])




def _no_room(fault: BaseException | None) -> bool:
    """Say whether a fault, or what it came of, is that a disk is full: the files', the temporary files' or the database's."""
    while fault is not None:
        if isinstance(fault, OSError) and fault.errno in {errno.ENOSPC, errno.EDQUOT}:
            return True
        if isinstance(fault, OperationalError) and ("disk is full" in str(fault) or getattr(fault.__cause__, "sqlstate", "") == DISK_FULL):
            return True
        fault = fault.__cause__ or fault.__context__
    return False
