"""A year as iCalendar (RFC 5545), for the calendar of a phone or a desk; nothing in it that a case says."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from hashlib import sha256

from django.urls import reverse
from icalendar import Calendar, Event

from anze.law.provisions import provision_label
from anze.yearly.queries.almanac import Entry


def ical(entries: Iterable[Entry], name: str, now: datetime, absolute: Callable[[str], str]) -> bytes:
    """Return a calendar of whole days: the same entry has the same UID whenever it is fetched. `absolute` makes an address whole."""
    book = Calendar()
    book.add("prodid", "-//anze//zh//")
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", name)
    book.add("x-published-ttl", "PT12H")
    for one in entries:
        book.add_component(_event(one, now, absolute))
    return bytes(book.to_ical())


def _event(one: Entry, now: datetime, absolute: Callable[[str], str]) -> Event:
    event = Event()
    event.add("uid", f"{sha256(f'{one.kind}:{one.key}:{one.day}'.encode()).hexdigest()[:32]}@anze")
    event.add("dtstamp", now)
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("summary", ("✓ " if one.lamp in {"met", "backfilled"} else "") + one.brief)
    event.add("transp", "TRANSPARENT")
    if one.provision:
        event.add("description", f"依据{provision_label(one.provision)}")
    if one.address:
        event.add("url", absolute(f"{reverse('yearly:year')}?year={one.day.year}" if one.discreet else one.address))
    return event
