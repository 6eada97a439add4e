"""Scans of signed letters are filed under the letters whose codes they bear; what cannot be filed is kept until somebody says whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access.rights import Rights
from anze.acts.actions.evidence import blob_of, put_in_place
from anze.acts.evidence.store import Staged
from anze.letters.actions.signing import signed_on_paper, strike
from anze.letters.actions.stepping import SCAN, entry, letter_now, needed, signing_day, too_early
from anze.letters.models import Letter, Scan
from anze.letters.policies import FILE, RULE
from anze.letters.printed import code_in
from anze.letters.queries.papers import pages_of
from anze.letters.queries.standing import state_of
from anze.letters.scans.reading import Group
from anze.people.models import Account, Unit
from anze.people.moment import SHANGHAI
from anze.record.actions import Change, record


@dataclass(frozen=True, slots=True)
class Part:
    """Some pages of an uploaded file: its digest, the pages' own file, the code they bear (empty: none was read)."""

    source: str
    group: Group
    staged: Staged


@dataclass(slots=True)
class Filed:
    """What became of an upload: scans that were filed, that wait, and a sentence for each that had come before."""

    filed: list[Scan] = field(default_factory=list)
    waiting: list[Scan] = field(default_factory=list)
    before: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Upload:
    """What is told of an upload: whose office's, of which year, signed on which day; `letter` where pages without a code are that letter's."""

    unit: Unit
    year: int
    on: date
    letter: Letter | None = None


def take_in(by: Account, now: datetime, rights: Rights, told: Upload, parts: Sequence[Part]) -> Filed:
    """File the parts of an upload and return what became of each. Raises ValidationError for a day on which nothing can have been signed."""
    found = Filed()
    with put_in_place([part.staged for part in parts]):
        signing_day(told.on, told.year, now)
        new = []
        for part in parts:
            if words := _come_before(part):
                found.before.append(words)
            else:
                new.append(_kept(by, now, rights, told, part))
        for scan, letter in [(scan, scan.letter) for scan in new]:
            if letter is None:
                found.waiting.append(scan)
            else:
                _file(by, now, scan, letter, told.on)
                found.filed.append(scan)
        _completed(by, now, rights, told, new, found)
    return found


def _completed(by: Account, now: datetime, rights: Rights, told: Upload, new: Sequence[Scan], found: Filed) -> None:
    """File what waited only for the other pages of its letter, now that all of them are there."""
    for code in dict.fromkeys(scan.said for scan in new if scan.said and scan.letter is None):
        letter, _ = letter_for(rights, code, told.year)
        waiting = list(Scan.objects.current().select_for_update(of=("self",)).select_related("blob", "unit").filter(letter=None, unit=told.unit, said=code))
        if letter is None or too_early(letter, told.on) or _lacking(letter, sum(len(one.pages) for one in waiting)):
            continue
        for scan in waiting:
            scan.letter, scan.filed_at, scan.trouble = letter, now, ""
            scan.save(update_fields=["letter", "filed_at", "trouble"])
            _file(by, now, scan, letter, told.on)
        found.waiting = [one for one in found.waiting if one.said != code]
        found.filed += waiting


def _lacking(letter: Letter, count: int) -> str:
    """Say that pages are lacking, where neither these nor those filed before are the whole letter; empty where they are."""
    before = sum(len(one.pages) for one in letter.scans.current())
    whole = pages_of(letter) if not letter.number else 1
    if before + count >= whole:
        return ""
    return f"{letter.code} 共 {whole} 页，只收到 {before + count} 页，签字页可能缺了。请补传其余各页；看过确有双方签字的，写上编号归档"


def _come_before(part: Part) -> str:
    """Say when these pages of the same file, or the same pages in another, came before; empty where they did not."""
    rows = Scan.objects.current().filter(source=part.source).order_by("pk")
    same = next((one for one in rows if set(one.pages) & set(part.group.pages)), None) or Scan.objects.current().filter(blob__sha256=part.staged.sha256).first()
    if same is None:
        return ""
    where = f"已归入 {same.letter.code}" if same.letter else "还在待归档里"
    pages = "、".join(map(str, part.group.pages))
    return f"{part.staged.name}第 {pages} 页与{same.at.astimezone(SHANGHAI):%Y年%m月%d日}上传的相同（{where}），没有重复归档。"


def _kept(by: Account, now: datetime, rights: Rights, told: Upload, part: Part) -> Scan:
    """Keep a part, under its letter where it is one that it may be filed under."""
    letter, trouble = told.letter, "" if told.letter else "没有读出编号"
    if part.group.code:
        letter, trouble = letter_for(rights, part.group.code, told.year)
    if letter is not None and (words := "；".join(filter(None, (too_early(letter, told.on), part.group.code and _lacking(letter, len(part.group.pages)))))):
        letter, trouble = None, words
    scan = Scan(unit=told.unit, year=told.year, letter=letter, blob=blob_of(part.staged, now), source=part.source, pages=list(part.group.pages),
                name=part.staged.name, said=part.group.code, trouble=trouble, at=now, by=by, filed_at=now if letter else None)
    scan.save()
    if letter is None:
        record(Change(at=now, actor=by, verb="上传扫描件，待归档", object_type=SCAN, object_id=str(scan.pk), unit=told.unit.code, provision=RULE,
                      after=_plain(scan), note=trouble))
    return scan


