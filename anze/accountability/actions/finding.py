"""Facts, the evidence of each, and files sealed at rest come to a case; what was wrong is struck with the reason and stays."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.accountability.actions.keeping import case_files, sealed_from
from anze.accountability.actions.stepping import case_now, needed, step, written
from anze.accountability.codes import EVIDENCE
from anze.accountability.models import Case, CaseFile, Concerned, Evidence, Fact
from anze.accountability.queries.days import before_rules
from anze.accountability.queries.held import held
from anze.accountability.queries.law import known_rules
from anze.accountability.queries.listed import listed
from anze.accountability.queries.unsaid import extension
from anze.acts.actions.evidence import put_in_place
from anze.acts.evidence.store import Staged
from anze.law.provisions import provision_label
from anze.people.models import Account
from anze.people.moment import day_of


def add_fact(by: Account, now: datetime, case: Case, *, on: date, text: str, rules: str = "", about: Sequence[Concerned] | None = None) -> Fact:
    """Enter a fact with the provisions (ids, separated by spaces) it is held against and the persons it concerns (None: the only one on the case).

    Raises ValidationError for a day to come, what is no provision, and for nobody where somebody is on the case: a decision rests on his own facts only.
    """
    text = needed(text, "text", "请写明查明的事实。")
    if on > day_of(now):
        raise ValidationError({"on": "日期晚于今天，请改正。"})
    if words := before_rules(on):
        raise ValidationError({"on": f"日期{words}更早的情况，写在这一项事实的文字里。"})
    for rule in rules.split():
        try:
            provision_label(rule)
        except ValueError as fault:
            raise ValidationError({"rules": f"{fault}。"}) from fault
    if unknown := [rule for rule in rules.split() if rule not in known_rules()]:
        raise ValidationError({"rules": f"本办法没有{'、'.join(map(provision_label, unknown))}，请核对条款号。"})
    with transaction.atomic():
        found = case_now(by, case, "fact")
        whom = _whom(found, about)
        made: Fact = written(Fact(case=found, date=on, text=text, rules=" ".join(rules.split()), recorded_at=now, recorded_by=by))
        made.about.set(whom)
        step(by, now, found, "fact", rows=[made, *Fact.about.through.objects.filter(fact=made).order_by("pk")])
    return made


def _whom(case: Case, about: Sequence[Concerned] | None) -> list[Concerned]:
    """Return whom a fact concerns. Raises ValidationError for nobody where somebody is on the case, and for who is not."""
    there = list(listed(case))
    whom = there if about is None and len(there) == 1 else list(about or ())
    if there and not whom:
        raise ValidationError({"whom": "请勾选这项事实涉及谁。"})
    if not {one.pk for one in whom} <= {one.pk for one in there}:
        raise ValidationError({"whom": "勾选的人已经不在有关人员里，请刷新页面。"})
    return whom


def extend_fact(by: Account, now: datetime, case: Case, *, fact: Fact, whom: Sequence[Concerned], note: str = "") -> Fact:
    """Extend a fact to further persons on the case, whom it concerns too. Raises ValidationError for one that was struck, and where nobody is added."""
    with transaction.atomic():
        found = case_now(by, case, "about")
        row = Fact.objects.current().filter(pk=fact.pk, case=found).first()
        if row is None:
            raise ValidationError({"fact": "这项事实刚被撤下，请刷新页面。"})
        had = set(row.about.values_list("pk", flat=True))
        new = [one for one in _whom(found, list(whom)) if one.pk not in had]
        if not new:
            raise ValidationError({"whom": "勾选的人已经都在这项事实里了。请勾选还要加上谁。"})
        row.about.add(*new)
        told = f"{extension(row.date, [one.officer.name for one in new])}{note.strip()}"
        step(by, now, found, "about", note=told, rows=[row, *Fact.about.through.objects.filter(fact=row).order_by("pk")])
    return row


def add_evidence(by: Account, now: datetime, case: Case, *, kind: str, text: str, place: str = "", fact: Fact | None = None,
                 file: CaseFile | None = None) -> Evidence:
    """Enter a piece of evidence: where it lies in the records, or which file it is, and what it proves. Raises ValidationError for another case's."""
    text = needed(text, "text", "请写明这份证据证明什么。")
    if kind not in EVIDENCE or (kind == "file") != (file is not None):
        raise ValidationError({"file": "请选择案卷里的一份文件。"})
    if kind in {"act", "matter"} and not place.strip():
        raise ValidationError({"place": "请写明它的编号。"})
    if (fact and fact.case_id != case.pk) or (file and file.case_id != case.pk):
        raise ValidationError("这不是本案的事实或者文件，请刷新页面。")
    with transaction.atomic():
        found = case_now(by, case, "evidence")
        made: Evidence = written(Evidence(case=found, fact=fact, kind=kind, place=place.strip(), text=text, file=file, recorded_at=now, recorded_by=by))
        step(by, now, found, "evidence", rows=[made])
    return made


def add_files(by: Account, now: datetime, case: Case, files: Sequence[Staged]) -> list[CaseFile]:
    """Seal examined files and put them to a case; what was staged open is gone afterwards, whatever happens."""
    sealed = sealed_from(files)
    with put_in_place([shut for _, _, shut in sealed]):
        found = case_now(by, case, "file")
        made = case_files(found, sealed, by=by, now=now)
        for one in made:
            step(by, now, found, "file", rows=[one])
    return made


def strike(by: Account, now: datetime, case: Case, row: Any, *, reason: str) -> None:
    """Strike a fact, a piece of evidence, a file or a circumstance of a case, with the reason. Raises ValidationError where it was struck before, and where a
    decision rests on it that was approved and stands, or was served (`queries/held.py`)."""
    reason = needed(reason, "reason", "请写明撤下的原因。")
    with transaction.atomic():
        found = case_now(by, case, "strike")
        old = type(row).objects.current().filter(pk=row.pk).first()
        if old is None:
            raise ValidationError("这一条刚被撤下，请刷新页面。")
        if isinstance(old, CaseFile) and (old.statement_id or old.remedy_id):
            raise ValidationError("这个文件是本人陈述申辩、申请复核或者申诉时提交的，不能撤下。")
        if words := held(found, old):
            raise ValidationError(words)
        if isinstance(old, Evidence) and old.circumstances.current().exists():
            raise ValidationError("这份证据支持着一项情节。请先撤下那项情节，再撤这份证据。")
        old.struck_at = now
        old.save(update_fields=["struck_at"])
        step(by, now, found, "strike", note=reason, rows=[old])
