"""A letter is signed on the page by the head of each side, taken back while the other has not signed; what came of its numbers is entered."""

from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.law.codes import POSTS
from anze.letters.actions.stepping import entry, letter_now, needed
from anze.letters.codes import PARTIES
from anze.letters.models import Letter, Outcome, Scan, Signing
from anze.letters.queries.heads import heads_on, parties_of
from anze.letters.queries.papers import digest_of
from anze.letters.told import said
from anze.people.models import Account
from anze.people.moment import day_of


def sign(by: Account, now: datetime, letter: Letter, *, digest: str) -> Signing:
    """Sign for the party whose head the account's officer is; `digest` is of what he was shown.

    Raises ValidationError where he is no head of a party today, has signed already, or the letter says something else by now.
    """
    with transaction.atomic():
        found = letter_now(letter, "sign")
        today = day_of(now)
        mine = parties_of(by.officer, found, today)
        if not mine:
            raise ValidationError(f"这份责任书由双方的{POSTS[found.head_post]}签字，您今天不担任这个职务。任职有误的，请本单位安委办核对名册。")
        signed = set(found.signings.current().values_list("party", flat=True))
        party = next((one for one in mine if one not in signed), "")
        if not party:
            raise ValidationError("您已经签过这份责任书，不用再签。")
        if digest != digest_of(found):
            raise ValidationError("签字前内容有了变化，请重新看过再签。")
        made = Signing.objects.create(letter=found, party=party, officer=by.officer, on=today, how="page", digest=digest, recorded_at=now, recorded_by=by)
        entry(by, now, found, "sign", on=today, after={"by": PARTIES[party], "name": by.officer.name if by.officer else "", "digest": digest})
    return made


def unsign(by: Account, now: datetime, letter: Letter, *, reason: str) -> Signing:
    """Take one's own signature back while the other side has not signed. Raises ValidationError without a reason or a signature of one's own."""
    reason = needed(reason, "reason", "请写明撤回的原因。")
    with transaction.atomic():
        found = letter_now(letter, "unsign")
        mine = found.signings.current().filter(how="page", recorded_by=by).first()
        if mine is None:
            raise ValidationError("没有您在页面上的签字，不用撤回。")
        strike([mine], now, reason)
        entry(by, now, found, "unsign", before={"by": PARTIES[mine.party], "date": mine.on.isoformat()}, note=reason)
    return mine


def strike(signings: list[Signing], now: datetime, reason: str) -> None:
    """Strike signatures; within a transaction that holds the ledger."""
    for one in signings:
        one.struck_at, one.struck_reason = now, reason
        one.save(update_fields=["struck_at", "struck_reason"])


def signed_on_paper(by: Account | None, now: datetime, letter: Letter, on: date, scan: Scan | None = None) -> list[Signing]:
    """Note that both sides signed on paper on a day, where they had not; within a transaction that holds the ledger."""
    signed = set(letter.signings.current().values_list("party", flat=True))
    heads = heads_on(letter, on)
    return [Signing.objects.create(letter=letter, party=party, officer=heads.get(party), on=on, how="scan" if scan else "entered", scan=scan, recorded_at=now,
                                   recorded_by=by) for party in PARTIES if party not in signed]


def record_outcome(by: Account, now: datetime, letter: Letter, key: str, value: Decimal, *, note: str = "") -> Outcome:
    """Enter what came of a number that the system does not count; what was entered before stays as struck."""
    with transaction.atomic():
        found = letter_now(letter, "outcome")
        goal = next((one for one in found.numbers if one["key"] == key), None)
        if goal is None or goal["figure"]:
            raise ValidationError("这一项由系统取数，或者不是数字目标，不用登记实绩。")
        old = found.outcomes.current().filter(key=key).first()
        if old is not None and old.value == value and old.note == note.strip():
            return old
        if old is not None:
            old.struck_at, old.struck_reason = now, "重新登记"
            old.save(update_fields=["struck_at", "struck_reason"])
        made = Outcome.objects.create(letter=found, key=key, value=value, note=note.strip()[:200], recorded_at=now, recorded_by=by, replaces=old)
        entry(by, now, found, "outcome", before={"value": said(old.value)} if old else None, after={"title": goal["text"], "value": said(value)},
              note=made.note)
    return made
