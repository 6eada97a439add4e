"""The acts that a pack names, each with both clocks, whether it was taken back, and its files as far as the account may see them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from anze.access.rights import Rights
from anze.acts.codes import PARTS
from anze.acts.evidence.store import place
from anze.acts.models import Act, ActFact, Attachment
from anze.acts.queries.growth import growth_of
from anze.acts.told import told_of
from anze.duties.backgrounds import clocked
from anze.law.codes import ACT_TYPES, BODIES, DOCUMENTS
from anze.people.moment import day_of, end_of

LONGEST: Final = 180  # bytes of a name before its ending


@dataclass(frozen=True, slots=True)
class FileTold:
    """A file of an act: its name, digest, size and kind; since when it is attached, since when taken down (then the bytes are not given)."""

    name: str
    sha256: str
    size: int
    media_type: str
    added_on: date
    struck_on: date | None = None
    struck_reason: str = ""

    @property
    def path(self) -> str:
        """Where it lies in the pack, under a name that every disk takes; empty for one that was taken down."""
        stem, _, ending = self.name.rpartition(".")
        return "" if self.struck_on else f"files/{self.sha256[:12]}-{stem.encode()[:LONGEST].decode(errors='ignore').rstrip(' .')}.{ending}"


@dataclass(frozen=True, slots=True)
class ActTold:
    """An act (its number): what, when it was done and came on record, by the secretary or not, what became of it; `title` and `files` where the
    account may see the act."""

    uid: str
    what: str
    unit: str
    title: str
    done_on: date
    recorded_on: date
    on_behalf: bool
    seen: bool
    withdrawn_on: date | None = None
    withdrawn_why: str = ""
    replaced_by: str = ""
    files: tuple[FileTold, ...] = ()
    place: str = ""
    figures: str = ""
    parts: tuple[tuple[str, str], ...] = ()

    def about(self, officer: str) -> str:
        """What it was, where, and as what an officer (code) took part: 排查石场，石场，牵头（带队）; empty where the account may not see it."""
        part = dict(self.parts).get(officer, "")
        return "，".join(filter(None, (self.title, self.place, self.figures, part and PARTS[part])))

    @property
    def called(self) -> str:
        """It in short, with both clocks: 2026年3月5日排查检查，3月6日登记."""
        return clocked(self.what, self.done_on, self.recorded_on)


def acts_told(codes: Collection[str], known_at: date, rights: Rights) -> dict[str, ActTold]:
    """Return the acts of facts (by the codes of these), as they were on record at the end of `known_at`."""
    facts = list(ActFact.objects.filter(code__in=codes).order_by("code").values_list("code", "act"))
    keys = {key for _, key in facts}
    rows = Act.objects.filter(pk__in=keys).select_related("unit", "withdrawal", "replaced_by").prefetch_related("participants__officer", "topics", "joint_with")
    seen = set(Act.objects.visible_to(rights).filter(pk__in=keys).order_by().values_list("pk", flat=True))
    files = _files(seen, known_at)
    told = {act.pk: _told(act, known_at, files.get(act.pk, ()), seen=act.pk in seen) for act in rows}
    return {code: told[key] for code, key in facts}


def own_acts(officer: str, since: date, until: date, known_at: date) -> list[str]:
    """Return the codes of the facts in which an officer (code) did something from one day to another, on record by `known_at`, in the order of days."""
    rows = ActFact.objects.filter(officer=officer, date__range=(since, until), recorded_on__lte=known_at)
    return list(rows.order_by("date", "code").values_list("code", flat=True))


def _told(act: Any, known_at: date, files: Iterable[FileTold], *, seen: bool) -> ActTold:
    moment = end_of(known_at)
    gone = getattr(act, "withdrawal", None)
    gone = gone if gone is not None and gone.at < moment else None
    newer = getattr(act, "replaced_by", None)
    return ActTold(uid=act.uid, what=_what(act), unit=act.unit.name, title=act.title if seen else "", done_on=act.date, recorded_on=act.recorded_on,
                   on_behalf=act.on_behalf_of_id is not None, seen=seen, withdrawn_on=day_of(gone.at) if gone else None,
                   withdrawn_why=gone.reason if gone and seen else "", replaced_by=newer.uid if gone and newer and newer.recorded_at < moment else "",
                   files=tuple(files), place=act.place if seen else "", figures=_figures(act) if seen else "",
                   parts=tuple((one.officer.code, one.part) for one in act.participants.all()) if seen else ())


def _figures(act: Any) -> str:
    """Return what a budget's growth is decided by (第六条（四）): the funds of both years, how they grew, how revenue did."""
    if act.type != "budget" or act.fund is None:
        return ""
    grown = growth_of(told_of(act), act.recorded_on)
    before = f"，上年{act.fund_before:f}万元" if act.fund_before is not None else ""
    fund = f"，增幅{grown.fund}%" if grown and grown.fund is not None else ""
    return f"专项资金{act.fund:f}万元{before}{fund}{f'，财政收入增幅{grown.revenue}%' if grown else ''}"


def _what(act: Any) -> str:
    if act.type == "meeting":
        return "、".join(BODIES.get(body, "会议") for body in act.bodies) or "会议"
    return DOCUMENTS.get(act.kind, "文件") if act.type == "document" else ACT_TYPES[act.type]


def _files(acts: Collection[int], known_at: date) -> dict[int, list[FileTold]]:
    moment = end_of(known_at)
    rows = Attachment.objects.filter(act__in=acts, added_at__lt=moment).select_related("blob").order_by("act", "blob__sha256", "pk")
    found: dict[int, list[FileTold]] = {}
    for one in rows:
        struck = one.struck_at is not None and one.struck_at < moment
        found.setdefault(one.act_id, []).append(FileTold(
            one.name, one.blob.sha256, one.blob.size, one.blob.media_type, day_of(one.added_at), day_of(one.struck_at) if struck and one.struck_at else None,
            one.struck_reason if struck else ""))
    return found


def bytes_of(file: FileTold) -> Any:
    """Return where the bytes of a file lie."""
    return place(file.sha256)
