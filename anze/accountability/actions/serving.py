"""What is served on the person (告知、送达), and the outcomes of what he asked for. Measures are lifted in `lifting.py`."""

import json
from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.accountability.actions.deciding import impose
from anze.accountability.actions.ending import proposed_now
from anze.accountability.actions.keeping import keep_paper
from anze.accountability.actions.stepping import needed, person_now, step, written
from anze.accountability.codes import OUTCOMES, WAYS
from anze.accountability.models import Concerned, Decision, Remedy, Served, Step
from anze.accountability.queries.drafts import wanted_of
from anze.accountability.queries.ending import beside, ended_of
from anze.accountability.queries.notices import untellable
from anze.accountability.queries.outcomes import outcome_text
from anze.accountability.queries.sound import unalterable, unservable
from anze.accountability.queries.standing import decision_state
from anze.accountability.queries.wording import decision_text, number_of, signed_on
from anze.accountability.told import Ended
from anze.acts.actions.evidence import put_in_place
from anze.acts.evidence.store import Staged
from anze.documents.official import in_words
from anze.people.models import Account
from anze.people.moment import day_of


def notify(by: Account, now: datetime, one: Concerned, *, text: str, on: date, way: str, due: date, measures: Collection[str] | None = None,
           replaces: bool = False) -> Served:
    """Tell the person what is held against him, on which grounds, and what is intended (`measures`: by kind, None: in the text only);
    until `due` he may state his case. A further notice adds to those before it, or `replaces` them; they stay on record. Raises ValidationError that names
    every fault: days in the wrong order or too far off, no fact about him with evidence, no test of 第三十条 (`queries/sound.py`)."""
    text = needed(text, "text", "请写明拟认定的事实、依据和拟作的处理。")
    files: list[Staged] = []
    with put_in_place(files):
        found = person_now(by, one, "notify")
        last = found.served.filter(kind="notice").order_by("-pk").first()
        faults = untellable(found, on=on, due=due, measures=measures, replaces=replaces, today=day_of(now))
        if faults:
            raise ValidationError(faults)
        if replaces and last is not None:
            text = f"本告知书代替{in_words(last.on)}送达的告知书（{last.number}），以本告知书为准。\n{text}"
        made = serve_paper(by, now, found, files, "notice", text, on, way, due=due, proposed=measures, replaces=replaces)
        step(by, now, found.case, "notify", concerned=found, on=on, rows=[made])
    return made


def waive(by: Account, now: datetime, one: Concerned, *, note: str = "") -> Step:
    """Put on record that the person stated nothing within his time. Raises ValidationError while it still runs."""
    with transaction.atomic():
        found = person_now(by, one, "waive")
        notice = found.served.filter(kind="notice").order_by("-pk").first()
        if notice is None or (notice.due and day_of(now) <= notice.due):
            raise ValidationError("陈述申辩的期限还没有过，不能记明未提出。")
        return step(by, now, found.case, "waive", concerned=found, note=note)


def serve(by: Account, now: datetime, one: Concerned, *, on: date, way: str) -> Served:
    """Serve what was decided and not served yet, each decision as a paper of its own; return the last. The times in which it may be contested count from
    `on`."""
    files: list[Staged] = []
    with put_in_place(files):
        waiting = [each for each in one.decisions.filter(decided_at__isnull=False).order_by("pk") if decision_state(each) == "decided"]
        kind = "clear" if waiting and waiting[-1].kind == "none" else "serve"
        found = person_now(by, one, kind)
        if not waiting:
            raise ValidationError("没有待送达的决定，请刷新页面。")
        if any(decision.decided_on and on < decision.decided_on for decision in waiting):
            raise ValidationError({"on": "送达日期早于决定日期，请改正。"})
        if other := [words for decision in waiting for words in unservable(decision)]:
            raise ValidationError(other)
        made = [serve_paper(by, now, found, files, "decision", decision_text(decision), on, way, decision=decision) for decision in waiting]
        step(by, now, found.case, kind, concerned=found, on=on, rows=made)
    return made[-1]


def outcome(by: Account, now: datetime, one: Concerned, kind: str, *, note: str = "") -> Remedy:
    """Approve what came of a review or appeal, as another entered it: upheld, altered, revoked. Raises ValidationError for who entered it, for measures
    that are heavier, and without a reason where no rule compares them.

    Altered measures take effect from the day of the first decision, as they would have then; those before them are struck and stay on record.
    """
    files: list[Staged] = []
    with put_in_place(files):
        found = person_now(by, one, kind)
        row = proposed_now(by, found)
        told = ended_of(row)
        if told is None or told.outcome != kind:
            raise ValidationError("登记的不是这种结果，请刷新页面。")
        if changed := unalterable(row.decision, told.body, told.measures, note=note, double=told.double):
            raise ValidationError({"note": changed["note"]} if set(changed) == {"note"} else [words for some in changed.values() for words in some])
        weighed = beside(row.decision, told.measures)
        if weighed.heavier:
            raise ValidationError(f"{'、'.join(weighed.heavier)}比原来的措施重，不能批准，请退回。")
        if weighed.unsure and not note.strip():
            raise ValidationError({"note": f"{'、'.join(weighed.unsure)}与原来的措施，没有规定可以比出轻重。请写明为什么不属于加重。"})
        row.outcome, row.outcome_on, row.outcome_body, row.outcome_text, row.outcome_at, row.outcome_by = kind, told.on, told.body, told.text, now, by
        row.save(update_fields=["outcome", "outcome_on", "outcome_body", "outcome_text", "outcome_at", "outcome_by"])
        replaced = _changed(by, now, row, told)
        made = serve_paper(by, now, found, files, "outcome", outcome_text(row), told.served_on, told.way, decision=row.decision)
        step(by, now, found.case, kind, concerned=found, on=told.on, note=note, rows=[row, made, *replaced], proposed_by=row.proposed_by)
    return row


def _changed(by: Account, now: datetime, row: Remedy, told: Ended) -> list[object]:
    """Strike the measures that stand no more and put those on record that do."""
    if told.outcome == "uphold":
        return []
    decision: Decision = row.decision
    standing = list(decision.measures.current())
    for old in standing:
        old.struck_at, old.struck_reason = now, f"{row.get_kind_display()}{OUTCOMES[told.outcome]}"
        old.save(update_fields=["struck_at", "struck_reason"])
    if told.outcome == "revoke":
        return [*standing]
    marked = bool(told.double or wanted_of(decision)["double"])
    return [*standing, *impose(by, now, decision, told.measures, decision.decided_on or row.on, marked=marked)]


def serve_paper(by: Account, now: datetime, one: Concerned, files: list[Staged], kind: str, text: str, on: date, way: str, *, due: date | None = None,
                decision: Decision | None = None, proposed: Collection[str] | None = None, replaces: bool = False) -> Served:
    """Put on record what is served, with its paper as the bytes that it is; `files` are those of the caller's `put_in_place`."""
    if on > day_of(now):
        raise ValidationError({"on": "送达日期晚于今天，请改正。"})
    if way not in WAYS:
        raise ValidationError({"way": "请选择送达方式。"})
    number = number_of(one, signed_on(kind, decision, on, now))
    made: Served = written(Served(concerned=one, kind=kind, decision=decision, text=text, number=number, on=on, way=way, due=due, at=now,
                                  by=by, replaces=replaces, proposed=None if proposed is None else json.dumps(list(proposed), ensure_ascii=False)))
    keep_paper(made, now, files)
    return made
