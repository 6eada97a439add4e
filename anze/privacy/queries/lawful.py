"""What may be decided of a thing that is asked to be erased: erased on which ground, or refused with which reason."""

import json

from anze.privacy.codes import DATA, DUTY_TYPES, GROUNDS, REFUSALS, REGISTER_TYPES
from anze.privacy.models import Item
from anze.record.models import Entry


def choices(item: Item) -> dict[str, tuple[str, str]]:
    """Return what may be decided: a key, and the outcome with its ground. What the law keeps may only be refused."""
    known = DATA[item.what]
    grounds = known.grounds
    entry = of_duties(item)
    if entry is not None:  # the record of duties stays, but for what should never have been written into it
        grounds = () if register_alone(entry) else ("unlawful",)
    return {f"granted:{one}": ("granted", one) for one in grounds} | {f"refused:{one}": ("refused", one) for one in known.refusals}


def of_duties(item: Item) -> Entry | None:
    """Return the entry of the ledger that an item is, where it belongs to the record of duties; None for anything else."""
    return Entry.objects.filter(seq=item.seq, object_type__in=DUTY_TYPES).select_related("sealed").first() if item.seq is not None else None


def register_alone(entry: Entry) -> bool:
    """Say whether an entry holds names, tenures and appointments and no free word beside them: what the law keeps as the register itself (第三十一条)."""
    sealed = getattr(entry, "sealed", None)
    said = json.loads(sealed.text) if sealed is not None and sealed.erased_at is None else {}
    return entry.object_type in REGISTER_TYPES and not (said.get("note") or "").strip()


def worded(item: Item) -> list[tuple[str, str]]:
    """Return the choices in words, for a form."""
    said = {"granted": "删除", "refused": "不予删除"}
    return [(key, f"{said[outcome]}：{reason.label}（{reason.source}）") for key, (outcome, ground) in choices(item).items()
            for reason in ((GROUNDS if outcome == "granted" else REFUSALS)[ground],)]
