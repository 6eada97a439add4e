"""Pages of delegated enforcement (第十一条（四）, 第十二条（五）)."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.enterprises.actions.delegations import change_delegation, delegate, end_delegation, renew, strike_delegation
from anze.enterprises.forms.charges import Strike
from anze.enterprises.forms.delegations import ChangeDelegation, DelegationForm, EndDelegation, RenewForm
from anze.enterprises.models import Delegation
from anze.enterprises.policies import LAPSES_SOON
from anze.enterprises.queries.delegations import SHOWN, Row, listed, numbers
from anze.enterprises.queries.visible import CHANGE
from anze.enterprises.views.enterprises import FORM
from anze.law.findings import in_words
from anze.people.models import Unit
from anze.people.moment import asked, day_of
from anze.register.views.editing import edited

PER_PAGE = 50


@needs("enterprise.view")
@require_safe
def index(request: Any) -> HttpResponse:
    """List delegations by the filters of the URL: what lapses soon stands first."""
    question = asked(request.GET, request.now)
    unit, organ = (Unit.objects.filter(code=request.GET.get(name, "")).first() for name in ("unit", "organ"))
    show, text = request.GET.get("show", ""), request.GET.get("q", "").strip()[:60]
    found = listed(request.rights, question, unit=unit, organ=organ, show=show, text=text)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    everything = Delegation.objects.on_record(question.known_at).visible_to(request.rights).order_by()
    organs = Unit.objects.filter(pk__in=everything.values("organ")).order_by("path")
    units = Unit.objects.filter(pk__in=everything.values("unit")).order_by("path")
    reach = request.rights.reach(CHANGE)
    rows = [(Row(one, question.as_of), reach.covers_unit(one.unit) or reach.covers_unit(one.organ), reach.covers_unit(one.organ)) for one in page]
    return render(request, "enterprises/delegations.html", {
        "page": page, "rows": rows, "numbers": numbers(request.rights, question), "shown": SHOWN, "show": show, "unit": unit, "organ": organ,
        "units": units, "organs": organs, "text": text, "soon": LAPSES_SOON, "may_change": bool(reach), "tab": "delegations",
        "narrow": bool(unit or organ or show or text)})


def _back() -> str:
    return reverse("enterprises:delegations")


@needs("enterprise.change")
def add(request: Any) -> HttpResponse:
    """Enter a delegation."""
    today = day_of(request.now)
    form = DelegationForm(request.POST or None, rights=request.rights, initial={"start": today})

    def save(data: dict[str, Any]) -> tuple[str, str]:
        _in_reach(request, data)
        made = delegate(request.user, request.now, **data)
        return f"已登记：{made}（{made.number}）。", _back()

    return edited(request, form, save, title="登记委托执法", button="登记", back=_back(), template=FORM)


def _in_reach(request: Any, data: dict[str, Any]) -> None:
    reach = request.rights.reach(CHANGE)
    if not reach.covers_unit(data["unit"]) and not reach.covers_unit(data["organ"]):
        raise ValidationError({"organ": "受委托的地方和委托机关都不在您的管辖内。请选您的部门作委托机关，或者请当地安委办登记。"})


@needs("enterprise.change")
def renewal(request: Any, pk: int) -> HttpResponse:
    """Renew a delegation: a row of its own, from the day after the last."""
    one = _own_or_404(request, pk)
    length = one.end - one.start
    start = one.end + timedelta(days=1)
    form = RenewForm(request.POST or None, rights=request.rights, initial={"matter": one.matter, "scope": one.scope, "start": start, "end": start + length})

    def save(data: dict[str, Any]) -> tuple[str, str]:
        made = renew(request.user, request.now, one, **data)
        return f"已续期到{in_words(made.end)}（{made.number}）。", _back()

    return edited(request, form, save, title="续期委托执法", button="续期", back=_back(), template=FORM,
                  lead=f"{one}。原委托 {one.number}，{in_words(one.start)}至{in_words(one.end)}。")


@needs("enterprise.change")
def change(request: Any, pk: int) -> HttpResponse:
    """Correct a delegation."""
    one = _own_or_404(request, pk)
    form = ChangeDelegation(request.POST or None, rights=request.rights,
                            initial={name: getattr(one, name) for name in ("unit", "organ", "matter", "scope", "number", "start", "end")})

    def save(data: dict[str, Any]) -> tuple[str, str]:
        _in_reach(request, data)
        change_delegation(request.user, request.now, one, **data)
        return "已更正。原来的记载留着。", _back()

    return edited(request, form, save, title="更正委托执法", button="保存更正", back=_back(), template=FORM, lead=str(one),
                  removal=reverse("enterprises:delegation_strike", args=[pk]))


@needs("enterprise.change")
def ending(request: Any, pk: int) -> HttpResponse:
    """Take a delegation back before its time: whoever gave it takes it back, or the office above."""
    one = _own_or_404(request, pk)
    if not request.rights.reach(CHANGE).covers_unit(one.organ):
        raise PermissionDenied(f"委托由委托机关（{one.organ.name}）收回，由它或者它上级的安委办登记。登记有误的，请用“更正”。")
    form = EndDelegation(request.POST or None, rights=request.rights, initial={"end": day_of(request.now)})

    def save(data: dict[str, Any]) -> tuple[str, str]:
        if data["end"] >= one.end:
            raise ValidationError({"end": f"原来就到{in_words(one.end)}为止。提前收回的，写更早的一天；要延长的，用“续期”。"})
        end_delegation(request.user, request.now, one, **data)
        return "已登记收回。", _back()

    return edited(request, form, save, title="提前收回委托", button="收回", back=_back(), template=FORM, lead=str(one), danger=True)


@needs("enterprise.change")
def strike(request: Any, pk: int) -> HttpResponse:
    """Strike a delegation that was entered by mistake."""
    one = _own_or_404(request, pk)
    form = Strike(request.POST or None, rights=request.rights)

    def save(data: dict[str, Any]) -> tuple[str, str]:
        strike_delegation(request.user, request.now, one, **data)
        return "已撤下。", _back()

    return edited(request, form, save, title="撤下委托执法", button="撤下", back=_back(), template=FORM, lead=str(one), danger=True)


def _own_or_404(request: Any, pk: int) -> Delegation:
    return get_object_or_404(Delegation.objects.current().visible_to(request.rights, CHANGE).select_related("unit", "organ", "renews"), pk=pk)
