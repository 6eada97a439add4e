"""The rows of the board: some three hundred cells on a page, so they are written in Python; a template took half the page's time for them."""

from functools import lru_cache

from django import template
from django.urls import get_script_prefix, reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from anze.duties.queries.grid import Cell, GridRow
from anze.law.provisions import provision_label

register = template.Library()


@register.simple_tag
def grid_row(row: GridRow, clock: str) -> SafeString:
    """Return one row of the board: whose it is, what is owed, a cell for each period. `clock`: the page's two clocks, as &as_of=…, or empty."""
    then, prefix = escape(clock), get_script_prefix()
    who: str = escape(row.who)
    if row.officer:
        person = _address("duties:person", row.officer, prefix) + (f"?{then}" if then else "")
        who = f'<a href="{person}">{who}</a>'
    provision = _address("duties:provision", row.duty, prefix)
    explain = _address("duties:cell", "", prefix)
    return mark_safe(  # what somebody wrote is escaped
        f'<tr>\n    <th scope="row">{escape(row.unit_name)}<br>{who}<br><span class="quiet">{escape(row.post)}</span></th>\n'
        f'    <td class="task"><a class="cite" href="{provision}">{provision_label(row.duty)}</a><br>{escape(row.what)}</td>\n    '
        + "".join(_cell(cell, explain, then) for cell in row.cells) + "\n  </tr>")


def _cell(cell: Cell, explain: str, then: str) -> str:
    if not cell.lamp:
        return f'<td colspan="{cell.span}" class="at none"></td>'
    return (f'<td colspan="{cell.span}" class="at"><a class="cell lamp-{cell.lamp}" href="{explain}?{escape(cell.query)}{then}">'
            f'<span class="when">{cell.label}</span><span aria-hidden="true">{cell.shape}</span> <span class="word">{cell.word}</span></a></td>')


@lru_cache(maxsize=8192)
def _address(name: str, one: str, prefix: str) -> str:
    """Return an address, escaped, for a site that lies under `prefix`, which Django puts before it."""
    return str(escape(reverse(name, args=[one] if one else [])))
