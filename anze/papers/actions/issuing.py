"""A document is issued: its Word and its PDF are made, kept by their content and entered in the register of issued documents."""

import hashlib
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.acts.actions.evidence import blob_of, put_in_place
from anze.acts.evidence import store
from anze.documents.official import Official, day_meant
from anze.documents.paper import WORD
from anze.documents.pdf import PDF, pdf_of
from anze.documents.word import word_of
from anze.papers.actions.numbering import reserve
from anze.papers.drafting import draft
from anze.papers.kinds import KINDS
from anze.papers.models import Issued, Number
from anze.papers.queries.letterheads import series_of
from anze.papers.queries.templates import template_for
from anze.people.models import Account, Unit
from anze.people.moment import day_of
from anze.record.actions import Change, record

Case = tuple[str, str]


def issue(by: Account | None, now: datetime, kind: str, of: Case, unit: Unit, official: Official, number: Number | None = None) -> Issued:
    """Issue a document about a case (object type, id) and return it. Within the caller's transaction, if there is one.

    The number goes onto the paper. Raises ValidationError where the number is voided or used, or the paper bears another one.
    """
    official = _numbered(official, number)
    day = day_meant(official.day) or day_of(now)
    official = official if official.day else replace(official, day=day)
    printed = pdf_of(official)
    word = _staged(official.own or word_of(official), f"{official.title}.docx", WORD)
    try:
        pdf = _staged(printed, f"{official.title}.pdf", PDF)
    except BaseException:  # a full disk: the other one is not left behind
        word.path.unlink(missing_ok=True)
        raise
    with put_in_place([word, pdf]):
        issued = Issued.objects.create(
            kind=kind, object_type=of[0], object_id=of[1], unit=unit, organ=printed_organ(official)[:120], number=number, title=official.title[:200],
            to=official.to[:400], day=day, issued_at=now, issued_by=by, word=blob_of(word, now), pdf=blob_of(pdf, now),
            template=template_for(unit, kind) if official.own else None)
        record(Change(at=now, actor=by, verb="印发公文", object_type="paper", object_id=str(issued.pk), unit=unit.code, happened_on=day,
                      after={"kind": KINDS[kind], "title": issued.title, "number": official.number, "about": f"{of[0]} {of[1]}".strip(),
                             "word": word.sha256, "pdf": pdf.sha256}))
    return issued


def printed_organ(official: Official) -> str:
    """Return who issues a document by what is printed on it: its sender; of one without, the red line."""
    return official.sender or official.organ.removesuffix("文件")


def issue_kind(by: Account | None, now: datetime, kind: str, of: Case, unit: Unit, fields: dict[str, object]) -> Issued:
    """Take a number, draft and issue in one step; within the caller's transaction, if there is one."""
    with transaction.atomic():
        number = reserve(by, now, unit, series_of(unit, kind), day_of(now).year)
        return issue(by, now, kind, of, unit, draft(kind, unit, {"文号": number.text, "成文日期": day_of(now), **fields}), number)


def _numbered(official: Official, number: Number | None) -> Official:
    if number is None:
        return official
    number.refresh_from_db(fields=["voided_at"])
    if number.voided_at:
        raise ValidationError(f"{number.text}已经作废，不能再用。请重新取号。")
    if Issued.objects.filter(number=number).exists():
        raise ValidationError(f"{number.text}已经用在另一份公文上。请重新取号。")
    if official.number not in {"", number.text}:
        raise ValidationError(f"稿子上的文号是{official.number}，取的号是{number.text}，请改成一样的。")
    if official.own and not official.number:
        raise ValidationError(f"用自己的模板拟的稿，请先取号（{number.text}）再拟稿，文号才会印在 Word 里。")
    return replace(official, number=number.text)


def _staged(content: bytes, name: str, media_type: str) -> store.Staged:
    path = store.beside()
    store.write(path, [content])
    return store.Staged(path, name[-160:], hashlib.sha256(content).hexdigest(), len(content), media_type)
