"""A listing from its approval to the delisting: deadline and notice, progress, extensions, acceptance, publication, findings."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.hazards.actions.following import follow_acceptance, follow_closure, follow_deadline, follow_rejection
from anze.hazards.actions.stepping import listing_now, needed, other_person, step_listing
from anze.hazards.codes import FINDINGS
from anze.hazards.models import Finding, Listing, ListingStep
from anze.hazards.queries.clocks import clocks, finding_of
from anze.hazards.queries.days import ask_days, count_after, last_to_ask, longest_until
from anze.hazards.queries.papers import KIND, OBJECT, notice_fields
from anze.hazards.told import Terms
from anze.law.findings import in_words
from anze.papers.actions.issuing import issue
from anze.papers.actions.numbering import reserve
from anze.papers.drafting import draft
from anze.papers.queries.letterheads import series_of
from anze.people.models import Account
from anze.people.moment import day_of


def approve(by: Account, now: datetime, listing: Listing, terms: Terms, *, deadline: date, note: str = "") -> ListingStep:
    """List a danger: who answers, who supervises, until when; the notice takes its number and is issued. Never by whoever proposed it.

    Raises ValidationError for a deadline that has passed or lies beyond the longest term, by field.
    """
    with transaction.atomic():
        found, today = listing_now(listing, "list"), day_of(now)
        proposer = other_person(by, found, "list")
        _deadline(deadline, today, today)
        before = {"title": found.title, "owner": found.owner}
        for name in ("title", "owner", "person", "department", "wish"):
            setattr(found, name, getattr(terms, name))
        found.full_clean(exclude=("danger", "lister", "department"), validate_unique=False)
        if found.department is None:
            raise ValidationError({"department": "请写明督办部门。"})
        found.save()
        number = reserve(by, now, found.lister, series_of(found.lister, KIND), today.year)
        step = step_listing(by, now, found, "list", note=note, number=number.text, deadline=deadline, proposed_by=proposer, before=before,
                            after=terms.plain() | {"deadline": deadline.isoformat(), "number": number.text})
        official = draft(KIND, found.lister, {"文号": number.text, "成文日期": today, **notice_fields(found, deadline, today)})
        issue(by, now, KIND, (OBJECT, found.uid), found.lister, official, number)
        follow_deadline(by, now, found, deadline)
    return step


def _deadline(deadline: date, start: date, today: date) -> None:
    last = longest_until(start)
    if deadline < today:
        raise ValidationError({"deadline": "整改期限已经过去，请改正。"})
    if deadline > last:
        raise ValidationError({"deadline": f"整改期限自{in_words(start)}起最长到{in_words(last)}，请改早。"})


def decline(by: Account, now: datetime, listing: Listing, *, note: str) -> ListingStep:
    """Do not list, with the reason; the danger goes on as it is."""
    note = needed(note, "note", "请写明不予挂牌的理由。")
    with transaction.atomic():
        found = listing_now(listing, "decline")
        return step_listing(by, now, found, "decline", note=note, proposed_by=other_person(by, found, "decline"))


def progress(by: Account, now: datetime, listing: Listing, *, on: date, note: str) -> ListingStep:
    """Report how far it has come."""
    note = needed(note, "note", "请写明整改进展。")
    with transaction.atomic():
        found = listing_now(listing, "progress")
        return step_listing(by, now, found, "progress", on=on, note=note, since=clocks(found).listed_on)


def ask_extension(by: Account, now: datetime, listing: Listing, *, on: date, deadline: date, note: str) -> ListingStep:
    """Ask for a later deadline, at least so many working days before the one in force. Raises ValidationError naming the last day to ask."""
    note = needed(note, "note", "请写明延期的理由。")
    with transaction.atomic():
        found = listing_now(listing, "ask")
        days = clocks(found)
        assert days.deadline is not None and days.listed_on is not None
        if count_after(on, days.deadline) < ask_days():
            raise ValidationError({"on": f"延期应当在整改期限（{in_words(days.deadline)}）届满前至少 {ask_days()} 个工作日申请，"
                                         f"最晚是{in_words(last_to_ask(days.deadline))}。现在已经来不及，请抓紧整改。"})
        _later(deadline, days.deadline, days.first_deadline or days.deadline)
        return step_listing(by, now, found, "ask", on=on, note=note, deadline=deadline, since=days.listed_on, after={"deadline": deadline.isoformat()})


def _later(deadline: date, standing: date, first: date) -> None:
    if deadline <= standing:
        raise ValidationError({"deadline": f"延长以后的期限应当晚于现在的期限（{in_words(standing)}）。"})
    last = longest_until(first)
    if deadline > last:
        raise ValidationError({"deadline": f"延期自原期限（{in_words(first)}）届满起算，最长到{in_words(last)}，请改早。"})


def grant(by: Account, now: datetime, listing: Listing, *, on: date, deadline: date, note: str = "") -> ListingStep:
    """Grant an extension, as asked or shorter; never by whoever asked."""
    with transaction.atomic():
        found = listing_now(listing, "grant")
        days = clocks(found)
        assert days.asked is not None and days.asked.deadline is not None and days.deadline is not None
        _later(deadline, days.deadline, days.first_deadline or days.deadline)
        if deadline > days.asked.deadline:
            raise ValidationError({"deadline": f"同意的期限不能晚于申请的期限（{in_words(days.asked.deadline)}）。"})
        step = step_listing(by, now, found, "grant", on=on, note=note, deadline=deadline, since=days.asked.on, proposed_by=other_person(by, found, "grant"),
                            before={"deadline": days.deadline.isoformat()}, after={"deadline": deadline.isoformat()})
        follow_deadline(by, now, found, deadline)
    return step


def refuse(by: Account, now: datetime, listing: Listing, *, on: date, note: str) -> ListingStep:
    """Refuse an extension, with the reason; the deadline stays."""
    note = needed(note, "note", "请写明不同意延期的理由。")
    with transaction.atomic():
        found = listing_now(listing, "refuse")
        days = clocks(found)
        return step_listing(by, now, found, "refuse", on=on, note=note, since=days.asked.on if days.asked else None,
                            proposed_by=other_person(by, found, "refuse"))


def accept(by: Account, now: datetime, listing: Listing, *, on: date, finished_on: date, note: str) -> ListingStep:
    """Accept the rectification (验收合格): on which day, and on which day it had been finished."""
    note = needed(note, "note", "请写明验收意见。")
    with transaction.atomic():
        found = listing_now(listing, "accept")
        listed_on = clocks(found).listed_on
        if finished_on > on:
            raise ValidationError({"finished_on": "整改完成日期晚于验收日期，请改正。"})
        if listed_on and finished_on < listed_on:
            raise ValidationError({"finished_on": f"整改完成日期早于挂牌日期（{in_words(listed_on)}），请改正。"})
        step = step_listing(by, now, found, "accept", on=on, finished_on=finished_on, note=note, since=listed_on,
                            after={"finished_on": finished_on.isoformat()})
        follow_acceptance(by, now, found, on, finished_on)
    return step


def reject(by: Account, now: datetime, listing: Listing, *, on: date, note: str) -> ListingStep:
    """Record an acceptance that was not passed."""
    note = needed(note, "note", "请写明哪里没有整改到位。")
    with transaction.atomic():
        found = listing_now(listing, "reject")
        step = step_listing(by, now, found, "reject", on=on, note=note, since=clocks(found).listed_on)
        follow_rejection(by, now, found, on, note)
    return step


def delist(by: Account, now: datetime, listing: Listing, *, on: date, note: str = "") -> ListingStep:
    """Delist (销号); the danger is closed together with it."""
    with transaction.atomic():
        found = listing_now(listing, "delist")
        accepted = found.steps.filter(kind="accept").order_by("-pk").first()
        step = step_listing(by, now, found, "delist", on=on, note=note, since=accepted.on if accepted else None)
        follow_closure(by, now, found, step.on)
    return step


def publish(by: Account, now: datetime, listing: Listing, *, of: str, on: date, published_at: str) -> ListingStep:
    """Record when and where the listing (`listing`) or its closing (`closing`) was published."""
    published_at = needed(published_at, "published_at", "请写明在哪里公布。")
    kind = f"publish_{of}"
    with transaction.atomic():
        found = listing_now(listing, kind)
        days = clocks(found)
        return step_listing(by, now, found, kind, on=on, published_at=published_at, since=days.listed_on if of == "listing" else days.delisted_on,
                            after={"published_on": on.isoformat(), "place": published_at})


def find(by: Account, now: datetime, listing: Listing, *, on: date, kind: str, reason: str) -> Finding:
    """Record a person's finding why a listed danger is overdue. Raises ValidationError where it is not overdue, or a finding stands."""
    reason = needed(reason, "reason", "请写明认定的理由。")
    with transaction.atomic():
        found, today = listing_now(listing, "find"), day_of(now)
        days = clocks(found)
        if not days.overdue(today):
            raise ValidationError("没有逾期，不用认定。")
        if finding_of(found) is not None:
            raise ValidationError("已有认定在案。要改的，请先撤回原来的认定。")
        if days.deadline and on <= days.deadline:
            raise ValidationError({"on": f"认定日期应当在整改期限（{in_words(days.deadline)}）届满以后。"})
        made = Finding(listing=found, on=on, kind=kind, reason=reason, recorded_at=now, recorded_by=by)
        made.full_clean(exclude=("listing", "recorded_by", "replaces"))
        step_listing(by, now, found, "find", on=on, note=f"{FINDINGS[kind]}：{reason}", after={"finding": FINDINGS[kind], "found_on": on.isoformat()})
        made.save()
    return made


def unfind(by: Account, now: datetime, listing: Listing, *, note: str) -> ListingStep:
    """Take a finding back, with the reason; it stays on record as struck."""
    note = needed(note, "note", "请写明撤回认定的原因。")
    with transaction.atomic():
        found = listing_now(listing, "unfind")
        standing = finding_of(found)
        if standing is None:
            raise ValidationError("没有认定在案，请刷新页面。")
        standing.struck_at, standing.struck_reason = now, note[:200]
        standing.save(update_fields=["struck_at", "struck_reason"])
        return step_listing(by, now, found, "unfind", note=note, before={"finding": FINDINGS[standing.kind]})
