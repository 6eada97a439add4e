"""The verbs that need no page of their own: the form of each, the words above it, the action behind it. One row a verb."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from anze.people.moment import day_of
from anze.tours.actions import finding, planning, rectifying, visiting
from anze.tours.actions.planning import visit_of
from anze.tours.forms.base import NoteForm
from anze.tours.forms.planning import ChangeForm, NoticeForm, RecuseForm
from anze.tours.forms.rectifying import SendBackForm
from anze.tours.forms.visiting import DayForm, DrawForm, ProposeForm
from anze.tours.queries.items import standing_items, stands
from anze.tours.queries.lists import called
from anze.tours.queries.samples import USUAL, from_ledger, seed_offered, since_offered
from anze.tours.queries.unfinished import unfinished

Make = Callable[[Any, Any], Any]
Do = Callable[[Any, Any, Any], Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb on its page: the form (given the request and the tour), the action (and the form), what is said above, whether its button warns."""

    form: Make
    do: Do
    lead: str = ""
    danger: bool = False


def _sent(request: Any) -> Any:
    return request.POST if request.method == "POST" else None


def _word(label: str, needed: str = "", hint: str = "", start: Callable[[Any], str] = lambda tour: "") -> Make:
    return lambda request, tour: NoteForm(_sent(request), label=label, needed=needed, hint=hint, initial=start(tour))


def _people(tour: Any) -> dict[str, Any]:
    rows = tour.members.current().select_related("officer", "account").order_by("-lead", "pk")
    return {"people": "\n".join(called(one) for one in rows), "flag": next((one.flag for one in rows if one.flag), "")}


def _change(request: Any, tour: Any) -> Any:
    visit = visit_of(tour)
    return ChangeForm(_sent(request), superior=tour.superior, today=day_of(request.now),
                      initial=_people(tour) | {"group": visit.group, "start": visit.start, "end": visit.end, "declared": True})


def _recuse(request: Any, tour: Any) -> Any:
    return RecuseForm(_sent(request), superior=tour.superior, today=day_of(request.now), initial=_people(tour))


def _day(of: str) -> Make:
    """Return a form for a day: the planned one, where it is not still to come."""
    def made(request: Any, tour: Any) -> Any:
        today = day_of(request.now)
        return DayForm(_sent(request), initial={"on": min(getattr(visit_of(tour), of), today)})

    return made


def _draw(request: Any, tour: Any) -> Any:
    today = day_of(request.now)
    start = {"size": USUAL, "since": since_offered(tour, today), "until": today, "span": "only", "seed": seed_offered(tour)}
    return DrawForm(_sent(request), again=tour.draws.current().exists(), initial=start)


def _send_back(request: Any, tour: Any) -> Any:
    return SendBackForm(_sent(request), items=[one for one in standing_items(tour) if stands(one) != "accepted"])


def _propose(request: Any, tour: Any) -> Any:
    return ProposeForm(_sent(request), left=unfinished(tour, day_of(request.now)), initial={"note": _last_words(tour)})


def _drawn(request: Any, tour: Any, form: Any) -> Any:
    """Draw; a seed that did not come from the ledger is somebody's choice and needs a word."""
    if not form.cleaned_data["note"].strip() and not from_ledger(form.cleaned_data["seed"], tour, request.now):
        form.add_error("note", "种子是改写的：请写明怎么定的（如当众抽签），或者用原来填好的。")
        return None
    return visiting.draw(request.user, request.now, tour, **form.told())


def _last_words(tour: Any) -> str:
    step = tour.steps.filter(kind="propose").order_by("-pk").first()
    return step.note if step else ""


def _changed(request: Any, tour: Any, form: Any) -> Any:
    visit = form.visit(tour)
    return None if form.errors else planning.change(request.user, request.now, tour, visit, note=form.cleaned_data["note"])


def _recused(request: Any, tour: Any, form: Any) -> Any:
    people = form.settle([tour.unit], visit_of(tour).start)
    return None if form.errors else planning.recuse(request.user, request.now, tour, people, note=form.cleaned_data["note"])


def _noted(action: Callable[..., Any]) -> Do:
    return lambda request, tour, form: action(request.user, request.now, tour, note=form.cleaned_data["note"])


DEEDS: Final[Mapping[str, Deed]] = {
    "change": Deed(_change, _changed, "原来的安排留在案上。通知已经发出的，请另行告知被巡查单位。"),
    "recuse": Deed(_recuse, _recused, "提出回避或者发现应当回避的，在这里换人；原来的名单留在案上。"),
    "cancel": Deed(_word("取消的原因", "请写明取消的原因。"), _noted(planning.cancel), "取消以后不能恢复，这个单位仍列为未巡查；已用的文号留着。", danger=True),
    "notify": Deed(lambda request, tour: NoticeForm(_sent(request), initial={"contact": request.user.name}),
                   lambda request, tour, form: planning.notify(request.user, request.now, tour, **form.cleaned_data),
                   "发出后取号、印发，被巡查的一方随即看到；通知不能撤回。"),
    "arrive": Deed(_day("start"), lambda request, tour, form: visiting.arrive(request.user, request.now, tour, **form.cleaned_data)),
    "leave": Deed(_day("end"), lambda request, tour, form: visiting.leave(request.user, request.now, tour, **form.cleaned_data),
                  "登记离场以后，这个单位在本周期计为已巡查。离场以后还可以核对清单、核实记录、修改问题，到报审为止。"),
    "draw": Deed(_draw, _drawn,
                 "按种子随机抽取；抽一次，登记在账本里。重抽要写明原因，原来抽的留着。"),
    "propose": Deed(_propose, lambda request, tour, form: finding.propose(request.user, request.now, tour, **form.cleaned_data),
                    "由安委办负责人审定。先看稿子，问题和依据有误的先改。"),
    "turn_back": Deed(_word("要修改什么", "请写明要修改什么。"), _noted(finding.turn_back)),
    "feed_back": Deed(_word("审定意见"), _noted(finding.feed_back), "审定后取号印发反馈意见，被巡查的一方随即看到问题；不能撤回。"),
    "report": Deed(_word("总的情况"), _noted(rectifying.report), "报送后由派出的一方逐项复核。"),
    "send_back": Deed(_send_back, lambda request, tour, form: rectifying.send_back(
        request.user, request.now, tour, returned=form.returned(), note=form.cleaned_data["note"]), "没有勾选的事项复核通过。"),
    "close": Deed(_word("复核意见"), _noted(rectifying.close), "逐项复核通过，办结这次巡查；办结后不能再改。"),
}
