"""A person files a request, takes it back, or takes a copy of everything at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.acts.actions.evidence import put_in_place
from anze.acts.evidence.store import Staged
from anze.duties.queries.workdays import nth_workday
from anze.papers.actions.filing import attach
from anze.people.models import Account, Officer
from anze.people.moment import day_of
from anze.privacy.actions.stepping import ready, take
from anze.privacy.codes import DATA, EVIDENCE, OBJECT
from anze.privacy.models import DataRequest, Item
from anze.privacy.policies import ANSWER_WORKDAYS
from anze.privacy.queries.about import entries_about
from anze.privacy.queries.offices import answering
from anze.privacy.queries.same import same_undecided

TWICE: Final = "已有同样的请求在办，不用再提。请等安委办答复；要改内容、补材料的，请先撤回那一个再提。"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks: for a correction which place and what it should say; for an erasure what, and which entries of the ledger."""

    kind: str
    about: str = ""
    wanted: str = ""
    reason: str = ""
    data: Sequence[str] = ()
    seqs: Sequence[int] = ()
    files: Sequence[Staged] = field(default=())

    def items(self) -> list[tuple[str, int | None]]:
        """Return what is asked to be erased, one by one: what, and of an entry its number."""
        return [(what, None) for what in self.data if what != "entry"] + [("entry", seq) for seq in dict.fromkeys(self.seqs)]


def same(officer: Officer, asked: Asked) -> DataRequest | None:
    """Return the person's request, not decided yet, that asks the same; None where there is none."""
    return same_undecided(officer, asked.kind, about=asked.about, wanted=asked.wanted, items=asked.items())


def file(by: Account, now: datetime, asked: Asked) -> DataRequest:
    """File a request to correct or to erase, and return it. Raises ValidationError with all that is lacking, or where the same is asked already."""
    with put_in_place(asked.files):
        officer = _oneself(by)
        _complete(by, asked)
        if same(officer, asked):
            raise ValidationError(TWICE)
        made = _made(by, now, officer, asked)
        for position, (what, seq) in enumerate(asked.items(), 1):
            item = Item(request=made, position=position, what=what, seq=seq)
            item.full_clean(exclude=("request",))
            item.save()
        for one in asked.files:
            attach(by, now, (OBJECT, str(made.uid)), EVIDENCE, one, made.unit)
        take(by, now, made, "file")
    return made


def copy(by: Account, now: datetime) -> DataRequest:
    """Keep that a person took a copy of all that is kept of him, and return the request that is done with it."""
    officer = _oneself(by)
    with transaction.atomic():
        made = _made(by, now, officer, Asked("access"))
        take(by, now, made, "copy")
    return made


def withdraw(by: Account, now: datetime, request: DataRequest, *, note: str = "") -> None:
    """Take a request back before it is decided."""
    with transaction.atomic():
        take(by, now, ready(request, "withdraw"), "withdraw", note=note)


def _oneself(by: Account) -> Officer:
    if by.officer is None:
        raise ValidationError("这个账号不是领导干部本人的，不能提出。请用本人的账号。")
    return by.officer


def _made(by: Account, now: datetime, officer: Officer, asked: Asked) -> DataRequest:
    made = DataRequest(kind=asked.kind, officer=officer, unit=answering(officer, day_of(now)), about=asked.about.strip(), wanted=asked.wanted.strip(),
                       reason=asked.reason.strip(), filed_at=now, filed_by=by, due_on=nth_workday(day_of(now), ANSWER_WORKDAYS))
    made.full_clean(exclude=("officer", "unit", "filed_by"))
    made.save()
    return made


def _complete(by: Account, asked: Asked) -> None:
    """Raise ValidationError with all that a request lacks."""
    faults: dict[str, str] = {}
    if not asked.reason.strip():
        faults["reason"] = "请写明理由。"
    if asked.kind == "correct":
        if not asked.about.strip():
            faults["about"] = "请写明哪一处不对，例如：英德市市长任期的起始日期。"
        if not asked.wanted.strip():
            faults["wanted"] = "请写明应当是什么。"
    elif not asked.data and not asked.seqs:
        faults["what"] = "请选择要删除的内容。"
    elif "entry" in asked.data and not asked.seqs:
        faults["seqs"] = "请写明账本第几条，条号在您的副本的“账本”一页里。"
    strange = sorted(set(asked.seqs) - set(entries_about(by.officer, asked.seqs)))
    if strange:
        faults["seqs"] = f"第 {'、'.join(map(str, strange))} 条不是关于您的。请对照您的副本的“账本”一页核对条号。"
    if set(asked.data) - set(DATA):
        faults["what"] = "请从所列的内容里选。"
    if faults:
        raise ValidationError(faults)
