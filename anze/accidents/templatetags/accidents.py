"""`{% load accidents %}`: sentences of the law with accidents by their names."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from anze.accidents.models import WriteOff
from anze.accidents.queries.entitled import Entitled
from anze.accidents.queries.following import Names
from anze.duties.sources import Told
from anze.people.models import Recorded
from anze.record.words import KEYS

register = template.Library()


@register.simple_tag
def named(names: Names, sentence: str) -> str:
    """A sentence of the law with names in the place of ids."""
    return names.text(sentence)


@register.simple_tag
def accident_links(names: Names, codes: Any) -> SafeString:
    """The accidents of a finding, each by its name, linked where the reader may open it."""
    return format_html_join("、", "{}", ((_link(one),) for one in names.of(codes or ())))


@register.simple_tag
def interview_link(names: Names, code: str) -> SafeString | str:
    """An interview by its name, linked where the reader may open it; empty for none."""
    found = names.interview(code)
    return _link(found) if found else ""


@register.simple_tag
def answer_link(names: Names, finding: Any) -> SafeString | str:
    """What became of a trigger, linked; empty where this reader may not know."""
    found = names.answer(finding)
    return _link(found) if found else ""


def _link(one: Told) -> SafeString | str:
    return format_html('<a href="{}">{}</a>', one.address, one.label) if one.address else one.label


@register.filter
def as_day(value: str) -> date:
    """A day of a finding, for the filters of days: "2026-05-01"."""
    return date.fromisoformat(value)


@register.filter
def key_word(value: str) -> str:
    """The name of a value that a record keeps, as people call it."""
    return KEYS.get(value, value)


@register.filter
def may(allowed: Entitled | None, kind: str) -> bool:
    """Whether a deed is open to the reader."""
    return allowed is not None and allowed.may(kind)


@register.filter
def may_strike(allowed: Entitled | None, row: Recorded) -> bool:
    """Whether the reader may take a record off."""
    return allowed is not None and allowed.may_strike(row)


@register.filter
def may_decide(allowed: Entitled | None, notice: WriteOff) -> bool:
    """Whether the reader may decide the write-off of which notice was given."""
    return allowed is not None and allowed.may_decide(notice)


@register.filter
def signed(number: int) -> str:
    """A difference as tables have it: +1, -2, 0."""
    return f"{number:+d}" if number else "0"


@register.simple_tag
def query_of(values: Mapping[str, str]) -> str:
    """What stands after the question mark of an address."""
    return urlencode(values)
