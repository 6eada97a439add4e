"""What is done with an accident afterwards: a form, a page that shows what would follow, and only then the deed."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from anze.access.guard import needs
from anze.accidents.actions.changing import Outcome, rehearse
from anze.accidents.actions.correcting import correct_accident
from anze.accidents.actions.striking import STRIKABLE, strike
from anze.accidents.forms.particulars import CorrectionForm, initial_of
from anze.accidents.forms.verbs import ReasonForm
from anze.accidents.models import Accident, Statement
from anze.accidents.policies import reason_needed
from anze.accidents.queries.entitled import Entitled, may_change
from anze.accidents.queries.figures import beyond_window
from anze.accidents.queries.following import Names
from anze.accidents.told import row_plain, told_of
from anze.accidents.views.deeds import DEEDS, Kind
from anze.acts.forms.unseen import seen_only
from anze.law.findings import in_words
from anze.people.moment import day_of

Do = Callable[[], Outcome]
KINDS: Final = {"figures": "figures", "report": "report", "notice": "notice", "write-off": "write-off", "withdraw": "withdraw"}  # any other concludes


@needs("accident.change")
@require_http_methods(["GET", "HEAD", "POST"])
def verb(request: Any, code: str, name: str) -> HttpResponse:
    """Carry out one of the verbs of the table."""
    if name not in DEEDS:
        raise Http404
    kind, accident = DEEDS[name], _accident(request, code, KINDS.get(name, "conclude"))
    form = kind.form(_sent(request), accident=accident, today=day_of(request.now), allowed=Entitled(request.user, accident))
    return _answer(request, accident, kind, form, lambda: kind.do(request.user, request.now, accident, **form.told()))


@needs("accident.change")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Any, code: str) -> HttpResponse:
    """State the particulars of an accident anew."""
    accident = _accident(request, code, "correct")
    statement = get_object_or_404(Statement.objects.current().select_related("unit"), accident=accident)
    begin = initial_of(told_of(statement)) | {"based_on": statement.pk}
    form = CorrectionForm(_sent(request), rights=request.rights, now=request.now, initial=begin, permission="accident.change")
    kind = Kind("更正事故情况", "更正", CorrectionForm, None, "原来的登记留在案上，标明何时更正、为什么。伤亡后来变化的，请用“更新伤亡和损失”。", always=True)

    def do() -> Outcome:
        return correct_accident(request.user, request.now, accident, form.told(), reason=form.cleaned_data["reason"], based_on=form.cleaned_data["based_on"])

    return _answer(request, accident, kind, form, do, statement=statement)


@needs("accident.change")
@require_http_methods(["GET", "HEAD", "POST"])
def take_off(request: Any, code: str, kind: str, pk: int) -> HttpResponse:
    """Take a record about an accident off."""
    if kind not in STRIKABLE:
        raise Http404
    accident = _accident(request, code)
    model, label = STRIKABLE[kind]
    row = get_object_or_404(model.objects.current(), pk=pk, accident=accident)
    if refusal := Entitled(request.user, accident).refused("strike-write-off" if kind == "write-off" else "strike", row):
        raise PermissionDenied(refusal)
    form = ReasonForm(_sent(request), accident=accident, today=day_of(request.now))
    form.fields["reason"].required = reason_needed(row, request.user, request.now)
    shown = Kind(label, "撤下", ReasonForm, None, "撤下的记录留在案上，不再计入。登记后十分钟内由登记人撤下的，不必写原因。", always=True, danger=True)
    return _answer(request, accident, shown, form, lambda: strike(request.user, request.now, accident, kind, row, reason=form.cleaned_data["reason"]),
                   row=row_plain(row))


def _accident(request: Any, code: str, kind: str = "figures") -> Accident:
    accident = get_object_or_404(Accident.objects.visible_to(request.rights).select_related("unit"), code=code)
    if not may_change(request.rights, accident):
        raise PermissionDenied("这起事故的登记已经撤销，不能再改。确有其事的，请重新登记。" if accident.withdrawn_at
                               else "这起事故不在您可以更新的范围内。请联系事故发生地的安委办。")
    entitled = Entitled(request.user, accident)
    if refusal := entitled.refused(kind) or (entitled.withdrawal_refused(request.now) if kind == "withdraw" else ""):
        raise PermissionDenied(refusal)
    return accident


def _sent(request: Any) -> Any:
    return seen_only(request.POST)[0] if request.method == "POST" else None


def _answer(request: Any, accident: Accident, kind: Kind, form: Any, do: Do, **more: Any) -> HttpResponse:
    """Show the form; then what would follow; then do it, if that is still what would follow."""
    page = {"accident": accident, "kind": kind, "form": form, "back": reverse("accidents:detail", args=[accident.code])} | more
    if request.method == "POST" and "again" not in request.POST and form.is_valid():
        try:
            would = rehearse(do)
            coming = would.difference
            seen = request.POST.get("seen", "")
            if not (kind.always or coming.weighty) or seen == coming.seal:
                return _done(request, kind, do())
        except ValidationError as fault:
            form.take(fault)
            _rebase(form, more)
        else:
            names = Names(request.rights, (), [coming])
            sent = [(name, value) for name, values in form.data.lists() if name not in {"csrfmiddlewaretoken", "seen"} for value in values]
            return render(request, "accidents/check.html", page | {
                "difference": coming, "names": names, "sent": sent, "moved": bool(seen), "late": beyond_window(would.accident, would.row),
                "changes": _changes(form)})
    return render(request, "accidents/verb.html", page, status=422 if form.is_bound and form.errors else 200)


def _rebase(form: Any, more: dict[str, Any]) -> None:
    """Let a correction that was overtaken rest on the statement that now stands, once its writer has seen it."""
    if "based_on" in form.fields and (statement := more.get("statement")):
        form.data["based_on"] = str(statement.pk)


def _changes(form: Any) -> list[tuple[str, str]]:
    """Return what was typed, as the page to check shows it: label and value."""
    found = []
    for field in form:
        value = form.cleaned_data.get(field.name)
        if field.is_hidden or value is None or value is False or value == "" or not (not hasattr(value, "exists") or value.exists()):
            continue
        found.append((field.label, _shown(field, value)))
    return found


def _shown(field: Any, value: Any) -> str:
    if hasattr(value, "strftime"):
        return f"{in_words(value)} {value:%H:%M}" if hasattr(value, "hour") else in_words(value)
    if value is True:
        return "是"
    if hasattr(value, "all"):
        return "、".join(str(one) for one in value)
    return dict(getattr(field.field, "choices", ())).get(value, str(value)) if isinstance(value, str) else str(value)


def _done(request: Any, kind: Kind, outcome: Outcome) -> HttpResponse:
    messages.success(request, f"已{kind.done or kind.title}。" + ("" if outcome.difference else "没有引起约谈情形、一票否决等的变化。"))
    address = reverse("accidents:detail", args=[outcome.accident.code])
    return redirect(f"{address}?saved={outcome.seq}#saved" if outcome.difference else address)
