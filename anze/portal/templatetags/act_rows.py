"""The rows of the list of acts: fifty of seven cells each, so they are written in Python; a template took a third of the page's time for them."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from anze.acts.models import Act
from anze.portal.templatetags.anze import day, lamp, moment

register = template.Library()


@register.simple_tag
def act_row(row: dict[str, Any], number: int) -> SafeString:
    """Return one row of the list (of `acts.queries.lists.rows`), numbered."""
    act: Act = row["act"]
    came = f' <span class="quiet">另 {len(row["attended"])} 人参加</span>' if row["attended"] else ""
    gone = ' class="gone"' if "withdrawn" in row["lamps"] else ""
    return mark_safe(  # what somebody wrote is escaped
        f'<tr{gone}>\n      <td class="number" data-label="序号">{number}</td>\n'
        f'      <td><a href="{escape(reverse("acts:detail", args=[act.uid]))}">{escape(str(act))}</a> <span class="tag">{act.get_type_display()}</span>'
        f'<br><span class="quiet number">{escape(act.uid)}</span></td>\n'
        f'      <td class="day" data-label="单位">{escape(act.unit.name)}</td>\n'
        f'      <td data-label="牵头、主持或署名">{escape("、".join(row["doers"]))}{came}</td>\n'
        f'      <td class="day" data-label="发生">{day(act.date)}</td>\n      <td class="day" data-label="登记">{moment(act.recorded_at)}</td>\n'
        f'      <td data-label="状态">{"".join(f"{lamp(name)} " for name in row["lamps"]) or "有效"}</td>\n    </tr>\n    ')
