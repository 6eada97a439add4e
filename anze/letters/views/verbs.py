"""The verbs of a letter on their pages: signing with a second factor, taking back, outcomes, stating anew, voiding."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from anze.access import sessions
from anze.access.addresses import address_of
from anze.access.guard import needs
from anze.access.policies import policy
from anze.accounts.actions.second_factor import device_of, passes
from anze.letters.actions import generating, signing
from anze.letters.forms.base import ReasonForm
from anze.letters.forms.letters import OutcomeForm, ReplaceForm, SignForm
from anze.letters.models import Letter
from anze.letters.policies import VERBS, refusal
from anze.letters.queries.entitled import may
from anze.letters.queries.heads import parties_of
from anze.letters.queries.outcomes import results
from anze.letters.queries.papers import digest_of
from anze.letters.queries.standing import state_of
from anze.letters.views.shared import question, shown
from anze.people.moment import day_of

METHODS: Final = ["GET", "HEAD", "POST"]
WRONG: Final = "验证码不对或已用过。请等手机上换出新的 6 位数字再输入；手机时间要准。"


def _to_take(request: Any, code: str, kind: str) -> Any:
    """Return a letter of which the account may take a verb. 404 where it may not see it, 403 where the verb is another's."""
    found = shown(request, code)
    if not may(request.rights, found, kind):
        raise PermissionDenied(f"{VERBS[kind].label}由{found.superior.name}安委办办理。")
    return found


def _answer(request: Any, letter: Letter, kind: str, form: Any, verb: Callable[[], Any], said: str, **page: Any) -> HttpResponse:
    """Show the form of a verb; where one is sent that holds, take the verb and go back to the letter, or to what the verb made."""
    if words := refusal(kind, state_of(letter)):
        messages.warning(request, words)
        return redirect("letters:detail", letter.code)
    if request.method == "POST" and form.is_valid():
        try:
            made = verb()
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            messages.success(request, said)
            return redirect("letters:detail", made.code if isinstance(made, Letter) else letter.code)
    return render(request, page.pop("template", "letters/form.html"),
                  {"form": form, "label": VERBS[kind].label, "letter": letter, "about": str(letter), **page},
                  status=422 if form.is_bound and form.errors else 200)


@needs("letter.sign")
@require_http_methods(METHODS)
def sign(request: Any, code: str) -> HttpResponse:
    """Sign for the side whose head one is: what is signed is shown once more; a code of the second factor goes with it."""
    found, today = _to_take(request, code, "sign"), day_of(request.now)
    if not parties_of(request.user.officer, found, today):
        raise PermissionDenied("这份责任书由双方的主要负责人本人签。")
    asks = policy().signing_factor and request.session.get(sessions.BY) != "demo"  # nobody of the demo has a telephone
    if asks and device_of(request.user) is None:
        return render(request, "letters/factor.html", {"letter": found})
    form = SignForm(request.POST if request.method == "POST" else None, asks=asks, initial={"digest": digest_of(found)})

    def signed() -> None:
        if asks and not passes(request.user, request.now, code=form.cleaned_data["code"], address=address_of(request)):
            raise ValidationError({"code": WRONG})
        signing.sign(request.user, request.now, found, digest=form.cleaned_data["digest"])

    return _answer(request, found, "sign", form, signed, f"{found.code}：您已签字。", template="letters/sign.html", digest=digest_of(found),
                   results=results([found], question(request), today)[found.pk], asks=asks)


@needs("letter.sign")
@require_http_methods(METHODS)
def unsign(request: Any, code: str) -> HttpResponse:
    """Take one's own signature back."""
    found = _to_take(request, code, "unsign")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    return _answer(request, found, "unsign", form, lambda: signing.unsign(request.user, request.now, found, reason=form.cleaned_data["reason"]),
                   f"{found.code}：签字已撤回，可以重新签。", danger=True, lead="对方签字以前可以撤回；双方都签了，只能重签。")


@needs("letter.issue")
@require_http_methods(METHODS)
def outcome(request: Any, code: str) -> HttpResponse:
    """Enter what came of the numbers that the system does not count."""
    found = _to_take(request, code, "outcome")
    form = OutcomeForm(request.POST if request.method == "POST" else None, results=results([found], question(request), day_of(request.now))[found.pk])
    if not form.open:
        messages.info(request, "这份责任书的数字目标都由系统取数，不用登记实绩。")
        return redirect("letters:detail", found.code)

    def entered() -> None:
        for one in form.open:
            value: Decimal | None = form.cleaned_data[f"value-{one.goal['key']}"]
            if value is not None:
                signing.record_outcome(request.user, request.now, found, one.goal["key"], value, note=form.cleaned_data[f"note-{one.goal['key']}"])

    return _answer(request, found, "outcome", form, entered, f"{found.code}：实绩已登记。", lead="系统能取数的不用填。没有填的，考核时算作没有登记，不算完成。")


@needs("letter.issue")
@require_http_methods(METHODS)
def replace(request: Any, code: str) -> HttpResponse:
    """State a letter anew, to be signed again."""
    found = _to_take(request, code, "replace")
    form = ReplaceForm(request.POST if request.method == "POST" else None, letter=found)
    return _answer(request, found, "replace", form,
                   lambda: generating.replace_letter(request.user, request.now, found, form.goals(), reason=form.cleaned_data["reason"]),
                   f"已生成新的一份，原来的 {found.code} 留在案上。请双方重新签。", danger=True,
                   lead="重签生成新的一份、新的编号；原来的一份和它的签字都留在案上。原来按期签订的，不因重签变成迟签。")


@needs("letter.issue")
@require_http_methods(METHODS)
def void(request: Any, code: str) -> HttpResponse:
    """Void a letter."""
    found = _to_take(request, code, "void")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    return _answer(request, found, "void", form, lambda: generating.void(request.user, request.now, found, reason=form.cleaned_data["reason"]),
                   f"{found.code} 已作废。", danger=True, lead="作废以后不能恢复，不再计入；要再签的，重新生成。")
