"""What the person concerned does himself: states his case, acknowledges receipt, asks for review, appeals. Nothing of it makes things worse for him."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.accountability.actions.keeping import case_files, sealed_from
from anze.accountability.actions.stepping import needed, person_now, step, written
from anze.accountability.codes import REVIEWS
from anze.accountability.models import Concerned, Decision, Remedy, Served, Statement
from anze.accountability.queries.law import Route, routes
from anze.accountability.queries.standing import contestable, too_late_to_state
from anze.acts.actions.evidence import put_in_place
from anze.acts.evidence.store import Staged
from anze.documents.official import in_words
from anze.people.models import Account
from anze.people.moment import day_of


def state(by: Account, now: datetime, one: Concerned, *, text: str, files: Sequence[Staged] = (), nothing_more: bool = False) -> Statement:
    """State one's case, with examined files, which are sealed like those of the case. After the time of the notice too, as long as nothing is drafted:
    what is said late is still heard. Within it as often as he likes, drafted or not; `nothing_more`: he says that this is all, and nobody waits longer;
    that needs no further words. Raises ValidationError where nothing is said at all."""
    text = text.strip() if nothing_more else needed(text, "text", "请写明您的陈述和申辩；没有要说的，勾选“我没有其他要说的了”。")
    sealed = sealed_from(files)
    with put_in_place([shut for _, _, shut in sealed]):
        found = person_now(by, one, "state")
        if shut := too_late_to_state(found, day_of(now)):
            raise ValidationError(shut)
        made: Statement = written(Statement(concerned=found, text=text, at=now, by=by, nothing_more=nothing_more), exclude=("text",))
        step(by, now, found.case, "state", concerned=found, rows=[made, *case_files(found.case, sealed, by=by, now=now, statement=made)])
    return made


def receive(by: Account, now: datetime, served: Served) -> Served:
    """Acknowledge that something was received; a second time changes nothing."""
    with transaction.atomic():
        found = person_now(by, served.concerned, "receipt")
        row = Served.objects.get(pk=served.pk)
        if row.received_at is None:
            row.received_at = now
            row.save(update_fields=["received_at"])
            step(by, now, found.case, "receipt", concerned=found, rows=[row])
    return row


def way_of(one: Concerned, scheme: str, route: str, about: int, on: date) -> tuple[Decision, Route]:
    """Return the decision that a route leads against (`about`, where there are several) and the route. Raises ValidationError for none that is his to take,
    or whose time was over on a day."""
    for decision in reversed(contestable(one)):
        for way in routes(one, decision):
            if (way.remedy.scheme, way.remedy.code) == (scheme, route) and about in {0, decision.pk}:
                if not way.open_on(on):
                    raise ValidationError({"route": f"{way.remedy.name}的期限到{in_words(way.until)}为止，已经过了。"
                                                    f"有正当理由的，请直接向{way.remedy.to}书面提出。"})
                return decision, way
    raise ValidationError({"route": "这一种救济现在不能提，请刷新页面。"})


def contest(by: Account, now: datetime, one: Concerned, *, scheme: str, route: str, text: str, about: int = 0) -> Remedy:
    """Ask for review or appeal by a route of the law's table, against the decision `about` where there are several. Raises ValidationError where it is
    not open to him, or its time is over."""
    text = needed(text, "text", "请写明请求和理由。")
    today = day_of(now)
    with transaction.atomic():
        found = person_now(by, one, "review" if route in REVIEWS else "appeal")
        decision, way = way_of(found, scheme, route, about, today)
        made: Remedy = written(Remedy(concerned=found, decision=decision, scheme=scheme, kind=route, text=text, on=today, due=way.until,
                                      answer_due=way.answered_by(today), at=now, by=by))
        step(by, now, found.case, "review" if route in REVIEWS else "appeal", concerned=found, rows=[made])
    return made
