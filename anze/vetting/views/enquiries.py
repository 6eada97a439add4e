"""The list of enquiries with the form of a new one; one's own page of who asked about oneself; the template of a list."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from anze.access.guard import needs
from anze.acts.actions.drafts import drop_draft
from anze.acts.models import Draft
from anze.people.moment import day_of
from anze.vetting.actions.enquiring import enquire
from anze.vetting.codes import LIMIT, PROVISION, PURPOSES
from anze.vetting.forms import LEFT_OUT, EnquiryForm
from anze.vetting.models import Enquiry
from anze.vetting.queries.mine import asked_about
from anze.vetting.queries.organ import departments
from anze.vetting.queries.sheets import enquiries_sheets, template_sheets
from anze.workbook.write import download, workbook

PER_PAGE: Final = 20
DRAFT: Final = "vetting"


@needs("vetting.run")
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: Any) -> HttpResponse:
    """Show the form and the department's enquiries; ask, and lead to the answer."""
    places = departments(request.rights)
    if not places:
        raise PermissionDenied("考察由组织部门查询。您的账号没有组织部门的授权，请联系安全管理员。")
    if request.method == "GET" and "excel" in request.GET:
        return download(f"考察查询{day_of(request.now):%Y%m%d}.xlsx", workbook(enquiries_sheets(_earlier(request))))
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = EnquiryForm(*sent, places=places, now=request.now)
    if request.method == "POST" and form.is_valid() and (made := _made(request, form)):
        return redirect("vetting:enquiry", made.uid)
    draft = Draft.objects.filter(account=request.user, form=DRAFT).first() if request.method == "GET" else None
    rows = _earlier(request)
    return render(request, "vetting/list.html", {
        "form": form, "draft": draft, "draft_form": DRAFT, "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")), "purposes": PURPOSES,
        "limit": LIMIT, "provision": PROVISION, "left_out": LEFT_OUT, "narrowed": bool(request.GET.get("q") or request.GET.get("purpose")),
        "places": places}, status=422 if form.is_bound and form.errors else 200)


def _made(request: Any, form: EnquiryForm) -> Enquiry | None:
    got = form.cleaned_data
    try:
        made = enquire(request.user, request.now, got["unit"], form.subjects(), purpose=got["purpose"], reference=got["reference"], asked=form.asked())
    except ValidationError as fault:
        form.add_error(None, fault)
        return None
    drop_draft(request.user, DRAFT)
    return made


def _earlier(request: Any) -> Any:
    rows = Enquiry.objects.visible_to(request.rights).defer("snapshot").select_related("unit", "by").annotate(persons=Count("subjects"))
    wanted, purpose = request.GET.get("q", "").replace("\x00", "").strip()[:40], request.GET.get("purpose", "")
    if purpose in PURPOSES:
        rows = rows.filter(purpose=purpose)
    if wanted:
        named = Enquiry.objects.filter(Q(subjects__officer__name=wanted) | Q(reference__icontains=wanted)).values("pk")
        rows = rows.filter(pk__in=named)
    return rows.order_by("-at", "-pk")


@needs("vetting.run")
@require_safe
def template(request: Any) -> HttpResponse:
    """Give the empty list as a workbook."""
    return download("考察名单模板.xlsx", workbook(template_sheets()))


@needs("vetting.own")
@require_safe
def mine(request: Any) -> HttpResponse:
    """Show who asked about oneself, and when."""
    page = Paginator(asked_about(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "vetting/mine.html", {"page": page, "provision": PROVISION})
