"""A verb of a danger or a listing on its page: its form, then the deed. 404 for a stranger's, 403 where the verb is another's."""

from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from anze.access.guard import needs
from anze.duties.queries.workdays import reckoned
from anze.enterprises.forms.fields import departments_for
from anze.hazards.forms.listings import begin
from anze.hazards.models import Danger, Listing
from anze.hazards.models.danger import STATED
from anze.hazards.policies import CHANGE, DANGER, DECIDE, LISTING
from anze.hazards.queries.clocks import Clocks, clocks
from anze.hazards.queries.days import decide_by, last_to_ask, longest_until, longest_years, publish_by
from anze.hazards.queries.entitled import listing_verbs, may, may_change
from anze.hazards.queries.places import above, lister_of
from anze.hazards.views.deeds import DANGERS, LISTINGS, Deed
from anze.law.findings import in_words
from anze.people.models import Unit
from anze.people.moment import day_of

METHODS: Final = ["GET", "HEAD", "POST"]


@needs("hazard.change")
@require_http_methods(METHODS)
def take(request: Any, uid: str, kind: str) -> HttpResponse:
    """Take a verb of a danger, or propose it for listing."""
    if kind not in DANGERS:
        raise Http404
    found: Any = get_object_or_404(Danger.objects.visible_to(request.rights).with_state().select_related("unit", "enterprise", "cell", "department"), uid=uid)
    if not may_change(request.rights, found):
        raise PermissionDenied("这个隐患由所在地的安委办和跟进部门办理。")
    words = DANGER.refusal(kind, found.state) if kind in DANGER.verbs else ""
    label = DANGER.verbs[kind].label if kind in DANGER.verbs else "提请挂牌督办"
    form = _form(request, DANGERS[kind], {name: getattr(found, name) for name in STATED} if kind == "correct" else {})
    if kind == "propose":
        places = above(found.unit)
        form.fields["lister"].queryset = Unit.objects.filter(pk__in=[one.pk for one in places]).order_by("-path")
        form.fields["lister"].initial = lister_of(found.unit, request.rights)
    return _answer(request, found, DANGERS[kind], form, words, label=label, back=reverse("hazards:danger", args=[uid]), name=found.uid, about=found.text,
                   root=("隐患", reverse("hazards:list")))


@needs("hazard.change")
@require_http_methods(METHODS)
def listing_take(request: Any, uid: str, kind: str) -> HttpResponse:
    """Take a verb of a listing that is no decision."""
    return _listing(request, uid, kind, CHANGE)


@needs("hazard.list")
@require_http_methods(METHODS)
def listing_decide(request: Any, uid: str, kind: str) -> HttpResponse:
    """Decide on a listing or on an extension; never on one's own proposal."""
    return _listing(request, uid, kind, DECIDE)


def _listing(request: Any, uid: str, kind: str, permission: str) -> HttpResponse:
    if kind not in LISTINGS or LISTING.verbs[kind].permission != permission:
        raise Http404
    rows = Listing.objects.visible_to(request.rights).with_state().select_related("danger__unit", "danger__department", "lister", "department")
    found: Any = get_object_or_404(rows.prefetch_related("steps"), uid=uid)
    verb = LISTING.verbs[kind]
    if not may(request.rights, found, kind):
        raise PermissionDenied(f"{verb.label}由{'挂牌单位的安委办' if verb.side == 'lister' else '隐患所在地和督办部门'}办理。")
    words = LISTING.refusal(kind, found.state)
    if not words and kind not in listing_verbs(request.rights, found, found.state):
        words = "这是您提请、申请的，不能由您审批。请由挂牌单位的另一位同志审批。"
    days = clocks(found)
    form = _form(request, LISTINGS[kind], {"title": found.title, "owner": found.owner, "person": found.person, "department": found.department,
                                           "deadline": days.asked.deadline if kind == "grant" and days.asked else None})
    if kind == "list":
        form.fields["department"].offer(departments_for(request.rights.reach(DECIDE)))
        form.fields["deadline"].help_text = f"最长到{in_words(longest_until(form.today))}。"
    if kind in {"ask", "grant"} and days.first_deadline:
        form.fields["deadline"].help_text = _longest(days.first_deadline, form.fields["deadline"].help_text)
    terms = {"ask": lambda: f"现在的期限是{in_words(days.deadline)}，最晚{in_words(last_to_ask(days.deadline))}申请。" if days.deadline else "",
             "grant": lambda: f"应当在{in_words(decide_by(days.asked.on))}前决定。申请的理由：{days.asked.note}" if days.asked else "",
             "refuse": lambda: f"应当在{in_words(decide_by(days.asked.on))}前决定。申请的理由：{days.asked.note}" if days.asked else "",
             "publish_listing": lambda: f"应当在{in_words(publish_by(days.listed_on))}前公布。" if days.listed_on else "",
             "publish_closing": lambda: f"应当在{in_words(publish_by(days.delisted_on))}前公布。" if days.delisted_on else ""}
    return _answer(request, found, LISTINGS[kind], form, words, label=verb.label, back=reverse("hazards:listing", args=[uid]), name=found.uid,
                   about=found.title, root=("挂牌督办", reverse("hazards:listings")), term=terms[kind]() if kind in terms else "",
                   reckoned=_reckoned(kind, days), notice=reverse("hazards:listing_notice", args=[uid, "docx"]) if kind == "list" else "")


def _longest(first: date, hint: str) -> str:
    return f"{hint}延期从原期限（{in_words(first)}）届满起算，最长 {longest_years()} 年，最晚到{in_words(longest_until(first))}。"


def _reckoned(kind: str, days: Clocks) -> str:
    """Say where the term that a verb's page names was reckoned without a year's official calendar."""
    if kind == "ask":
        return reckoned(days.ask_by, days.deadline)
    label = {"grant": "审批延期", "refuse": "审批延期", "publish_listing": "公布挂牌", "publish_closing": "公布销号"}.get(kind)
    return reckoned(*(term.due for term in days.terms if term.label == label))


def _form(request: Any, deed: Deed, initial: dict[str, Any]) -> Any:
    form = deed.form(request.POST if request.method == "POST" else None, rights=request.rights, now=request.now, initial=initial)
    begin(form, day_of(request.now))
    return form


def _answer(request: Any, found: Any, deed: Deed, form: Any, words: str, **page: Any) -> HttpResponse:
    if words:
        messages.warning(request, words)
        return redirect(page["back"])
    if request.method == "POST" and form.is_valid():
        try:
            deed.do(request.user, request.now, found, form)
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            messages.success(request, f"{page['name']}：已{page['label']}。")
            return redirect(page["back"])
    return render(request, "hazards/form.html", {"form": form, "deed": deed, **page}, status=422 if form.is_bound and form.errors else 200)