def _plain(scan: Scan) -> dict[str, Any]:
    return {"name": scan.name, "pages": "、".join(map(str, scan.pages)), "sha256": scan.blob.sha256}


def letter_for(rights: Rights, code: str, year: int | None = None) -> tuple[Letter | None, str]:
    """Return the letter that a printed code names and under which the account may file, or why not: of another unit, another year
    (where one is given), replaced, voided. Of another unit's letter nothing else is told."""
    found = Letter.objects.with_signed().visible_to(rights, FILE).select_related("superior", "subordinate").filter(code=code).first()
    if found is None:
        return None, f"编号 {code} 不是您可以归档的责任书，可能是别的单位的"
    if year is not None and found.year != year:
        return None, f"编号 {code} 是{found.year}年的，不是{year}年的"
    if state_of(found) == "replaced":
        return None, f"编号 {code} 已重签，现在的一份是 {found.replaced_by.code}"
    return (None, f"编号 {code} 已作废") if state_of(found) == "voided" else (found, "")


def _file(by: Account, now: datetime, scan: Scan, letter: Letter, on: date, note: str = "") -> None:
    signed = signed_on_paper(by, now, letter, on, scan)
    entry(by, now, letter, "file", on=on if signed else None, after=_plain(scan), note=note)


def file_as(by: Account, now: datetime, rights: Rights, scan: Scan, text: str, on: date, *, seen: bool = False) -> Letter:
    """File a scan that waits under the letter whose code somebody typed, and return the letter. `seen`: pages are lacking, but whoever files saw both
    signatures on these. Raises ValidationError by field, also where pages are lacking and nobody says so."""
    code = code_in(text)
    if code is None:
        raise ValidationError({"code": "这不是责任书的编号，或者写错了一位。编号印在每页下方，如 ZR2026-0017-8。"})
    with transaction.atomic():
        waiting = _waiting(scan)
        letter, trouble = letter_for(rights, code)
        if letter is None:
            raise ValidationError({"code": f"{trouble}。请核对编号。"})
        letter = letter_now(letter, "file")
        signing_day(on, letter.year, now)
        if words := too_early(letter, on):
            raise ValidationError({"on": f"{words}。"})
        lacking = _lacking(letter, len(waiting.pages))
        if lacking and not seen:
            raise ValidationError({"seen": f"{lacking.partition('。')[0]}。请先补传其余各页；看过确有双方签字的，勾上这一项再归档。"})
        waiting.letter, waiting.filed_at, waiting.trouble = letter, now, ""
        waiting.save(update_fields=["letter", "filed_at", "trouble"])
        _file(by, now, waiting, letter, on, note=f"{lacking.partition('。')[0]}；归档人看过，双方都签了字"[:200] if lacking else "")
    return letter


def _waiting(scan: Scan) -> Scan:
    found = Scan.objects.select_for_update(of=("self",)).select_related("blob", "unit").get(pk=scan.pk)
    if found.struck_at or found.letter_id:
        raise ValidationError("这几页已经归档或者撤下，请刷新页面。")
    return found


def take_off(by: Account, now: datetime, scan: Scan, *, reason: str) -> Scan:
    """Take a scan off, with the reason, and what was signed by it; the file stays on record. Raises ValidationError without a reason."""
    reason = needed(reason, "reason", "请写明撤下的原因。")
    with transaction.atomic():
        found = Scan.objects.select_for_update(of=("self",)).select_related("blob", "unit", "letter__subordinate", "letter__superior").get(pk=scan.pk)
        if found.struck_at:
            raise ValidationError("这份扫描件已经撤下，请刷新页面。")
        letter = letter_now(found.letter, "unfile") if found.letter else None
        found.struck_at, found.struck_by, found.struck_reason = now, by, reason
        found.save(update_fields=["struck_at", "struck_by", "struck_reason"])
        strike(_left_without(found), now, f"撤下扫描件：{reason}"[:200])
        if letter is not None:
            entry(by, now, letter, "unfile", before=_plain(found), note=reason)
        else:
            record(Change(at=now, actor=by, verb="撤下扫描件", object_type=SCAN, object_id=str(found.pk), unit=found.unit.code, provision=RULE,
                          before=_plain(found), note=reason))
    return found


def _left_without(scan: Scan) -> list[Any]:
    """Return the signatures that rest on a scan, where no other scan of the letter can bear them; those that one can are passed on to it."""
    signings = list(scan.signings.current())
    other = Scan.objects.current().filter(letter=scan.letter).exclude(pk=scan.pk).order_by("pk").first() if scan.letter_id else None
    if other is None:
        return signings
    for one in signings:
        one.scan = other
        one.save(update_fields=["scan"])
    return []
