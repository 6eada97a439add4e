"""Filters and tags for every template: days as an official writes them, lamps, provisions, assets, addresses that keep their filters."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from django import template
from django.contrib.staticfiles import finders
from django.http import QueryDict
from django.templatetags.static import static
from django.urls import get_script_prefix
from django.utils.html import format_html
from django.utils.safestring import SafeString

from anze.duties.queries.filters import period_label
from anze.law.codes import POSTS
from anze.law.provisions import article_of, provision_label
from anze.people.moment import SHANGHAI

register = template.Library()
WEEKDAYS: Final = "一二三四五六日"
# status → its word and its shape: never by colour alone.
LAMPS: Final[Mapping[str, tuple[str, str]]] = {
    "met": ("完成", "✓"), "backfilled": ("补录", "↺"), "soon": ("临期", "!"), "pending": ("未到期", "○"), "missed": ("逾期", "✕"),
    "in_place": ("已落实", "✓"), "lacking": ("未落实", "✕"), "invalid": ("不合要求", "✕"), "none": ("无任务", "–"),
    "open": ("整改中", "○"), "overdue": ("逾期", "✕"), "closed": ("已办结", "✓"), "withdrawn": ("已撤回", "–"),
    "waiting": ("待本人确认", "!"), "confirmed": ("已确认", "✓"), "disputed": ("本人不认可", "✕"),
}


@register.filter
def day(value: date | datetime | None) -> str:
    """2026-11-23 → 2026年11月23日."""
    if value is None or value == "":
        return ""
    found = value.astimezone(SHANGHAI).date() if isinstance(value, datetime) else value
    return f"{found.year}年{found.month}月{found.day}日"


@register.filter
def weekday(value: date | datetime | None) -> str:
    """2026-11-23 → 2026年11月23日（周一）."""
    if value is None or value == "":
        return ""
    found = value.astimezone(SHANGHAI).date() if isinstance(value, datetime) else value
    return f"{day(found)}（周{WEEKDAYS[found.weekday()]}）"


@register.filter
def moment(value: datetime | None) -> str:
    """A moment in Shanghai: 2026年11月23日 14:05."""
    if value is None:
        return ""
    here = value.astimezone(SHANGHAI)
    return f"{day(here)} {here:%H:%M}"


@register.filter
def iso(value: date | datetime | None) -> str:
    """2026-11-23, for inputs and addresses."""
    if value is None or value == "":
        return ""
    return (value.astimezone(SHANGHAI).date() if isinstance(value, datetime) else value).isoformat()


@register.filter
def period(name: str) -> str:
    """2026-05 → 2026年5月, 2026Q2 → 2026年第2季度."""
    return period_label(name)


@register.filter
def provision(value: str) -> str:
    """5.7 → 第五条（七）."""
    return "、".join(_label(one) for one in value.split())


def _label(one: str) -> str:
    try:
        return provision_label(one)
    except ValueError:  # no page of evidence fails because of what an old entry says
        return one


@register.filter
def article(value: str) -> int:
    """5.7 → 5: the number of the article."""
    return article_of(value)


@register.filter
def post(value: str) -> str:
    """party_head → 党委主要负责人."""
    return POSTS.get(value, value)


@register.filter
def item(table: Mapping[Any, Any] | None, key: Any) -> Any:
    """The value of a mapping under a key that is a variable."""
    return (table or {}).get(key, "")


@register.filter
def wrongs(errors: Mapping[str, Collection[Any]]) -> int:
    """How many things are wrong in a form: each of a field's errors is one, as they are listed."""
    return sum(map(len, errors.values()))


@register.filter
def pairs(query: QueryDict) -> list[tuple[str, Any]]:
    """Return the names and values of a query. `query.items` in a template would be the value of whatever an address calls `items`."""
    return list(query.items())


@register.simple_tag
def lamp(status: str, words: str = "") -> SafeString:
    """The lamp of a status: a shape, a word, a colour. `words` instead of the usual word."""
    word, shape = LAMPS[status]
    return format_html('<span class="lamp lamp-{}"><span aria-hidden="true">{}</span> {}</span>', status, shape, words or word)


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite, for the eye only."""
    return _icon(name, get_script_prefix())


@cache
def _icon(name: str, prefix: str) -> SafeString:
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', _address("anze/icons.svg", prefix), name)


@cache
def _digest(path: str) -> str:
    found = finders.find(path)
    return hashlib.sha256(Path(str(found)).read_bytes()).hexdigest()[:10] if found else ""


@register.simple_tag
def asset(path: str) -> str:
    """The address of a shipped file, with a digest of its content so that a browser may keep it for good."""
    return _address(path, get_script_prefix())


@cache
def _address(path: str, prefix: str) -> str:
    """Return the same for a site that lies under `prefix`, which Django puts before it: a page has some forty of these."""
    return f"{static(path)}?v={_digest(path)}"


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: Any) -> str:
    """The query of this page with some values changed, or removed where empty: filters live in the URL."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"


@register.simple_tag(takes_context=True)
def not_taken(context: template.Context, **taken: Any) -> str:
    """One line where a filter of the address was none of the choices; `taken`: by name what the page took, or all that there is to choose from."""
    for name, value in taken.items():
        said = context["request"].GET.get(name, "").strip()
        known = {str(value)} if value is None or isinstance(value, str | int) else {str(getattr(one, "code", one)) for one in value}
        if said and said not in known:
            return format_html('<p class="message warning" role="status">网址里的“{}”不是可选的条件，没有采用；这里按其余的条件显示。</p>', said[:40])
    return ""
