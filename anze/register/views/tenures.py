"""The verbs on tenures: begin, end, correct, transfer, hand a post over, withdraw."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.urls import reverse

from anze.access.guard import needs
from anze.law.codes import POSTS
from anze.people.models import Tenure
from anze.people.moment import day_of
from anze.register.actions import begin_tenure, correct_tenure, end_tenure, hand_over, transfer, withdraw
from anze.register.forms.fields import shown
from anze.register.forms.officers import AddTenure, CorrectTenure, EndTenure, HandOver, Transfer, Withdraw
from anze.register.queries import scope
from anze.register.queries.posts import duty_level, posts_of
from anze.register.views.editing import edited


def _page_of(tenure: Tenure) -> str:
    return reverse("register:officer", args=[tenure.officer.code])


def _at(name: str) -> Any:
    return lambda now_stands: reverse(name, args=[now_stands.pk])


def _named(tenure: Tenure) -> str:
    return f"{tenure.officer.name}（{tenure.unit.name}，{tenure}）"


@needs("register.change")
def add(request: Any) -> HttpResponse:
    """Have an officer of the register take up a post."""
    officer = scope.officers(request.rights, scope.CHANGE).filter(code=request.GET.get("officer", "")).first()
    place = scope.units(request.rights, scope.CHANGE).filter(code=request.GET.get("unit", "")).first()
    start = {"officer": shown(officer) if officer else "", "unit": place, "post": request.GET.get("post", ""), "start": day_of(request.now)}
    form = AddTenure(request.POST or None, rights=request.rights, initial=start)

    def save(data: dict[str, Any]) -> tuple[str, str]:
        made = begin_tenure(request.user, request.now, **data)
        return f"已登记{made.officer.name}任{made.in_full}。", reverse("register:unit", args=[made.unit.code])

    back = reverse("register:unit", args=[place.code]) if place else reverse("register:officers")
    return edited(request, form, save, title="登记任职", button="登记任职", back=back, lead="一人可以同时兼任几个职务，每个职务各登记一条。")


@needs("register.change")
def end(request: Any, pk: int) -> HttpResponse:
    """End a tenure."""
    tenure = scope.tenure_or_404(request.rights, pk)
    form = EndTenure(request.POST or None, rights=request.rights, initial={"end": day_of(request.now)})

    def save(data: dict[str, Any]) -> tuple[str, str]:
        end_tenure(request.user, request.now, tenure, **data)
        return f"已登记{_named(tenure)}免职。", _page_of(tenure)

    return edited(request, form, save, title=f"{tenure.officer.name}免职", button="登记免职", back=_page_of(tenure), tenure=tenure,
                  moved=_at("register:tenure_end"))


@needs("register.change")
def correct(request: Any, pk: int) -> HttpResponse:
    """State a tenure anew."""
    tenure = scope.tenure_or_404(request.rights, pk)
    names = ("post", "title", "start", "end", "acting", "party_committee_member")
    form = CorrectTenure(request.POST or None, rights=request.rights, initial={name: getattr(tenure, name) for name in names})
    form.ask_what_fits(tenure.unit)

    def save(data: dict[str, Any]) -> tuple[str, str]:
        correct_tenure(request.user, request.now, tenure, **data)
        return "已更正。原来的记载留在变更历史里。", _page_of(tenure)

    return edited(request, form, save, title=f"更正{tenure.officer.name}的任期", button="保存更正", back=_page_of(tenure), tenure=tenure,
                  moved=_at("register:tenure_correct"), withdrawal=reverse("register:tenure_withdraw", args=[pk]))


@needs("register.change")
def move(request: Any, pk: int) -> HttpResponse:
    """Transfer an officer from one post to another."""
    tenure = scope.tenure_or_404(request.rights, pk)
    today = day_of(request.now)
    form = Transfer(request.POST or None, rights=request.rights, initial={"end": today, "start": today + timedelta(days=1)})

    def save(data: dict[str, Any]) -> tuple[str, str]:
        _, begun = transfer(request.user, request.now, tenure, **data)
        return f"已登记{tenure.officer.name}调任{begun.in_full}。", _page_of(tenure)

    return edited(request, form, save, title=f"{tenure.officer.name}调任", button="登记调任", back=_page_of(tenure), tenure=tenure,
                  moved=_at("register:tenure_move"), compare=("end",))


@needs("register.change")
def take_off(request: Any, pk: int) -> HttpResponse:
    """Take a tenure that was entered by mistake off the register."""
    tenure = scope.tenure_or_404(request.rights, pk)
    form = Withdraw(request.POST or None, rights=request.rights)
    unit = reverse("register:unit", args=[tenure.unit.code])

    def save(data: dict[str, Any]) -> tuple[str, str]:
        withdraw(request.user, request.now, tenure, **data)
        return f"已撤下{_named(tenure)}这条任期，变更历史里仍可查到。", unit

    return edited(request, form, save, title="撤下登错的任期", button="撤下这条任期", back=_page_of(tenure), tenure=tenure, danger=True,
                  moved=_at("register:tenure_withdraw"), lead="只用于登记错了的任期。真实任过的职务请登记免职，不要撤下。")


@needs("register.change")
def pass_on(request: Any, code: str, post: str) -> HttpResponse:
    """Hand a post over from one holder to the next."""
    unit = scope.unit_or_404(request.rights, code, scope.CHANGE)
    if post not in posts_of(duty_level(unit)):
        raise Http404
    today = day_of(request.now)
    running = Tenure.objects.current().filter(Q(end=None) | Q(end__gte=today), unit=unit, post=post)
    holders = list(running.select_related("officer").order_by("start", "pk"))
    start = {"leaving": holders[0].pk, "end": today} if len(holders) == 1 else {"start": today}
    form = HandOver(request.POST or None, rights=request.rights, seat=(unit, post), holders=holders, initial=start)
    form.ask_what_fits(unit)

    def save(data: dict[str, Any]) -> tuple[str, str]:
        if data["successor"] and not data["start"]:
            data["start"] = data["end"] + timedelta(days=1)
        ended, begun = hand_over(request.user, request.now, unit=unit, post=post, **data)
        said = [f"{ended.officer.name}离任"] if ended else []
        said.append(f"{begun.officer.name}接任" if begun else "职务空缺")
        return f"已登记：{'，'.join(said)}。", reverse("register:unit", args=[code])

    return edited(request, form, save, title=f"{POSTS[post]}交接", button="登记交接", back=reverse("register:unit", args=[code]), unit=unit,
                  template="register/hand_over.html", compare=("end",), newcomer=f"{reverse('register:officer_add')}?unit={unit.code}&post={post}")
