"""A record about an accident is taken off: entered by mistake, or no longer so. It stays, and what it had brought about is undone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError

from anze.accidents.actions.changing import Deed, Outcome, carry_out, take_off
from anze.accidents.models import (
    Accident,
    ApprovedReport,
    ChainReport,
    Concealment,
    FigureUpdate,
    InvestigationStep,
    Review,
    WriteOff,
)
from anze.accidents.policies import reason_needed
from anze.accidents.told import row_plain
from anze.people.models import Account, Recorded

# What a record is called in an address → where it is kept and what taking it off is called.
STRIKABLE: Final[Mapping[str, tuple[Any, str]]] = {
    "figures": (FigureUpdate, "撤下伤亡和损失的变化"), "write-off": (WriteOff, "撤下核销"), "report": (ChainReport, "撤下事故报告"),
    "concealment": (Concealment, "撤下漏报谎报瞒报认定"), "step": (InvestigationStep, "撤下调查步骤"), "approval": (ApprovedReport, "撤下批复"),
    "review": (Review, "撤下整改评估"),
}


def strike(by: Account, now: datetime, accident: Accident, kind: str, row: Recorded, *, reason: str = "") -> Outcome:
    """Take a record off. Within ten minutes whoever wrote it gives no reason; later, or anybody else, does. ValidationError otherwise."""
    _, verb = STRIKABLE[kind]
    if reason_needed(row, by, now) and not reason.strip():
        raise ValidationError({"reason": "请写明撤下的原因：登记已过十分钟，或者不是您本人登记的。"})

    def write(found: Accident) -> None:
        records: Any = type(row)._default_manager
        standing = records.select_for_update().filter(pk=row.pk, accident=found, struck_at=None).first()
        if standing is None:
            raise ValidationError("这条记录已经撤下或者更正过，不用再撤。请刷新页面。")
        if isinstance(standing, InvestigationStep) and standing.kind == "submitted" and found.approvals.filter(struck_at=None).exists():
            raise ValidationError("批复已经登记。要撤下提交报告，请先撤下批复。")
        if isinstance(standing, ApprovedReport) and found.reviews.filter(struck_at=None).exists():
            raise ValidationError("整改评估已经登记。要撤下批复，请先撤下评估。")
        take_off(standing, now, reason.strip()[:200])

    judged = "strike-write-off" if kind == "write-off" else "strike"
    return carry_out(by, now, accident, Deed(verb=verb, kind=judged, of=row, write=write, before=row_plain(row), note=reason.strip()))
