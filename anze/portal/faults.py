"""The pages for what went wrong, in Chinese: what, and what to do now."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


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
    """500: a fault of ours. Nothing was saved."""
    return _page(request, HTTPStatus.INTERNAL_SERVER_ERROR, "系统出了故障", ["这一步没有保存。", "请稍后再试；仍不行的，把时间和您在做的事告诉系统管理员。"])


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 where a form's token is missing or stale."""
    return _page(request, HTTPStatus.FORBIDDEN, "页面已过期", ["这个页面打开得太久，或者您已在别处重新登录。", "请返回上一页刷新后再提交；草稿会保留。"])


