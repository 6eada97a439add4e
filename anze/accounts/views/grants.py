"""Grants, for the security administrator: who has which role on which unit, and who records for whom."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from anze.access.addresses import address_of
from anze.access.guard import needs
from anze.access.log import note
from anze.access.models import Grant, RecordsFor
from anze.accounts.actions.grants import allow_recording, end_grant, end_recording, give_grant
from anze.accounts.forms.administration import GrantFilter, GrantForm, ReasonForm, RecordsForForm
from anze.accounts.queries.books import grants_book
from anze.accounts.queries.lists import grants, recordings
from anze.accounts.views.attempts import attempted
from anze.people.moment import day_of
from anze.workbook.write import download

PAGE = 50


@needs("grant.give")
def listed(request: Any) -> HttpResponse:
    """List the grants, or who records for whom (`kind=records-for`)."""
    asked = GrantFilter(request.GET)
    wanted = asked.cleaned_data if asked.is_valid() else {}
    recording = request.GET.get("kind") == "records-for"
    found: Any = recordings(wanted) if recording else grants(wanted)
    return render(request, "accounts/grants.html", {
        "filter": asked, "recording": recording, "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
    })


@needs("grant.give")
def excel(request: Any) -> HttpResponse:
    """Give both lists as a workbook."""
    asked = GrantFilter(request.GET)
    wanted = asked.cleaned_data if asked.is_valid() else {}
    return download(f"授权_{day_of(request.now)}.xlsx", grants_book(grants(wanted), recordings(wanted)))


@needs("grant.give")
def give(request: Any) -> HttpResponse:
    """Give a role."""
    form = GrantForm(request.POST or None, initial={"account": request.GET.get("account", "")})
    if request.method == "POST" and form.is_valid() and not _to_oneself(request, form, "授权"):
        account = form.cleaned_data["account"]
        done = attempted(request, form, "授权", account.username,
                         lambda: give_grant(request.user, request.now, address=address_of(request), **form.cleaned_data))
        if done:
            messages.success(request, f"已授权：{account.name}，{done.get_role_display()}{f'（{done.unit.name}）' if done.unit else ''}。重新登录后生效。")
            return redirect("access:grants")
    return render(request, "accounts/grant_form.html", {"form": form, "title": "授权"}, status=422 if form.errors else 200)


@needs("grant.give")
def allow(request: Any) -> HttpResponse:
    """Let a secretary record for a leader."""
    form = RecordsForForm(request.POST or None, initial={"account": request.GET.get("account", "")})
    if request.method == "POST" and form.is_valid() and not _to_oneself(request, form, "准许代录"):
        account = form.cleaned_data["account"]
        done = attempted(request, form, "准许代录", account.username,
                         lambda: allow_recording(request.user, request.now, address=address_of(request), **form.cleaned_data))
        if done:
            messages.success(request, f"{account.name}可以代{done.officer.name}登记了，每一条都要由{done.officer.name}本人确认。")
            return redirect("/grants/?kind=records-for")
    return render(request, "accounts/grant_form.html", {"form": form, "title": "准许代录"}, status=422 if form.errors else 200)


def _to_oneself(request: Any, form: Any, action: str) -> bool:
    """Say by its field that nobody gives anything to himself, and log that it was tried; the verb refuses it as well."""
    if form.cleaned_data["account"].pk != request.user.pk:
        return False
    note(request, action, "拒绝", account=request.user, object=request.user.username)
    form.add_error("account", "不能给自己的账号授权，请由另一位安全管理员办理。")
    return True


@needs("grant.give")
def end(request: Any, pk: int) -> HttpResponse:
    """Take a role back, with the reason."""
    grant = get_object_or_404(Grant.objects.select_related("account", "unit"), pk=pk)
    what = f"{grant.account.name}：{grant.get_role_display()}{f'（{grant.unit.name}）' if grant.unit else ''}"
    return _ending(request, "收回授权", grant, what, "access:grants")


@needs("grant.give")
def disallow(request: Any, pk: int) -> HttpResponse:
    """End that a secretary records for a leader, with the reason."""
    found = get_object_or_404(RecordsFor.objects.select_related("account", "officer"), pk=pk)
    return _ending(request, "停止代录", found, f"{found.account.name}代{found.officer.name}登记", "/grants/?kind=records-for")


def _ending(request: Any, action: str, given: Grant | RecordsFor, what: str, then: str) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, address = form.cleaned_data["reason"], address_of(request)

        def verb() -> bool:
            if isinstance(given, Grant):
                end_grant(request.user, request.now, given, reason=reason, address=address)
            else:
                end_recording(request.user, request.now, given, reason=reason, address=address)
            return True

        if attempted(request, form, action, given.account.username, verb):
            messages.success(request, f"已{action}，{given.account.name}的登录都已结束。")
            return redirect(then)
    return render(request, "accounts/grant_end.html", {"form": form, "title": action, "what": what, "given": given, "then": then},
                  status=422 if form.errors else 200)
