"""A department asks about some people; that it asked, for what and what it was told stays on record (第二十三条)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.law.findings import in_words
from anze.law.question import Question
from anze.people.models import Account, Officer, Unit
from anze.people.moment import day_of
from anze.record.actions import Change, record
from anze.vetting.codes import LIMIT, OBJECT, OF_GROUPS, PROVISION, PURPOSES
from anze.vetting.models import Enquiry, Subject
from anze.vetting.queries.answers import answer
from anze.vetting.snapshots import canonical, digest_of


def enquire(by: Account, now: datetime, unit: Unit, subjects: Sequence[Officer | Unit], *, purpose: str, reference: str, asked: Question) -> Enquiry:
    """Ask about officers, and where the purpose allows it leading groups, in the order given; return the enquiry with its answer.

    The ledger hears who asked for what about how many, and the digest of the answer; no names, which are the department's own.
    Raises ValidationError without a purpose, a reference or a subject, for too many, for a group where none may be asked about, and for a day that lies
    after the one as known on which it is asked.
    """
    faults = _faults(subjects, purpose, reference.strip(), asked)
    if faults:
        raise ValidationError(faults)
    text = canonical(answer(unit, purpose, reference.strip(), subjects, asked, day_of(now)))
    with transaction.atomic():
        made = Enquiry.objects.create(unit=unit, by=by, at=now, purpose=purpose, reference=reference.strip(), as_of=asked.as_of, known_at=asked.known_at,
                                      snapshot=text, digest=digest_of(text))
        Subject.objects.bulk_create(Subject(enquiry=made, position=place, officer=one if isinstance(one, Officer) else None,
                                            group=one if isinstance(one, Unit) else None) for place, one in enumerate(subjects, 1))
        record(Change(at=now, actor=by, verb="考察查询", object_type=OBJECT, object_id=str(made.uid), unit=unit.code, provision=PROVISION,
                      after={"purpose": PURPOSES[purpose], "persons": len(subjects), "as_of": asked.as_of, "digest": made.digest}))
    return made


def _faults(subjects: Sequence[Officer | Unit], purpose: str, reference: str, asked: Question) -> list[str]:
    found = [] if purpose in PURPOSES else ["请选择用途：查询要写明为什么查。"]
    if not reference:
        found.append("请写明文号或者说明，例如考察方案、评选通知的文号。")
    if not subjects:
        found.append("名单是空的。请粘贴名单，一行一个人。")
    if len(subjects) > LIMIT:
        found.append(f"一次最多查 {LIMIT} 个，现在有 {len(subjects)} 个。请分几次查。")
    if any(isinstance(one, Unit) for one in subjects) and purpose not in OF_GROUPS:
        found.append("领导班子只在评优评先、表彰奖励时查。请改用途，或者删去班子。")
    if asked.known_at < asked.as_of:
        found.append(known_too_early(asked.as_of, asked.known_at))
    return found


def known_too_early(as_of: date, known_at: date) -> str:
    """Return why an answer is not given of a day as known earlier: what was done between the two would be told as missed, of which nobody knew then."""
    return (f"以{in_words(known_at)}在案的为准，查不了截至{in_words(as_of)}的情况：此后做的、登记的都还不在案，会误列为逾期。"
            "请把“以哪一天在案的为准”改为不早于“截至哪一天”的日期，或者不填（就是今天）。")
