"""A statement (考察情况说明) is issued: numbered, as Word and PDF, bound by its digest to the answer that the department was given."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from anze.acts.actions.evidence import drop_unnamed
from anze.papers.actions.issuing import issue
from anze.papers.actions.numbering import reserve
from anze.people.models import Account
from anze.people.moment import day_of
from anze.record.actions import Change, hold, record
from anze.vetting.actions.enquiring import known_too_early
from anze.vetting.codes import OBJECT, PROVISION, STATEMENT
from anze.vetting.models import Enquiry, Statement
from anze.vetting.queries.organ import series_of
from anze.vetting.queries.statements import official_of, statements_of
from anze.vetting.snapshots import canonical, digest_of, holds, part_of


def issue_statement(by: Account, now: datetime, enquiry: Enquiry, of: str = "") -> Statement:
    """Issue the statement of an enquiry about one subject (its key) or about everyone, and return it; one that stands is returned as it is.

    Raises ValidationError where the stored answer is not the one of its digest, where it tells of a day as known before it, and where the enquiry
    is about no such subject.
    """
    if not holds(enquiry.snapshot, enquiry.digest):
        raise ValidationError("保存的查询结果与它的摘要不符，可能被改动过，不能出具说明。请重新查询，并告诉系统管理员核对账本。")
    if enquiry.known_at < enquiry.as_of:  # asked before such questions were refused
        raise ValidationError(known_too_early(enquiry.as_of, enquiry.known_at) + "改好日期，重新查询。")
    try:
        said = part_of(enquiry.said, of)
    except LookupError as fault:
        raise ValidationError("这次查询没有查这个对象。请回到查询结果页再选。") from fault
    with _kept_or_gone() as kept, transaction.atomic():
        hold()
        standing = statements_of(enquiry).get(of)
        if standing is not None:
            return standing
        text, uid = canonical(said), uuid4()
        number = reserve(by, now, enquiry.unit, series_of(enquiry.unit), day_of(now).year)
        paper = issue(by, now, STATEMENT, (STATEMENT, str(uid)), enquiry.unit, official_of(said, digest_of(text), number.text, day_of(now)), number)
        kept += [paper.word.sha256, paper.pdf.sha256]
        made = Statement.objects.create(uid=uid, enquiry=enquiry, of=of, body=text, digest=digest_of(text), issued_at=now, issued_by=by, paper=paper)
        record(Change(at=now, actor=by, verb="出具考察情况说明", object_type=OBJECT, object_id=str(enquiry.uid), unit=enquiry.unit.code, provision=PROVISION,
                      after={"number": number.text, "digest": made.digest}))
    return made


@contextmanager
def _kept_or_gone() -> Iterator[list[str]]:
    """Give a list for the digests of files that are made on the way: where the rest fails, the bytes that no row names go too."""
    kept = list[str]()
    try:
        yield kept
    except BaseException:
        with suppress(DatabaseError):  # where even that fails, the sweep removes them
            drop_unnamed(kept)
        raise
